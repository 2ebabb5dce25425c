/**
 * The seconds before an unattended install begins: told one by one, paused by anybody, ended by whoever wants to
 * go on by hand. Nothing is written while it counts.
 */
import type {Clock} from '../system/types.ts';

export type Countdown = {
	readonly isPaused: boolean;
	readonly remainingSeconds: number;
	/** SHA-256 in hex over the settings that the install would use. */
	readonly configDigest: string;
};

export type CountdownVerb = 'pause' | 'resume' | 'end';

export type RunningCountdown = {
	/** `elapsed`: begin. `ended`: somebody wants to go on by hand. */
	readonly result: Promise<'elapsed' | 'ended'>;
	readonly tell: (verb: CountdownVerb) => void;
};

export const startCountdown = (
	clock: Pick<Clock, 'sleep'>,
	{seconds, configDigest}: {readonly seconds: number; readonly configDigest: string},
	listener: (countdown: Countdown) => void,
	signal: AbortSignal,
): RunningCountdown => {
	let remainingSeconds = seconds;
	let isPaused = false;
	let changed = Promise.withResolvers<void>();
	const ending = new AbortController();
	const stop = AbortSignal.any([signal, ending.signal]);

	stop.addEventListener('abort', () => changed.resolve());

	const show = (): void => listener({isPaused, remainingSeconds, configDigest});

	const second = async (): Promise<void> => {
		await clock.sleep(1000, stop).catch(() => {});
		remainingSeconds -= isPaused || stop.aborted ? 0 : 1;
	};

	const count = async (): Promise<'elapsed' | 'ended'> => {
		while (remainingSeconds > 0 && !stop.aborted) {
			show();
			await (isPaused ? changed.promise : second());
		}
		return stop.aborted ? 'ended' : 'elapsed';
	};

	return {
		result: count(),
		tell: (verb) => {
			if (verb === 'end') {
				ending.abort();
			} else {
				isPaused = verb === 'pause';
				show();
			}
			changed.resolve();
			changed = Promise.withResolvers<void>();
		},
	};
};
