/** What each image name stands for, asked of the registry before any image is pulled; and the record of it. */
import {z} from 'zod';
import {InstallError} from '../../errors.ts';
import type {BlobInfo} from '../../seed/info.ts';
import {digestOf, isIndex, parseManifestOrIndex} from '../../seed/oci.ts';
import {askableName} from '../../seed/registry.ts';
import type {System} from '../../system/types.ts';
import {inspectManifest, type RegistryAccess} from '../../tools/skopeo.ts';
import {work} from './layout.ts';

export type ResolvedImage = {
	readonly kind: 'resolved';
	readonly name: string;
	/** Of the manifest, and of the index that led to it. */
	readonly digests: readonly [manifest: string, ...index: string[]];
	readonly layers: readonly Pick<BlobInfo, 'digest' | 'sizeBytes'>[];
};

export type UnresolvedImage = {
	readonly kind: 'unresolved';
	readonly name: string;
	readonly why: string;
	/** The registry gave no answer at all. */
	readonly isUnreachable: boolean;
};

export const resolveImage = async (
	system: System,
	name: string,
	architecture: string,
	access: RegistryAccess,
): Promise<ResolvedImage | UnresolvedImage> => {
	try {
		return await resolve(system, name, architecture, access);
	} catch (error) {
		if (access.signal?.aborted || !(error instanceof InstallError)) {
			throw error;
		}
		const why = withoutPrefix(error.message, askableName(name));
		return {kind: 'unresolved', name, why, isUnreachable: error.code === 'SEED_UNREACHABLE'};
	}
};

const resolve = async (
	system: System,
	name: string,
	architecture: string,
	access: RegistryAccess,
): Promise<ResolvedImage> => {
	const asked = askableName(name);
	const text = await inspectManifest(system, asked, access);
	const document = parseManifestOrIndex(asked, text);
	const digest = digestOf(text);
	if (!isIndex(document)) {
		return {kind: 'resolved', name, digests: [digest], layers: document.layers.map(sized)};
	}
	const entry = document.manifests.find(({platform}) => platform?.architecture === architecture);
	if (entry === undefined) {
		throw new InstallError('SEED_UNREADABLE', {image: asked, why: `it has no ${architecture}`});
	}
	const repository = asked.split('@')[0]?.replace(/:[^:/]+$/, '');
	const inner = await inspectManifest(system, `${repository}@${entry.digest}`, access);
	const manifest = parseManifestOrIndex(asked, inner);
	const layers = isIndex(manifest) ? [] : manifest.layers.map(sized);
	return {kind: 'resolved', name, digests: [entry.digest, digest], layers};
};

/** What a precache has put into the storage, by name: the completeness gate reads it. */
export type ImageRecord = {
	readonly images: readonly {readonly name: string; readonly digests: readonly string[]}[];
	/** Did not arrive, which was allowed. */
	readonly missing: readonly string[];
};

export const writeImageRecord = (system: System, record: ImageRecord): Promise<void> =>
	system.files.writeText(work.images, `${JSON.stringify(record, undefined, '\t')}\n`, 0o600);

export const readImageRecord = async (system: System): Promise<ImageRecord> =>
	(await system.files.stat(work.images)) === undefined
		? {images: [], missing: []}
		: recordShape.parse(JSON.parse(await system.files.readText(work.images)));

const recordShape = z.object({
	images: z.array(z.object({name: z.string(), digests: z.array(z.string())})),
	missing: z.array(z.string()),
});

const sized = ({digest, size}: {readonly digest: string; readonly size: number}) => ({
	digest,
	sizeBytes: size,
});

/** The problems of reading an image are worded for the seed. */
const withoutPrefix = (message: string, image: string): string =>
	message
		.replace(`Reading the seed image ${image}: `, '')
		.replace(`Reading the name of the seed image ${image}: `, '')
		.replace(/\.$/, '');
