/**
 * One OCI layout (image-spec image-layout.md) of a seed image and the images of its list, as files for a medium: each
 * blob once, whoever of them needs it, and an index that has the images by their full names.
 */
import {blobFileOf} from '../../seed/image-layout.ts';
import {blobPath} from '../../seed/layout.ts';
import type {System} from '../../system/types.ts';
import type {AddedFile} from '../../tools/xorriso.ts';
import type {CollectedImages} from './images.ts';
import type {SeedOnDisk} from './seed-lists.ts';

/** How the seed is called among the images. */
export const joinedReference = 'seed';

export type JoinedPlace = {
	/** A directory of this run alone. */
	readonly work: string;
	/** On the medium. */
	readonly place: string;
};

export const joinedLayout = async (
	system: System,
	seed: SeedOnDisk,
	{layout, images}: CollectedImages,
	{work, place}: JoinedPlace,
): Promise<readonly AddedFile[]> => {
	const {info, directory} = seed;
	const fromSeed = [info.digest, info.config.digest, ...info.layers.map(({digest}) => digest)];
	const fromImages = images.flatMap(({digests, config, layers}) => [
		...digests,
		...[config, ...layers].map(({digest}) => digest),
	]);
	const blobs = new Map([
		...fromImages.map((digest) => [digest, blobFileOf(layout, digest)] as const),
		...fromSeed.map((digest) => [digest, blobFileOf(seed, digest)] as const),
	]);
	const entries = [
		await entryOf(system, directory, info.digest, joinedReference),
		...(await Promise.all(
			images.map(({name, digests}) =>
				entryOf(system, layout.directory, digests.at(-1) ?? digests[0], name),
			),
		)),
	];
	const texts = {
		'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
		'index.json': JSON.stringify({schemaVersion: 2, manifests: entries}),
	};
	for (const [name, text] of Object.entries(texts)) {
		await system.files.writeText(`${work}/${name}`, text);
	}
	return [
		...Object.keys(texts).map((name) => ({from: `${work}/${name}`, to: `${place}/${name}`})),
		...[...blobs].sort(byDigest).map(([digest, from]) => ({
			from,
			to: `${place}/${blobPath(digest)}`,
			sha256: digest.replace('sha256:', ''),
		})),
	];
};

const byDigest = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
	a < b ? -1 : 1;

const entryOf = async ({files}: System, directory: string, digest: string, name: string) => {
	const text = await files.readText(blobFileOf({directory}, digest));
	const {mediaType} = JSON.parse(text) as {readonly mediaType?: unknown};
	return {
		mediaType:
			typeof mediaType === 'string' ? mediaType : 'application/vnd.oci.image.manifest.v1+json',
		digest,
		size: Buffer.byteLength(text),
		annotations: {'org.opencontainers.image.ref.name': name},
	};
};
