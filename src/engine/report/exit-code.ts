/** The exit code of a run, by how it ended: one for the command that ran it and for the line that reports it. Pure. */
import {exitCodes} from '../../errors.ts';
import type {ProblemKind} from '../../words/problems/problem.ts';
import type {Outcome} from '../events.ts';

/** @param problem of one that failed, or that was refused before it began */
export const exitCodeOfEnd = (
	outcome: Outcome['kind'] | 'refused',
	problem: ProblemKind | undefined,
): number => {
	switch (outcome) {
		case 'done':
		case 'skipped':
			return 0;
		case 'cancelled':
			return exitCodes.cancelled;
		case 'interrupted':
			return exitCodes.install;
		case 'failed':
		case 'refused':
			return exitCodes[problem ?? 'bug'];
	}
};
