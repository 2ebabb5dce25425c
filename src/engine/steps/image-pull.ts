/** Pulls images into the storage, some at a time, each with a few tries; progress in bytes of layers. */
import {InstallError, isCancelled} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {type ImagePull, isPermanent, pullImage} from '../../tools/podman.ts';
import {lastLineOf} from '../../tools/said.ts';
import type {StepContext} from '../step.ts';
import type {ResolvedImage} from './image-list.ts';
import {inPullOrder, nextToPull} from './image-order.ts';
import {work} from './layout.ts';
import {whileMeasuring} from './measure.ts';

export type PullFailure = {readonly name: string; readonly why: string};

type Auth = Pick<ImagePull, 'authFile'>;

const attempts = 5;
const firstPauseMs = 2000;
/** When so many in a row failed in all their tries, a registry went away: the rest is tried once each. */
const patientImages = 3;
/** podman commits one image at a time; some more at the wire keep it busy meanwhile. */
const pullsAtOnce = 4;

export const pullAll = async (
	images: readonly ResolvedImage[],
	auth: Auth,
	context: StepContext,
): Promise<readonly PullFailure[]> => {
	const finished = new Map<string, number>();
	const total = sumOf(layersOf(images));
	const measure = async () =>
		Math.min(total, sumOf(finished) + (await spooledBytes(context.system)));
	const failures: PullFailure[] = [];
	let failedInARow = 0;
	const pull = async ({name, layers}: ResolvedImage): Promise<void> => {
		const isPatient = (): boolean => failedInARow < patientImages;
		const why = await pullWithRetries(name, isPatient, auth, context);
		failedInARow = why === undefined ? 0 : failedInARow + 1;
		if (why === undefined) {
			context.log(`Successfully pulled image: ${name}`);
		} else {
			failures.push({name, why});
		}
		for (const {digest, sizeBytes} of layers) {
			finished.set(digest, sizeBytes);
		}
	};
	await whileMeasuring(context, {measure, total}, () => pullSideBySide(images, finished, pull));
	context.progress(total, total);
	return failures;
};

/** When one pull throws, no other is begun; those that run are waited for. */
const pullSideBySide = async (
	images: readonly ResolvedImage[],
	presentLayers: ReadonlyMap<string, number>,
	pull: (image: ResolvedImage) => Promise<void>,
): Promise<void> => {
	const waiting = [...inPullOrder(images)];
	const running = new Map<ResolvedImage, Promise<void>>();
	try {
		while (waiting.length > 0 || running.size > 0) {
			const present = new Set(presentLayers.keys());
			const next =
				running.size < pullsAtOnce ? nextToPull(waiting, running.keys(), present) : undefined;
			if (next === undefined) {
				await Promise.race(running.values());
				continue;
			}
			waiting.splice(waiting.indexOf(next), 1);
			const pulling = pull(next).finally(() => running.delete(next));
			running.set(next, pulling);
		}
	} finally {
		await Promise.allSettled(running.values());
	}
};

/** Why it failed; undefined when it did not. What no other image could survive is thrown. */
const pullWithRetries = async (
	image: string,
	isPatient: () => boolean,
	auth: Auth,
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
			const tries = isPatient() ? attempts : attempt;
			log(`Attempt ${attempt}/${tries}: Failed to pull ${image}: ${why}`);
			if (attempt === tries || isPermanent(error)) {
				return why;
			}
			await system.clock.sleep(firstPauseMs * 2 ** (attempt - 1), signal);
		}
	}
};

const isPullFailure = (error: unknown): error is InstallError =>
	error instanceof InstallError && error.code === 'IMAGE_PULL_FAILED';

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
