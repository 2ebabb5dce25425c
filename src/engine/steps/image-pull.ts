/** Pulls images into the storage, some at a time, each with a few tries; progress in bytes of layers. */
import {InstallError, isCancelled} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {isPermanent} from '../../tools/podman.ts';
import {lastLineOf} from '../../tools/said.ts';
import type {StepContext} from '../step.ts';
import type {ResolvedImage} from './image-list.ts';
import {inPullOrder, nextToPull} from './image-order.ts';
import {work} from './layout.ts';
import {whileMeasuring} from './measure.ts';
import {unlessStalled} from './stall.ts';

export type PullFailure = {readonly name: string; readonly why: string};

/** Puts one image into the storage. @throws InstallError IMAGE_PULL_FAILED, TARGET_FULL */
export type PullOne = (
	image: ResolvedImage,
	temporaryDirectory: string,
	signal: AbortSignal,
) => Promise<void>;

const attempts = 5;
const firstPauseMs = 2000;
/** When so many in a row failed in all their tries, a registry went away: the rest is tried once each. */
const patientImages = 3;
/** podman commits one image at a time; some more at the wire keep it busy meanwhile. */
const pullsAtOnce = 4;

export const pullAll = async (
	images: readonly ResolvedImage[],
	pullOne: PullOne,
	context: StepContext,
): Promise<readonly PullFailure[]> => {
	const finished = new Map<string, number>();
	const total = sumOf(layersOf(images));
	const measure = async () =>
		Math.min(total, sumOf(finished) + (await spooledBytes(context.system, work.temporary)));
	const failures: PullFailure[] = [];
	let failedInARow = 0;
	let begun = 0;
	const pull = async (image: ResolvedImage): Promise<void> => {
		const {name, layers} = image;
		const isPatient = (): boolean => failedInARow < patientImages;
		begun += 1;
		const one = {image, pullOne, temporaryDirectory: `${work.temporary}/${begun}`};
		const why = await pullWithRetries(one, isPatient, context);
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

type Pull = {
	readonly image: ResolvedImage;
	readonly pullOne: PullOne;
	readonly temporaryDirectory: string;
};

/** Why it failed; undefined when it did not. What no other image could survive is thrown. */
const pullWithRetries = async (
	pull: Pull,
	isPatient: () => boolean,
	context: StepContext,
): Promise<string | undefined> => {
	const {system, signal, log} = context;
	const {name: image} = pull.image;
	for (let attempt = 1; ; attempt += 1) {
		try {
			await pullOnce(pull, context);
			return undefined;
		} catch (error) {
			if (signal.aborted || isCancelled(error) || !isPullFailure(error)) {
				throw error;
			}
			const why = whyOf(error, image);
			const tries = isPatient() ? attempts : attempt;
			log(`${countOf(attempt, tries)}Failed to pull ${image}: ${why}`);
			if (attempt === tries || isPermanent(error)) {
				return why;
			}
			await system.clock.sleep(firstPauseMs * 2 ** (attempt - 1), signal);
		}
	}
};

/** One that is made once is not counted. */
const countOf = (attempt: number, tries: number): string =>
	tries === 1 ? '' : `Attempt ${attempt}/${tries}: `;

/** Each spools in a folder of its own, so that one that stands still is not taken for another that moves. */
const pullOnce = async (
	{image, pullOne, temporaryDirectory}: Pull,
	context: StepContext,
): Promise<void> => {
	const {files} = context.system;
	await files.makeDirectory(temporaryDirectory, 0o700);
	const measure = () => spooledBytes(context.system, temporaryDirectory);
	await unlessStalled(context, {what: image.name, measure}, (signal) =>
		pullOne(image, temporaryDirectory, signal),
	);
	await files.removeTree(temporaryDirectory);
};

const whyOf = (error: InstallError, image: string): string =>
	error.code === 'TRANSFER_STALLED'
		? error.message.replace(`Fetching ${image}: `, '').replace(/\.$/, '')
		: lastLineOf(error.cause);

const isPullFailure = (error: unknown): error is InstallError =>
	error instanceof InstallError &&
	(error.code === 'IMAGE_PULL_FAILED' || error.code === 'TRANSFER_STALLED');

const layersOf = (images: readonly ResolvedImage[]): ReadonlyMap<string, number> =>
	new Map(images.flatMap(({layers}) => layers.map(({digest, sizeBytes}) => [digest, sizeBytes])));

const sumOf = (sizes: ReadonlyMap<string, number>): number =>
	[...sizes.values()].reduce((sum, size) => sum + size, 0);

/** podman spools the blobs of an image, as they come, in a folder of its own. */
const spooledBytes = async (system: System, path: string): Promise<number> => {
	const stat = await system.files.stat(path);
	if (stat?.kind !== 'directory') {
		return stat?.sizeBytes ?? 0;
	}
	let bytes = 0;
	for (const name of await system.files.list(path)) {
		bytes += await spooledBytes(system, `${path}/${name}`);
	}
	return bytes;
};
