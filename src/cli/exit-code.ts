/** How a run or an error ends the process: stable codes that scripts and units rely on. */
import type {Outcome} from '../engine/events.ts';
import {exitCodes, type Problem} from '../errors.ts';

export const exitCodeOf = (outcome: Outcome): number => {
	switch (outcome.kind) {
		case 'done':
		case 'skipped':
			return 0;
		case 'cancelled':
			return exitCodes.cancelled;
		case 'interrupted':
			return exitCodes.install;
		case 'failed':
			return exitCodes[outcome.error.kind];
	}
};

/** A problem as text for a terminal: what happened, why, and what to do. */
export const problemText = ({code, message, causes, remedy, stack}: Problem): string =>
	[
		`${code}: ${message}`,
		...causes.map((cause) => `  because: ${cause}`),
		...remedy.map((line) => `  do: ${line}`),
		...(stack === undefined ? [] : [stack]),
		'',
	].join('\n');
