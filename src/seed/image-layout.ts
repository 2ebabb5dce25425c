/**
 * The images of a seed's list in an OCI layout, each found by its full name: by an entry of the index that is called
 * so, or by the digest in the name. Manifests may be those of Docker as well, as registries of releases serve them.
 * Here images are found and judged; no layer is read.
 */
import type {System} from '../system/types.ts';
import {blobPath} from './layout.ts';
import {
	type Descriptor,
	isIndex,
	type OciManifest,
	parseIndex,
	parseManifestOrIndex,
	requireDigest,
} from './oci.ts';

export type LaidImage = {
	readonly name: string;
	/** Of the manifest, and of the index that led to it. */
	readonly digests: readonly [manifest: string, ...index: string[]];
	readonly config: Descriptor;
	readonly layers: readonly Descriptor[];
};

export type Laid =
	| {readonly kind: 'found'; readonly image: LaidImage}
	| {readonly kind: 'missing'; readonly why: string};

export type ImageLayout = {
	readonly directory: string;
	/** Digest of what each name stands for. */
	readonly named: ReadonlyMap<string, string>;
};

/** The second is how container engines write a name with its registry. */
const nameAnnotations = ['org.opencontainers.image.ref.name', 'io.containerd.image.name'];

/** @throws InstallError FILE_UNREADABLE, SEED_UNREADABLE */
export const openImageLayout = async (system: System, directory: string): Promise<ImageLayout> => {
	const text = await system.files.readText(`${directory}/index.json`, documentLimitBytes);
	const {manifests} = parseIndex(directory, text);
	const named = manifests.flatMap(({digest, annotations}) =>
		nameAnnotations.flatMap((key) => {
			const name = annotations?.[key];
			return name === undefined ? [] : [[name, digest] as const];
		}),
	);
	return {directory, named: new Map(named)};
};

/** Every blob of a found image is there with its size. @throws InstallError SEED_… for documents that are damaged */
export const findImage = async (
	system: System,
	layout: ImageLayout,
	name: string,
	architecture: string,
): Promise<Laid> => {
	const digest = layout.named.get(name) ?? name.split('@')[1];
	const text = digest === undefined ? undefined : await documentOf(system, layout, digest);
	if (digest === undefined || text === undefined) {
		return {kind: 'missing', why: `it is not in ${layout.directory}`};
	}
	const document = parseManifestOrIndex(name, text);
	if (!isIndex(document)) {
		return whole(system, layout, imageOf(name, [digest], document));
	}
	const entry = document.manifests.find(({platform}) => platform?.architecture === architecture);
	const inner = entry && (await documentOf(system, layout, entry.digest));
	const manifest = inner === undefined ? undefined : parseManifestOrIndex(name, inner);
	return entry === undefined || manifest === undefined || isIndex(manifest)
		? {kind: 'missing', why: `${layout.directory} does not have it for ${architecture}`}
		: whole(system, layout, imageOf(name, [entry.digest, digest], manifest));
};

export const blobFileOf = ({directory}: Pick<ImageLayout, 'directory'>, digest: string): string =>
	`${directory}/${blobPath(digest)}`;

/** Manifests are some kilobytes. */
const documentLimitBytes = 4 * 1024 * 1024;

const documentOf = async (
	{files}: System,
	layout: ImageLayout,
	digest: string,
): Promise<string | undefined> => {
	const path = blobFileOf(layout, digest);
	if ((await files.stat(path))?.kind !== 'file') {
		return undefined;
	}
	const text = await files.readText(path, documentLimitBytes);
	requireDigest(path, text, digest);
	return text;
};

const imageOf = (
	name: string,
	digests: LaidImage['digests'],
	{config, layers}: OciManifest,
): LaidImage => ({name, digests, config, layers});

const whole = async ({files}: System, layout: ImageLayout, image: LaidImage): Promise<Laid> => {
	for (const {digest, size} of [image.config, ...image.layers]) {
		const found = await files.stat(blobFileOf(layout, digest));
		if (found?.sizeBytes !== size) {
			const state = found === undefined ? 'is not there' : 'is incomplete';
			return {kind: 'missing', why: `${digest} of it ${state} in ${layout.directory}`};
		}
	}
	return {kind: 'found', image};
};
