/**
 * Pulls the seed's images into the container storage of the installed system. Every name is resolved first:
 * what cannot be had is known before gigabytes are fetched.
 */
import {InstallError} from '../../errors.ts';
import {imageNames, registryHostsOf} from '../../seed/image-names.ts';
import {seedManifest} from '../../seed/restore-content.ts';
import type {System} from '../../system/types.ts';
import {allImageDigests, imageDigests, pullImage} from '../../tools/podman.ts';
import {syncFilesystem} from '../../tools/sync.ts';
import type {StepContext} from '../step.ts';
import {type ResolvedImage, readImageRecord, writeImageRecord} from './image-list.ts';
import {type ImageSupply, imagesOnMedium} from './image-medium.ts';
import {type PullFailure, pullAll} from './image-pull.ts';
import {type Resolution, resolveAll} from './image-resolve.ts';
import {forgetCutImages} from './images-cut.ts';
import {containersMountpoint, work} from './layout.ts';
import {type OnDisk, onTarget, requireMounted} from './on-disk.ts';
import {until} from './until.ts';
import {isVerified, readMember} from './verified.ts';

export type PullParams = {
	readonly authFile: string;
	readonly releaseRegistry: string;
	readonly architecture: string;
	/** Images that do not arrive are told, and the install goes on. */
	readonly isBestEffort: boolean;
	/** An OCI layout that has them, in place of their registries. */
	readonly layout?: string;
};

export type PrecacheParams = OnDisk &
	PullParams & {
		readonly containersPartition: number;
		/** Of the manifest: the list counts when this seed is verified. */
		readonly seedDigest: string;
		/** The seed comes over the same wire, and goes first: more steps wait for it. */
		readonly isSeedDownloaded: boolean;
	};

export const precacheImages = onTarget<PrecacheParams>({
	unit: 'bytes',
	run: async (params, context, disk) => {
		await requireMounted(context, disk, containersMountpoint, params.containersPartition);
		await forgetCutImages(context);
		await pullWhileUnpacking(params, context);
		await syncFilesystem(context.system, containersMountpoint, context.signal);
	},
	/** A power cut may take what the storage had only begun to write; without a list the work is over. */
	isDone: async (_, {system, signal}) => {
		if ((await system.files.stat(work.images)) === undefined) {
			return true;
		}
		const names = (await readImageRecord(system)).images.map(({name}) => name);
		return names.length === 0 || (await allImageDigests(system, names, signal)) !== undefined;
	},
});

/**
 * The list comes early in the seed, so images are pulled while the rest of it is unpacked. Only what the verified
 * seed says counts in the end: a list that is another then is pulled again, and a seed that does not match
 * ends the install.
 */
const pullWhileUnpacking = async (params: PrecacheParams, context: StepContext): Promise<void> => {
	const {system} = context;
	const early = await pullByEarlyLists(params, context);
	await until(context, () => isVerified(system, params.seedDigest));
	if ((await readLists(system)) !== early) {
		await pullImages(params, context);
	}
};

/** Lists of an attempt that was cut short go away as the seed is unpacked anew; then those that come count. */
const pullByEarlyLists = async (params: PrecacheParams, context: StepContext): Promise<string> => {
	const {system} = context;
	for (;;) {
		await until(context, () => hasLists(system));
		try {
			const early = await readLists(system);
			await pullImages(params, context, () => until(context, () => isWireFree(system, params)));
			return early;
		} catch (error) {
			const hasGone = error instanceof InstallError && error.code === 'SEED_INCOMPLETE';
			if (!hasGone || (await isVerified(system, params.seedDigest))) {
				throw error;
			}
		}
	}
};

const isWireFree = async (
	system: System,
	{isSeedDownloaded, seedDigest}: PrecacheParams,
): Promise<boolean> =>
	!isSeedDownloaded ||
	(await system.files.stat(work.downloaded)) !== undefined ||
	isVerified(system, seedDigest);

const lists = ['containers.list', 'manifest.json'];

const hasLists = async (system: System): Promise<boolean> => {
	const found = await system.files.list(work.members);
	return lists.every((name) => found.includes(name));
};

const readLists = async (system: System): Promise<string> =>
	(await Promise.all(lists.map((name) => readMember(system, name)))).join('\n');

export const pullImages = async (
	params: PullParams,
	context: StepContext,
	wireIsFree: () => Promise<void> = async () => {},
): Promise<void> => {
	const {system, log} = context;
	await system.files.removeTree(work.temporary);
	await system.files.makeDirectory(work.temporary, 0o700);
	log('Precaching images');
	const names = await listNames(system, params.releaseRegistry);
	log(`Will attempt to pull ${names.length} images`);
	const {resolutions, pull} =
		params.layout === undefined
			? await imagesOfRegistries(names, params, context)
			: await imagesOnMedium(names, params.architecture, params.layout, context);
	await wireIsFree();
	const failures = await pullAll(resolutions.filter(isResolved), pull, context);
	await conclude(resolutions, failures, params, context);
};

const imagesOfRegistries = async (
	names: readonly string[],
	params: PullParams,
	context: StepContext,
): Promise<ImageSupply> => {
	const auth = await authOf(context.system, params);
	return {
		resolutions: await resolveAll(names, params.architecture, auth, context),
		pull: ({name}, temporaryDirectory, signal) =>
			pullImage(context.system, {image: name, ...auth, temporaryDirectory}, signal),
	};
};

const registriesConf = '/etc/containers/registries.conf';

const listNames = async (system: System, releaseRegistry: string): Promise<readonly string[]> => {
	const manifest = seedManifest(await readMember(system, 'manifest.json'));
	const hasConf = (await system.files.stat(registriesConf)) !== undefined;
	return imageNames(await readMember(system, 'containers.list'), {
		releaseRegistry,
		seedReleaseRegistry: manifest.releaseRegistry,
		isSeedMirrorConfigured: manifest.isMirrorConfigured,
		registryHosts: hasConf ? registryHostsOf(await system.files.readText(registriesConf)) : [],
	});
};

const isResolved = (resolution: Resolution): resolution is ResolvedImage =>
	resolution.kind === 'resolved';

/** @throws InstallError IMAGE_PULL_FAILED, IMAGES_MISSING */
const conclude = async (
	resolutions: readonly Resolution[],
	pullFailures: readonly PullFailure[],
	{isBestEffort}: PullParams,
	context: StepContext,
): Promise<void> => {
	const {log, system} = context;
	const failed = [...resolutions.filter((found) => found.kind === 'unresolved'), ...pullFailures];
	const missing = await withoutPresent(failed, context);
	const missingNames = new Set(missing.map(({name}) => name));
	log(`Total Images: ${resolutions.length}`);
	log(`Images Pulled Successfully: ${resolutions.length - missing.length}`);
	log(`Images Failed to Pull: ${missing.length}`);
	if (missing.length > 0 && !isBestEffort) {
		throw missingProblem(missing);
	}
	await writeImageRecord(system, {
		images: resolutions
			.filter(({name}) => !missingNames.has(name))
			.map((found) => ({
				name: found.name,
				digests: found.kind === 'resolved' ? found.digests : [],
			})),
		missing: [...missingNames],
	});
	log('Pre-cached images successfully.');
};

/** An image may be in the storage from an attempt before, although its registry is gone by now. */
const withoutPresent = async (
	failures: readonly PullFailure[],
	{system, signal}: StepContext,
): Promise<readonly PullFailure[]> => {
	const missing: PullFailure[] = [];
	for (const failure of failures) {
		if ((await imageDigests(system, failure.name, signal)) === undefined) {
			missing.push(failure);
		}
	}
	return missing;
};

const missingProblem = (missing: readonly PullFailure[]): InstallError => {
	const [first, ...others] = missing;
	return first !== undefined && others.length === 0
		? new InstallError('IMAGE_PULL_FAILED', {image: first.name, why: first.why})
		: new InstallError('IMAGES_MISSING', {
				images: missing.map(({name, why}) => `${name} (${why})`),
			});
};

const authOf = async (
	system: System,
	{authFile}: PullParams,
): Promise<{readonly authFile?: string}> =>
	(await system.files.stat(authFile)) === undefined ? {} : {authFile};
