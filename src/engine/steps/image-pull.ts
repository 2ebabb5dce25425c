/** Pulls images one after the other into the storage, each with a few tries; progress in bytes of layers. */
import {InstallError, isCancelled} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {type ImagePull, isPermanent, pullImage} from '../../tools/podman.ts';
import {lastLineOf} from '../../tools/said.ts';
import type {StepContext} from '../step.ts';
import type {ResolvedImage} from './image-list.ts';
import {work} from './layout.ts';
import {whileMeasuring} from './measure.ts';

export type PullFailure = {readonly name: string; readonly why: string};

type Auth = Pick<ImagePull, 'authFile'>;

const attempts = 5;
const firstPauseMs = 2000;
/** When so many in a row failed in all their tries, a registry went away: the rest is tried once each. */
const patientImages = 3;

export const pullAll = async (
	images: readonly ResolvedImage[],
	auth: Auth,
	context: StepContext,
): Promise<readonly PullFailure[]> => {
	const {system, log} = context;
	const finished = new Map<string, number>();
	const total = sumOf(layersOf(images));
	const measure = async () => Math.min(total, sumOf(finished) + (await spooledBytes(system)));
	const failures: PullFailure[] = [];
	let failedInARow = 0;
	await whileMeasuring(context, {measure, total}, async () => {
		for (const image of inPullOrder(images)) {
			const tries = failedInARow < patientImages ? attempts : 1;
			const why = await pullWithRetries(image.name, tries, auth, context);
			failedInARow = why === undefined ? 0 : failedInARow + 1;
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

/** Names of one manifest follow each other; else the order of the list stands. */
const inPullOrder = (images: readonly ResolvedImage[]): readonly ResolvedImage[] =>
	[...Map.groupBy(images, ({digests: [manifest]}) => manifest).values()].flat();

/** Why it failed; undefined when it did not. What no other image could survive is thrown. */
const pullWithRetries = async (
	image: string,
	tries: number,
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
