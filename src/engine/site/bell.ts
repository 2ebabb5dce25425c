/** A bell that others ring and one waits for: rings while nobody waits are kept. */
import type {System} from '../../system/types.ts';

export type Bell = {
	readonly ring: () => void;
	/** All rings so far. */
	readonly rings: () => number;
	/** Since it was last taken. */
	readonly hasRung: () => boolean;
	/** Whether it has rung; from here on it has not. */
	readonly take: () => boolean;
	/** Until it rings, at the longest that time. @throws InstallError CANCELLED */
	readonly wait: (system: System, longestMs: number, signal: AbortSignal) => Promise<void>;
};

export const makeBell = (): Bell => {
	let rings = 0;
	let taken = 0;
	let wake = (): void => {};
	const hasRung = (): boolean => rings > taken;
	return {
		rings: () => rings,
		hasRung,
		ring: () => {
			rings += 1;
			wake();
		},
		take: () => {
			const had = hasRung();
			taken = rings;
			return had;
		},
		wait: async ({clock}, longestMs, signal) => {
			if (hasRung()) {
				return;
			}
			const awake = new AbortController();
			wake = () => awake.abort();
			await sleepUntil(clock, longestMs, AbortSignal.any([signal, awake.signal]), signal);
		},
	};
};

/** A sleep that the bell ends is no cancelled one. */
const sleepUntil = async (
	clock: System['clock'],
	durationMs: number,
	either: AbortSignal,
	signal: AbortSignal,
): Promise<void> => {
	try {
		await clock.sleep(durationMs, either);
	} catch (error) {
		if (signal.aborted) {
			throw error;
		}
	}
};
