/** How a run or an error ends the process: stable codes that scripts and units rely on. */
import type {Outcome} from '../engine/events.ts';
import {exitCodeOfEnd} from '../engine/report/exit-code.ts';
import type {Problem} from '../errors.ts';

export const exitCodeOf = (outcome: Outcome): number =>
	exitCodeOfEnd(outcome.kind, outcome.kind === 'failed' ? outcome.error.kind : undefined);

/** A problem as text for a terminal: what happened, why, and what to do. */
export const problemText = ({code, message, causes, remedy, stack}: Problem): string =>
	[
		`${code}: ${message}`,
		...causes.map((cause) => `  because: ${cause}`),
		...remedy.map((line) => `  do: ${line}`),
		...(stack === undefined ? [] : [stack]),
		'',
	].join('\n');
