/**
 * The images of a seed's list, for the medium: from their registries, or from an OCI layout that was mirrored before.
 * All of them or none: an image that is missing would be missed on the host, where nobody can fetch it.
 */
import {InstallError} from '../../errors.ts';
import {
	blobFileOf,
	findImage,
	type ImageLayout,
	type LaidImage,
	openImageLayout,
} from '../../seed/image-layout.ts';
import type {System} from '../../system/types.ts';
import {digestOfFile} from '../digest.ts';
import {type FetchReports, type FetchRequest, fetchImages} from './fetch-images.ts';

export type CollectedImages = {
	readonly layout: ImageLayout;
	/** In the order of the names. */
	readonly images: readonly LaidImage[];
};

/** @param directory of an OCI layout; undefined: from the registries. @throws InstallError IMAGES_NOT_CARRIED */
export const collectImages = async (
	system: System,
	names: readonly string[],
	directory: string | undefined,
	request: FetchRequest,
	reports: FetchReports,
): Promise<CollectedImages> => {
	if (directory === undefined) {
		const {layout, failures} = await fetchImages(system, names, request, reports);
		return requireAll(system, layout, names, request.architecture, failures);
	}
	const layout = await openImageLayout(system, directory);
	const found = await requireAll(system, layout, names, request.architecture, new Map());
	await requireLayers(system, found, reports.signal);
	return found;
};

const requireAll = async (
	system: System,
	layout: ImageLayout,
	names: readonly string[],
	architecture: string,
	failures: ReadonlyMap<string, string>,
): Promise<CollectedImages> => {
	const images: LaidImage[] = [];
	const missing: string[] = [];
	for (const name of names) {
		const failure = failures.get(name);
		const found =
			failure === undefined
				? await findImage(system, layout, name, architecture)
				: {kind: 'missing' as const, why: failure};
		if (found.kind === 'found') {
			images.push(found.image);
		} else {
			missing.push(`${name} (${found.why})`);
		}
	}
	if (missing.length > 0) {
		throw new InstallError('IMAGES_NOT_CARRIED', {images: missing, wanted: names.length});
	}
	return {layout, images};
};

/** A registry's layers were verified as they came; those of a layout may have been damaged since. */
const requireLayers = async (
	{files}: System,
	{layout, images}: CollectedImages,
	signal: AbortSignal,
): Promise<void> => {
	const sound = new Set<string>();
	for (const {name, config, layers} of images) {
		for (const {digest} of [config, ...layers]) {
			if (sound.has(digest)) {
				continue;
			}
			const found = await digestOfFile(files, blobFileOf(layout, digest), {signal});
			if (`sha256:${found}` !== digest) {
				const why = `${digest} of it is damaged in ${layout.directory}`;
				throw new InstallError('IMAGES_NOT_CARRIED', {
					images: [`${name} (${why})`],
					wanted: images.length,
				});
			}
			sound.add(digest);
		}
	}
};
