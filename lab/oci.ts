/**
 * Small container images written by hand as OCI layouts (image-spec 1.0): blobs, one config and one manifest
 * an image, an index that names them. Made of plain files, so that a lab build needs no container engine.
 */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {link, mkdir, readdir, rename, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {outputOf, run} from './run.ts';
import type {Lab} from './stage.ts';

export type Layer = {
	readonly blob: string;
	readonly digest: string;
	readonly sizeBytes: number;
	/** Of the tar before compression. */
	readonly diffId: string;
};

export type Image = {
	readonly layers: readonly Layer[];
	readonly labels?: Readonly<Record<string, string>>;
	readonly command?: readonly string[];
};

export type WrittenImage = {
	readonly digest: string;
	readonly sizeBytes: number;
};

/** Fixed, so that the same content has the same digest on each machine. */
const createdAt = '2025-01-01T00:00:00Z';

/** One gzip-compressed layer with the content of a folder, members in the order of their names. */
export const layerOf = async (lab: Lab, folder: string, blob: string): Promise<Layer> => {
	const tar = `${blob}.tar`;
	await run(lab, [
		'tar',
		'--create',
		'--sort=name',
		'--numeric-owner',
		'--mtime=2025-01-01 00:00:00Z',
		`--file=${tar}`,
		`--directory=${folder}`,
		...(await readdir(folder)).sort(),
	]);
	const diffId = await sha256Of(tar);
	await run(lab, ['pigz', '--fast', '--no-name', '--suffix', '.gz', tar]);
	await rename(`${tar}.gz`, blob);
	return {blob, digest: await sha256Of(blob), sizeBytes: (await stat(blob)).size, diffId};
};

/** A layout holds one image here; its index names it by `reference`. */
export const writeLayout = async (
	directory: string,
	reference: string,
	image: Image,
): Promise<WrittenImage> => {
	const blobs = join(directory, 'blobs/sha256');
	await mkdir(blobs, {recursive: true});
	for (const {blob, digest} of image.layers) {
		await link(blob, join(blobs, hexOf(digest)));
	}
	const config = await writeBlob(blobs, JSON.stringify(configOf(image)));
	const manifest = await writeBlob(blobs, JSON.stringify(manifestOf(image, config)));
	await writeFile(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
	await writeFile(join(directory, 'index.json'), JSON.stringify(indexOf(manifest, reference)));
	return manifest;
};

export const sha256Of = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) {
		hash.update(chunk);
	}
	return `sha256:${hash.digest('hex')}`;
};

/** The same image in one file, as `oci-archive:` of skopeo names it. */
export const archiveLayout = (lab: Lab, layout: string, archive: string) =>
	outputOf(lab, [
		'tar',
		'--create',
		'--sort=name',
		`--file=${archive}`,
		`--directory=${layout}`,
		'.',
	]);

const writeBlob = async (blobs: string, text: string): Promise<WrittenImage> => {
	const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
	await writeFile(join(blobs, hexOf(digest)), text);
	return {digest, sizeBytes: Buffer.byteLength(text)};
};

const hexOf = (digest: string): string => digest.replace('sha256:', '');

const configOf = ({layers, labels, command}: Image) => ({
	created: createdAt,
	architecture: 'amd64',
	os: 'linux',
	config: {...(labels && {Labels: labels}), ...(command && {Cmd: command})},
	rootfs: {type: 'layers', diff_ids: layers.map(({diffId}) => diffId)},
	history: layers.map(() => ({created: createdAt, created_by: 'ibi-console lab'})),
});

const manifestOf = ({layers}: Image, config: WrittenImage) => ({
	schemaVersion: 2,
	mediaType: 'application/vnd.oci.image.manifest.v1+json',
	config: descriptor('application/vnd.oci.image.config.v1+json', config),
	layers: layers.map((layer) => descriptor('application/vnd.oci.image.layer.v1.tar+gzip', layer)),
});

const indexOf = (manifest: WrittenImage, reference: string) => ({
	schemaVersion: 2,
	manifests: [
		{
			...descriptor('application/vnd.oci.image.manifest.v1+json', manifest),
			annotations: {'org.opencontainers.image.ref.name': reference},
		},
	],
});

const descriptor = (mediaType: string, {digest, sizeBytes}: WrittenImage) => ({
	mediaType,
	digest,
	size: sizeBytes,
});
