/**
 * Reading a seed before anything is destroyed: manifest, config and labels, wherever the image is. No layer
 * is fetched, so the answer costs seconds, not minutes.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {parseClusterInfo} from './cluster-info.ts';
import type {BlobInfo, SeedClusterInfo, SeedInfo, SeedSource} from './info.ts';
import {layoutStore} from './layout.ts';
import {
	type Descriptor,
	isIndex,
	type OciConfig,
	type OciIndex,
	type OciManifest,
	parseConfig,
	parseManifestOrIndex,
} from './oci.ts';
import {registryStore} from './registry.ts';
import type {ImageStore} from './store.ts';

export const labelNames = {
	formatVersion: 'com.openshift.lifecycle-agent.seed_format_version',
	clusterInfo: 'com.openshift.lifecycle-agent.seed_cluster_info',
} as const;

/**
 * @param architecture of this host, as OCI images name it: chooses among the images of an index. Of an image
 * that stands alone the architecture is told, not judged.
 */
export const readSeed = async (
	system: System,
	source: SeedSource,
	architecture: string,
	signal: AbortSignal,
): Promise<SeedInfo> => {
	const usable = await withPresentAuthFile(system, source);
	const store = openStore(system, usable, architecture, signal);
	const {manifest, digest} = await findManifest(store, architecture);
	const config = parseConfig(store.image, await store.config(digest, manifest.config));
	return seedInfo(usable, store.image, digest, manifest, config);
};

/** Without the file the registry is asked anonymously, and the answer says so by naming no file. */
const withPresentAuthFile = async (system: System, source: SeedSource): Promise<SeedSource> => {
	if (source.kind !== 'registry' || source.authFile === undefined) {
		return source;
	}
	const isPresent = (await system.files.stat(source.authFile)) !== undefined;
	return isPresent ? source : {kind: 'registry', image: source.image};
};

const openStore = (
	system: System,
	source: SeedSource,
	architecture: string,
	signal: AbortSignal,
): ImageStore =>
	source.kind === 'registry'
		? registryStore(system, source, signal)
		: layoutStore(system, source, architecture, signal);

type FoundManifest = {readonly manifest: OciManifest; readonly digest: string};

const findManifest = async (store: ImageStore, architecture: string): Promise<FoundManifest> => {
	const root = await store.root();
	const document = parseManifestOrIndex(store.image, root.text);
	if (!isIndex(document)) {
		return {manifest: document, digest: root.digest};
	}
	const entry = chooseArchitecture(store.image, document, architecture);
	const manifest = parseManifestOrIndex(store.image, await store.manifest(entry));
	if (isIndex(manifest)) {
		throw unreadable(store.image, 'its index leads to another index');
	}
	return {manifest, digest: entry.digest};
};

const chooseArchitecture = (
	image: string,
	{manifests}: OciIndex,
	architecture: string,
): Descriptor => {
	const entry = manifests.find(
		({platform}) => platform?.os === 'linux' && platform.architecture === architecture,
	);
	if (entry === undefined) {
		const offered = manifests.map(({platform}) => platform?.architecture ?? 'unnamed').join(', ');
		throw new InstallError('SEED_ARCHITECTURE', {
			image,
			needed: architecture,
			offered: offered === '' ? 'none' : offered,
		});
	}
	return entry;
};

const seedInfo = (
	source: SeedSource,
	image: string,
	digest: string,
	manifest: OciManifest,
	config: OciConfig,
): SeedInfo => {
	const labels = config.config?.Labels ?? {};
	const formatVersion = labels[labelNames.formatVersion];
	const cluster = readClusterInfo(image, labels[labelNames.clusterInfo]);
	return {
		source,
		digest,
		architecture: config.architecture,
		config: blobInfo(manifest.config),
		layers: manifest.layers.map(blobInfo),
		diffIds: config.rootfs.diff_ids,
		...(formatVersion !== undefined && {formatVersion}),
		...(config.created && {created: config.created}),
		...(cluster !== undefined && {cluster}),
	};
};

const blobInfo = ({digest, size, mediaType}: Descriptor): BlobInfo => ({
	digest,
	sizeBytes: size,
	mediaType,
});

/** Absent on old seeds; but a label that cannot be read must not pass for an absent one. */
const readClusterInfo = (image: string, label: string | undefined): SeedClusterInfo | undefined => {
	if (label === undefined) {
		return undefined;
	}
	const cluster = parseClusterInfo(label);
	if (cluster === undefined) {
		throw unreadable(image, `its label ${labelNames.clusterInfo} is not the manifest of a seed`);
	}
	return cluster;
};

const unreadable = (image: string, why: string): InstallError =>
	new InstallError('SEED_UNREADABLE', {image, why});
