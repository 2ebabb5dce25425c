/** Small OCI layouts written by hand: a seed with labels and one layer, or an index over several. */
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

export type Entry = {
	readonly mediaType: string;
	readonly digest: string;
	readonly size: number;
	readonly platform?: {readonly architecture: string; readonly os: string};
	readonly annotations?: Readonly<Record<string, string>>;
};

export type SeedOptions = {
	readonly architecture?: string;
	readonly labels?: Readonly<Record<string, string>>;
	readonly created?: string;
	readonly layers?: readonly Entry[];
	/** What each of them unpacks to. */
	readonly content?: Buffer;
};

export const mediaTypes = {
	index: 'application/vnd.oci.image.index.v1+json',
	manifest: 'application/vnd.oci.image.manifest.v1+json',
	config: 'application/vnd.oci.image.config.v1+json',
	layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

export const clusterInfo = {
	seed_cluster_ocp_version: '4.18.0',
	base_domain: 'example.com',
	cluster_name: 'seed',
	node_ips: ['192.0.2.10'],
	release_registry: 'quay.io',
	sno_hostname: 'seed',
	recert_image_pull_spec: 'quay.io/edge/recert:v1',
	has_proxy: false,
	has_fips: true,
	additionalTrustBundle: {hasUserCaBundle: false, proxyConfigmapName: ''},
	container_storage_mountpoint_target: '/dev/disk/by-partlabel/var-lib-containers',
};

export const seedLabels = {
	'com.openshift.lifecycle-agent.seed_format_version': '4',
	'com.openshift.lifecycle-agent.seed_cluster_info': JSON.stringify(clusterInfo),
};

export const newLayout = (): string => {
	const path = mkdtempSync(join(tmpdir(), 'ibi-layout-'));
	mkdirSync(join(path, 'blobs/sha256'), {recursive: true});
	writeFileSync(join(path, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
	return path;
};

export const digestOf = (bytes: string | Uint8Array): string =>
	`sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export const blobFile = (layout: string, digest: string): string =>
	join(layout, 'blobs', digest.replace(':', '/'));

export const addBlob = (layout: string, mediaType: string, bytes: string | Uint8Array): Entry => {
	const digest = digestOf(bytes);
	writeFileSync(blobFile(layout, digest), bytes);
	return {mediaType, digest, size: Buffer.byteLength(bytes)};
};

export const addSeed = (layout: string, options: SeedOptions = {}): Entry => {
	const content = options.content ?? Buffer.alloc(10_240);
	const layers = options.layers ?? [addBlob(layout, mediaTypes.layer, gzipSync(content))];
	const config = {
		architecture: options.architecture ?? 'amd64',
		os: 'linux',
		created: options.created ?? '2026-02-03T04:05:06Z',
		config: {Labels: options.labels ?? seedLabels},
		rootfs: {type: 'layers', diff_ids: layers.map(() => digestOf(content))},
	};
	const manifest = {
		schemaVersion: 2,
		mediaType: mediaTypes.manifest,
		config: addBlob(layout, mediaTypes.config, JSON.stringify(config)),
		layers,
	};
	return addBlob(layout, mediaTypes.manifest, JSON.stringify(manifest));
};

export const addIndex = (layout: string, manifests: readonly Entry[]): Entry =>
	addBlob(
		layout,
		mediaTypes.index,
		JSON.stringify({schemaVersion: 2, mediaType: mediaTypes.index, manifests}),
	);

export const named = (entry: Entry, name: string): Entry => ({
	...entry,
	annotations: {'org.opencontainers.image.ref.name': name},
});

export const forPlatform = (entry: Entry, architecture: string): Entry => ({
	...entry,
	platform: {architecture, os: 'linux'},
});

export const writeIndex = (layout: string, manifests: readonly Entry[]): void => {
	writeFileSync(join(layout, 'index.json'), JSON.stringify({schemaVersion: 2, manifests}));
};
