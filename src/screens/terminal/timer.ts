/** A callback after a while, on the injected clock. */
import type {Clock} from '../../system/types.ts';

/** Returns what cancels it. */
export const after = (
	clock: Pick<Clock, 'sleep'>,
	durationMs: number,
	callback: () => void,
): (() => void) => {
	const controller = new AbortController();
	clock.sleep(durationMs, controller.signal).then(callback, () => {});
	return () => controller.abort();
};

/** Resolves when the work ends or the time is over, whichever comes first. */
export const atMost = async (
	clock: Pick<Clock, 'sleep'>,
	durationMs: number,
	work: Promise<unknown> | undefined,
): Promise<void> => {
	const controller = new AbortController();
	const timeout = clock.sleep(durationMs, controller.signal).catch(() => {});
	await Promise.race([work, timeout]);
	controller.abort();
};
