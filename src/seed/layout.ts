/**
 * OCI image layouts, as a directory or as one tar file of it (image-spec, image-layout.md). Blobs are read
 * from where they are; an archive is never unpacked.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {readArchiveMembers} from './archive.ts';
import type {SeedSource} from './info.ts';
import {type Descriptor, parseIndex, requireDigest} from './oci.ts';
import type {ImageStore} from './store.ts';

export type LayoutSource = Extract<SeedSource, {kind: 'oci-directory' | 'oci-archive'}>;

/** @param architecture chooses among entries of one reference that are for different platforms. */
export const layoutStore = (
	system: System,
	source: LayoutSource,
	architecture: string,
	signal: AbortSignal,
): ImageStore => {
	const image = `${source.path}${source.reference === undefined ? '' : `:${source.reference}`}`;
	const files = openFiles(system, source, image, signal);
	const blob = async ({digest}: Descriptor): Promise<string> => {
		const text = await (await files)(blobPath(digest));
		requireDigest(image, text, digest);
		return text;
	};
	return {
		image,
		root: async () => {
			const {manifests} = parseIndex(image, await (await files)('index.json'));
			const entry = chooseEntry(image, manifests, source.reference, architecture);
			return {text: await blob(entry), digest: entry.digest};
		},
		manifest: blob,
		config: (_manifestDigest, descriptor) => blob(descriptor),
	};
};

/** Where a blob lies in a layout. */
export const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

type ReadFile = (name: string) => Promise<string>;

const referenceName = 'org.opencontainers.image.ref.name';
/** Manifests and configs are some kilobytes; a seed's label adds a few more. */
const documentLimitBytes = 4 * 1024 * 1024;

const openFiles = async (
	system: System,
	{kind, path}: LayoutSource,
	image: string,
	signal: AbortSignal,
): Promise<ReadFile> => {
	switch (kind) {
		case 'oci-directory':
			return directoryFiles(system, path, image);
		case 'oci-archive':
			return archiveFiles(system, path, image, signal);
	}
};

const directoryFiles =
	(system: System, path: string, image: string): ReadFile =>
	async (name) => {
		if ((await system.files.stat(`${path}/${name}`)) === undefined) {
			throw unreadable(image, `the directory has no ${name}`);
		}
		return system.files.readText(`${path}/${name}`, documentLimitBytes);
	};

const archiveFiles = async (
	system: System,
	path: string,
	image: string,
	signal: AbortSignal,
): Promise<ReadFile> => {
	const members = await readArchiveMembers(system, path, signal);
	return async (name) => {
		const member = members.get(name);
		if (member === undefined) {
			throw unreadable(image, `the archive has no ${name}`);
		}
		if (member.lengthBytes > documentLimitBytes) {
			throw unreadable(image, `${name} is too large for a document`);
		}
		const chunks: Uint8Array[] = [];
		for await (const chunk of system.files.readStream(path, member)) {
			chunks.push(chunk);
		}
		return Buffer.concat(chunks).toString('utf8');
	};
};

/** As skopeo does: by reference name when one is given, else the only image there is. */
const chooseEntry = (
	image: string,
	manifests: readonly Descriptor[],
	reference: string | undefined,
	architecture: string,
): Descriptor => {
	const named = manifests.filter(
		({annotations}) => reference === undefined || annotations?.[referenceName] === reference,
	);
	const fitting = named.filter(
		({platform}) => platform === undefined || platform.architecture === architecture,
	);
	const [entry, ...others] = fitting.length === 0 ? named : fitting;
	if (entry === undefined) {
		const why =
			reference === undefined ? 'it holds no image' : `it has no image named ${reference}`;
		throw unreadable(image, `${why} (${namesOf(manifests)})`);
	}
	if (others.length > 0) {
		throw unreadable(
			image,
			`it holds several images (${namesOf(manifests)}); name one after a colon`,
		);
	}
	return entry;
};

const namesOf = (manifests: readonly Descriptor[]): string =>
	`named are: ${manifests.map(({annotations, digest}) => annotations?.[referenceName] ?? digest).join(', ') || 'none'}`;

const unreadable = (image: string, why: string): InstallError =>
	new InstallError('SEED_UNREADABLE', {image, why});
