/**
 * Images of the seed's list from an OCI layout on the medium, in place of their registries. skopeo names an image of
 * a layout only when its manifest is one of OCI, and would rewrite one of Docker; so each is shown to it as a directory
 * of links (its `dir:` transport), which keeps manifest and digests as they are.
 */
import {InstallError} from '../../errors.ts';
import {
	blobFileOf,
	findImage,
	type ImageLayout,
	type LaidImage,
	openImageLayout,
} from '../../seed/image-layout.ts';
import {askableName} from '../../seed/registry.ts';
import {linkInto} from '../../tools/ln.ts';
import {copyIntoStorage} from '../../tools/skopeo-copy.ts';
import type {StepContext} from '../step.ts';
import type {ResolvedImage} from './image-list.ts';
import type {PullOne} from './image-pull.ts';
import type {Resolution} from './image-resolve.ts';

export type ImageSupply = {
	readonly resolutions: readonly Resolution[];
	readonly pull: PullOne;
};

/** What the medium does not have is logged at once. @throws InstallError FILE_UNREADABLE */
export const imagesOnMedium = async (
	names: readonly string[],
	architecture: string,
	directory: string,
	context: StepContext,
): Promise<ImageSupply> => {
	const layout = await openImageLayout(context.system, directory);
	const images = new Map<string, LaidImage>();
	const resolutions: Resolution[] = [];
	for (const name of names) {
		const found = await lookFor(name, architecture, layout, context);
		if (found.kind === 'found') {
			images.set(name, found.image);
			resolutions.push(resolved(found.image));
		} else {
			context.log(`Cannot be taken from the medium: ${name}: ${found.why}`);
			resolutions.push({kind: 'unresolved', name, why: found.why, isUnreachable: false});
		}
	}
	return {
		resolutions,
		pull: async ({name}, temporaryDirectory, signal) => {
			const image = images.get(name);
			if (image !== undefined) {
				await copyFrom(layout, image, temporaryDirectory, {...context, signal});
			}
		},
	};
};

type Looking = Pick<StepContext, 'system' | 'signal'>;

/** A manifest that is damaged makes its image one that cannot be had. */
const lookFor = async (
	name: string,
	architecture: string,
	layout: ImageLayout,
	{system, signal}: Looking,
): ReturnType<typeof findImage> => {
	try {
		return await findImage(system, layout, name, architecture);
	} catch (error) {
		if (signal.aborted || !(error instanceof InstallError)) {
			throw error;
		}
		return {kind: 'missing', why: error.message.replace(/\.$/, '')};
	}
};

const resolved = ({name, digests, layers}: LaidImage): ResolvedImage => ({
	kind: 'resolved',
	name,
	digests,
	layers: layers.map(({digest, size}) => ({digest, sizeBytes: size})),
});

const copyFrom = async (
	layout: ImageLayout,
	{name, digests, config, layers}: LaidImage,
	temporaryDirectory: string,
	{system, signal}: Looking,
): Promise<void> => {
	const {files} = system;
	const directory = `${temporaryDirectory}/image`;
	const [manifest, index] = digests;
	await files.makeDirectory(directory, 0o700);
	await files.writeText(`${directory}/version`, 'Directory Transport Version: 1.1\n');
	await files.copy(blobFileOf(layout, index ?? manifest), `${directory}/manifest.json`);
	if (index !== undefined) {
		const hex = manifest.replace('sha256:', '');
		await files.copy(blobFileOf(layout, manifest), `${directory}/${hex}.manifest.json`);
	}
	const blobs = new Set([config, ...layers].map(({digest}) => blobFileOf(layout, digest)));
	await linkInto(system, directory, [...blobs], signal);
	const image = askableName(name);
	await copyIntoStorage(system, {image, directory, temporaryDirectory}, signal);
};
