/**
 * Pulls the seed's images into the container storage of the installed system. Every name is resolved first:
 * what cannot be had is known before gigabytes are fetched, and names of one image are pulled one after the
 * other, since pulls of one image at the same time have left damaged storages in the field.
 */
import {InstallError, isCancelled} from '../../errors.ts';
import {seedManifest} from '../../seed/restore-content.ts';
import type {System} from '../../system/types.ts';
import {imageDigests, isPermanent, pullImage} from '../../tools/podman.ts';
import {lastLineOf} from '../../tools/said.ts';
import type {StepContext} from '../step.ts';
import {
	type ResolvedImage,
	resolveImage,
	type UnresolvedImage,
	writeImageRecord,
} from './image-list.ts';
import {imageNames, registryHostsOf} from './image-names.ts';
import {containersMountpoint, work} from './layout.ts';
import {whileMeasuring} from './measure.ts';
import {type OnDisk, onTarget, requireMounted} from './on-disk.ts';
import {readMember} from './verified.ts';

export type PullParams = {
	readonly authFile: string;
	readonly releaseRegistry: string;
	readonly architecture: string;
	/** Images that do not arrive are told, and the install goes on. */
	readonly isBestEffort: boolean;
};

export type PrecacheParams = OnDisk & PullParams & {readonly containersPartition: number};

export const precacheImages = onTarget<PrecacheParams>({
	unit: 'bytes',
	run: async (params, context, disk) => {
		await requireMounted(context, disk, containersMountpoint, params.containersPartition);
		await pullImages(params, context);
	},
});

export const pullImages = async (params: PullParams, context: StepContext): Promise<void> => {
	const {system, log} = context;
	await system.files.removeTree(work.temporary);
	await system.files.makeDirectory(work.temporary, 0o700);
	log('Precaching images');
	const names = await listNames(system, params.releaseRegistry);
	log(`Will attempt to pull ${names.length} images`);
	const resolved = await resolveAll(names, params, context);
	const failures = await pullAll(resolved.filter(isResolved), params, context);
	await conclude(resolved, failures, params, context);
};

const registriesConf = '/etc/containers/registries.conf';
const resolversAtOnce = 4;
const attempts = 5;
const firstPauseMs = 2000;

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

type Resolution = ResolvedImage | UnresolvedImage;
type Failure = {readonly name: string; readonly why: string};

const resolveAll = async (
	names: readonly string[],
	params: PullParams,
	{system, signal, log}: StepContext,
): Promise<readonly Resolution[]> => {
	const access = {...(await authOf(system, params)), retries: attempts - 1, signal};
	const found = new Map<string, Resolution>();
	const waiting = [...names];
	const resolver = async (): Promise<void> => {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
			const resolution = await resolveImage(system, name, params.architecture, access);
			found.set(name, resolution);
			if (resolution.kind === 'unresolved') {
				log(`Cannot be pulled: ${name}: ${resolution.why}`);
			}
		}
	};
	await Promise.all(Array.from({length: resolversAtOnce}, resolver));
	return names.flatMap((name) => found.get(name) ?? []);
};

const isResolved = (resolution: Resolution): resolution is ResolvedImage =>
	resolution.kind === 'resolved';

/** Names of one manifest follow each other; else the order of the list stands. */
const inPullOrder = (images: readonly ResolvedImage[]): readonly ResolvedImage[] =>
	[...Map.groupBy(images, ({digests: [manifest]}) => manifest).values()].flat();

const pullAll = async (
	images: readonly ResolvedImage[],
	params: PullParams,
	context: StepContext,
): Promise<readonly Failure[]> => {
	const {system, log} = context;
	const auth = await authOf(system, params);
	const finished = new Map<string, number>();
	const total = sumOf(layersOf(images));
	const measure = async () => Math.min(total, sumOf(finished) + (await spooledBytes(system)));
	const failures: Failure[] = [];
	await whileMeasuring(context, {measure, total}, async () => {
		for (const image of inPullOrder(images)) {
			const why = await pullWithRetries(image.name, auth, context);
			if (why === undefined) {
				log(`Successfully pulled image: ${image.name}`);
			} else {
				failures.push({name: image.name, why});
			}
			for (const {digest, sizeBytes} of image.layers) {
				finished.set(digest, sizeBytes);
			}
		}
	});
	context.progress(total, total);
	return failures;
};

/** Why it failed; undefined when it did not. What no other image could survive is thrown. */
const pullWithRetries = async (
	image: string,
	auth: {readonly authFile?: string},
	{system, signal, log}: StepContext,
): Promise<string | undefined> => {
	for (let attempt = 1; ; attempt += 1) {
		try {
			await pullImage(system, {image, ...auth, temporaryDirectory: work.temporary}, signal);
			return undefined;
		} catch (error) {
			if (signal.aborted || isCancelled(error) || !isPullFailure(error)) {
				throw error;
			}
			const why = lastLineOf(error.cause);
			log(`Attempt ${attempt}/${attempts}: Failed to pull ${image}: ${why}`);
			if (attempt === attempts || isPermanent(error)) {
				return why;
			}
			await system.clock.sleep(firstPauseMs * 2 ** (attempt - 1), signal);
		}
	}
};

const isPullFailure = (error: unknown): error is InstallError =>
	error instanceof InstallError && error.code === 'IMAGE_PULL_FAILED';

/** @throws InstallError IMAGE_PULL_FAILED, IMAGES_MISSING */
const conclude = async (
	resolutions: readonly Resolution[],
	pullFailures: readonly Failure[],
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
	failures: readonly Failure[],
	{system, signal}: StepContext,
): Promise<readonly Failure[]> => {
	const missing: Failure[] = [];
	for (const failure of failures) {
		if ((await imageDigests(system, failure.name, signal)) === undefined) {
			missing.push(failure);
		}
	}
	return missing;
};

const missingProblem = (missing: readonly Failure[]): InstallError => {
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

const layersOf = (images: readonly ResolvedImage[]): ReadonlyMap<string, number> =>
	new Map(images.flatMap(({layers}) => layers.map(({digest, sizeBytes}) => [digest, sizeBytes])));

const sumOf = (sizes: ReadonlyMap<string, number>): number =>
	[...sizes.values()].reduce((sum, size) => sum + size, 0);

/** podman spools the blobs of an image, as they come, in a folder of its own. */
const spooledBytes = async (system: System): Promise<number> => {
	let bytes = 0;
	for (const folder of await system.files.list(work.temporary)) {
		for (const name of await system.files.list(`${work.temporary}/${folder}`)) {
			bytes += (await system.files.stat(`${work.temporary}/${folder}/${name}`))?.sizeBytes ?? 0;
		}
	}
	return bytes;
};
