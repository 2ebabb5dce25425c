/** Killing what runs on an edge host, as a unit is killed: the engine and all that it started, at once. */
import type {ChildProcess} from 'node:child_process';
import {descendantsOf} from '../matrix/attempt.ts';

/** Containers stay: they belong to the container engine. */
export const killWithAll = ({pid = 0}: ChildProcess): void => {
	for (const victim of [pid, ...descendantsOf(pid)]) {
		try {
			process.kill(victim, 'SIGKILL');
		} catch {
			// It ended by itself in the meantime.
		}
	}
};
