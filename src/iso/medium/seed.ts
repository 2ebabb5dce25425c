/**
 * The seed image as an OCI layout on the installation ISO, so that an installer needs no registry for it; and the images
 * of its list in the same layout, so that it needs none at all. What is copied is what was read and compared.
 */
import type {InstallationConfig} from '../../config/installation-config.ts';
import {InstallError} from '../../errors.ts';
import type {SeedInfo} from '../../seed/info.ts';
import {readSeed} from '../../seed/read.ts';
import {findSeedSource} from '../../seed/source.ts';
import type {System} from '../../system/types.ts';
import {copyToLayout} from '../../tools/skopeo-copy.ts';
import type {AddedFile} from '../../tools/xorriso.ts';
import {collectImages} from './images.ts';
import {joinedLayout, joinedReference} from './joined-layout.ts';
import {type SeedOnDisk, wantedImages} from './seed-lists.ts';
import {listTree} from './tree.ts';
import {layoutDirectory} from './unpacked-layout.ts';

export type Carried = {
	/** What the live system calls the seed image. */
	readonly seedImage: string;
	/** Where the live system finds the images of its list. */
	readonly precacheLayout?: string;
	readonly added: readonly AddedFile[];
};

/** Where the images of the seed's list are: in their registries, or in an OCI layout. */
export type ImagesFrom =
	| {readonly kind: 'registries'}
	| {readonly kind: 'layout'; readonly place: string};

export type CarryOptions = {
	/** Absent: the host fetches them. */
	readonly images?: ImagesFrom | undefined;
	readonly signal: AbortSignal;
	readonly onProgress: (stage: 'seed' | 'images', detail?: string) => void;
};

/**
 * @param work a directory of this run alone; what is put there is needed until the files were added.
 * @throws InstallError SEED_…, CONFIG_INVALID, IMAGES_NOT_CARRIED
 */
export const carrySeed = async (
	system: System,
	config: InstallationConfig,
	work: string,
	options: CarryOptions,
): Promise<Carried> => {
	const {images, onProgress} = options;
	const authFile = `${work}/auth.json`;
	await system.files.writeText(authFile, config.pullSecret, 0o600);
	onProgress('seed');
	const {reference, ...seed} = await seedOnDisk(system, config, {work, authFile}, options);
	if (images === undefined) {
		return aloneOnMedium(system, seed.directory, reference);
	}
	onProgress('images');
	const names = await wantedImages(system, seed, config, options.signal);
	const collected = await collectImages(
		system,
		names,
		await layoutOf(system, images, work, options.signal),
		{architecture: config.architecture, authFile, work},
		{signal: options.signal, log: (line) => onProgress('images', line)},
	);
	return {
		seedImage: `oci:${onLiveSystem}:${joinedReference}`,
		precacheLayout: onLiveSystem,
		added: await joinedLayout(system, seed, collected, {work, place: `/${place}`}),
	};
};

type Place = {readonly work: string; readonly authFile: string};

type FoundSeed = SeedOnDisk & {readonly reference?: string | undefined};

const seedOnDisk = async (
	system: System,
	config: InstallationConfig,
	{work, authFile}: Place,
	{signal, onProgress}: CarryOptions,
): Promise<FoundSeed> => {
	const source = await findSeedSource(system, config.seedImage, authFile);
	const info = await readSeed(system, source, config.architecture, signal);
	requireFitting(info, config);
	if (source.kind !== 'registry') {
		const directory = await layoutDirectory(system, source, `${work}/seed`, signal);
		return {info, directory, reference: source.reference};
	}
	const layout = `${work}/seed`;
	const image = byDigest(source.image, info.digest);
	const copy = {image, authFile, layout, temporaryDirectory: work};
	await copyToLayout(system, copy, signal, (line) => onProgress('seed', line));
	return {info, directory: layout, reference: 'seed'};
};

/** What would be found in front of the first host otherwise. */
const requireFitting = (
	{cluster, architecture}: SeedInfo,
	{seedVersion, architecture: needed}: InstallationConfig,
): void => {
	const version = cluster?.seedClusterOcpVersion;
	const faults = [
		...(version === undefined || version === seedVersion
			? []
			: [`seedVersion: the seed image has version ${version}, not ${seedVersion}`]),
		...(architecture === needed
			? []
			: [`architecture: the seed image is for ${architecture}, not ${needed}`]),
	];
	if (faults.length > 0) {
		const source = 'image-based-installation-config.yaml';
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
};

const byDigest = (image: string, digest: string): string =>
	`${image.replace(/@.*$/, '').replace(/:[^:/]+$/, '')}@${digest}`;

/** undefined: no layout, but the registries. */
const layoutOf = async (
	system: System,
	images: ImagesFrom,
	work: string,
	signal: AbortSignal,
): Promise<string | undefined> => {
	if (images.kind === 'registries') {
		return undefined;
	}
	const source = await findSeedSource(system, images.place);
	if (source.kind === 'registry') {
		const what = '--images-from takes an OCI layout: a directory, or an archive of one';
		throw new InstallError('USAGE', {what});
	}
	return layoutDirectory(system, source, `${work}/images`, signal);
};

const place = 'ibi-console/seed';
const onLiveSystem = `/run/media/iso/${place}`;

const aloneOnMedium = async (
	{files}: System,
	directory: string,
	reference: string | undefined,
): Promise<Carried> => ({
	seedImage: `oci:${onLiveSystem}${reference === undefined ? '' : `:${reference}`}`,
	added: (await listTree(files, directory)).map(({path}) => ({
		from: `${directory}/${path}`,
		to: `/${place}/${path}`,
	})),
});
