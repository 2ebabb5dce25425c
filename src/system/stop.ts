/**
 * Ending a program together with everything that it started: ask the whole process group, wait, then kill
 * it. A grandchild left alive would keep the output open and a disk busy.
 */
import {kill as sendSignal} from 'node:process';
import type {RunOptions} from './types.ts';

const forceKillAfterMs = 5000;
const giveUpAfterMs = 2000;

/** Of a while in which we were not run, only one slice counts: the program may have ended long ago. */
const slices = 10;

export type Stopper = {
	readonly hasTimedOut: () => boolean;
	/** Resolves when even the kill did not end it: it hangs in the kernel, as on a dying disk. */
	readonly givenUp: Promise<undefined>;
	/** Call it when the program has ended. */
	readonly release: () => void;
	/** Ends the program now. */
	readonly stop: () => void;
};

/** Ends the group on abort and on timeout. */
export const stopper = (
	pid: number | undefined,
	{signal, timeoutMs}: Pick<RunOptions, 'signal' | 'timeoutMs'>,
): Stopper => {
	let timedOut = false;
	let forceTimer: NodeJS.Timeout | undefined;
	const givenUp = Promise.withResolvers<undefined>();
	const kill = (): void => {
		signalGroup(pid, 'SIGKILL');
		forceTimer = setTimeout(() => givenUp.resolve(undefined), giveUpAfterMs);
	};
	const stop = (): void => {
		signalGroup(pid, 'SIGTERM');
		forceTimer ??= setTimeout(kill, forceKillAfterMs);
	};
	let slice = 0;
	const timer =
		timeoutMs === undefined
			? undefined
			: setInterval(() => {
					slice += 1;
					if (slice === slices) {
						clearInterval(timer);
						timedOut = true;
						stop();
					}
				}, timeoutMs / slices);
	signal?.addEventListener('abort', stop, {once: true});
	return {
		hasTimedOut: () => timedOut,
		givenUp: givenUp.promise,
		stop,
		release: () => {
			clearInterval(timer);
			clearTimeout(forceTimer);
			signal?.removeEventListener('abort', stop);
		},
	};
};

const signalGroup = (pid: number | undefined, name: NodeJS.Signals): void => {
	if (pid === undefined) {
		return;
	}
	try {
		sendSignal(-pid, name);
	} catch {
		// The group has ended by itself.
	}
};
