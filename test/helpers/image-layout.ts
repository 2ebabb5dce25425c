/** Images of a seed's list, written by hand into an OCI layout: those of Docker, as releases have them, among them. */
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {addBlob, blobFile, digestOf, type Entry, forPlatform} from './oci-layout.ts';

const docker = {
	index: 'application/vnd.docker.distribution.manifest.list.v2+json',
	manifest: 'application/vnd.docker.distribution.manifest.v2+json',
	config: 'application/vnd.docker.container.image.v1+json',
	layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};

export const emptyTar = Buffer.alloc(10_240);

/** Told apart by what gzip notes of the file's name; plain, all of them are an empty archive. */
export const addLayer = (layout: string, name: string): Entry => {
	const packed = gzipSync(emptyTar);
	packed[3] = 8;
	const named = Buffer.concat([
		packed.subarray(0, 10),
		Buffer.from(`${name}\0`),
		packed.subarray(10),
	]);
	return addBlob(layout, docker.layer, named);
};

export const addDockerImage = (
	layout: string,
	name: string,
	layers: readonly Entry[],
	architecture = 'amd64',
): Entry => {
	const config = {
		architecture,
		os: 'linux',
		config: {Labels: {name}},
		rootfs: {type: 'layers', diff_ids: layers.map(() => digestOf(emptyTar))},
	};
	const manifest = {
		schemaVersion: 2,
		mediaType: docker.manifest,
		config: addBlob(layout, docker.config, JSON.stringify(config)),
		layers,
	};
	return addBlob(layout, docker.manifest, JSON.stringify(manifest));
};

export const addDockerList = (layout: string, image: Entry, architecture = 'amd64'): Entry =>
	addBlob(
		layout,
		docker.index,
		JSON.stringify({
			schemaVersion: 2,
			mediaType: docker.index,
			manifests: [forPlatform(image, architecture)],
		}),
	);

/** As skopeo's `dir:` transport has it. */
export const asDirectory = (
	layout: string,
	directory: string,
	image: Entry,
	list?: Entry,
): void => {
	const hex = ({digest}: {readonly digest: string}): string => digest.replace('sha256:', '');
	const {config, layers} = JSON.parse(readFileSync(blobFile(layout, image.digest), 'utf8'));
	mkdirSync(directory, {recursive: true});
	writeFileSync(join(directory, 'version'), 'Directory Transport Version: 1.1\n');
	copyFileSync(blobFile(layout, (list ?? image).digest), join(directory, 'manifest.json'));
	copyFileSync(blobFile(layout, image.digest), join(directory, `${hex(image)}.manifest.json`));
	for (const blob of [config, ...layers]) {
		copyFileSync(blobFile(layout, blob.digest), join(directory, hex(blob)));
	}
};
