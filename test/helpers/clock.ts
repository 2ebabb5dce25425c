/** A clock on the runner's timers, real or fake. */
import type {Clock} from '../../src/system/types.ts';

export const timerClock: Pick<Clock, 'sleep' | 'monotonicMs'> = {
	monotonicMs: () => performance.now(),
	sleep: (durationMs, signal) =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(resolve, durationMs);
			signal?.addEventListener('abort', () => {
				clearTimeout(timer);
				reject(signal.reason);
			});
		}),
};

export type ManualClock = Pick<Clock, 'sleep' | 'monotonicMs'> & {
	/** Lets time pass, and what was due in it happen. */
	readonly advance: (durationMs: number) => Promise<void>;
	/** How many sleep. */
	readonly waiting: () => number;
};

export const manualClock = (): ManualClock => {
	let nowMs = 0;
	let sleepers: {readonly dueAtMs: number; readonly wake: () => void}[] = [];
	const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
	return {
		monotonicMs: () => nowMs,
		waiting: () => sleepers.length,
		sleep: (durationMs, signal) =>
			new Promise((resolve, reject) => {
				const sleeper = {dueAtMs: nowMs + durationMs, wake: resolve};
				sleepers.push(sleeper);
				signal?.addEventListener('abort', () => {
					sleepers = sleepers.filter((other) => other !== sleeper);
					reject(signal.reason);
				});
			}),
		advance: async (durationMs) => {
			await settle();
			nowMs += durationMs;
			const due = sleepers.filter(({dueAtMs}) => dueAtMs <= nowMs);
			sleepers = sleepers.filter(({dueAtMs}) => dueAtMs > nowMs);
			for (const {wake} of due) wake();
			await settle();
		},
	};
};
