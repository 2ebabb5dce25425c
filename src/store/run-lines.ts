/** A run as lines that never change once they were told: a marker, the step, what came of it. Pure. */
import type {Outcome} from '../engine/events.ts';
import type {Words} from '../words/index.ts';
import {bytesText, durationText} from '../words/measures.ts';
import type {RunView, StepView} from './selectors.ts';
import type {RunState} from './state.ts';

/** What programs that read a log or a serial line look for; the same in every language. */
export const outcomeMarks: Readonly<Record<Outcome['kind'], string>> = {
	done: 'OK',
	skipped: 'SKIP',
	failed: 'FAIL',
	cancelled: 'CANCELLED',
	interrupted: 'INTERRUPTED',
};

export const startLine = (id: string, title: string): string => `STEP ${id}: ${title}`;

export const endLine = (id: string, kind: Outcome['kind'], durationMs: number): string =>
	`${outcomeMarks[kind]} ${id} (${durationText(durationMs)})`;

export const progressLine = ({percent, current, rate, remainingMs}: RunView): string =>
	[
		`${String(percent).padStart(3)} %`,
		...(current?.done === undefined ? [] : [`${current.id} ${amountText(current)}`]),
		...(rate?.unit === 'bytes' ? [`${bytesText(rate.perSecond)}/s`] : []),
		...(remainingMs === undefined ? [] : [`about ${durationText(remainingMs)} left`]),
	].join(', ');

/** All that was told of a run so far, and where it is now. */
export const runLines = (view: RunView, words: Words): readonly string[] => [
	...view.phases.flatMap(({steps}) => steps.flatMap((step) => stepLines(step, words))),
	...(view.current === undefined ? [] : [progressLine(view)]),
];

/** How the whole run ended; undefined before. */
export const runMark = (run: RunState | undefined): string | undefined => {
	const outcome = run?.outcome;
	if (outcome === undefined) return undefined;
	const mark = `${outcomeMarks[outcome.kind]} run`;
	return outcome.kind === 'failed' ? `${mark}: ${outcome.error.code}` : mark;
};

const stepLines = (
	{id, step, params, status, durationMs = 0, reason}: StepView,
	words: Words,
): readonly string[] => {
	const started = startLine(id, words.stepTitle(step, params));
	switch (status) {
		case 'waiting':
			return [];
		case 'running':
			return [started];
		default:
			return [
				started,
				`${endLine(id, status, durationMs)}${reason === undefined ? '' : `: ${reason}`}`,
			];
	}
};

const amountText = ({done = 0, total, unit}: StepView): string => {
	const text = (amount: number): string => (unit === 'bytes' ? bytesText(amount) : String(amount));
	return total === undefined ? text(done) : `${text(done)} of ${text(total)}`;
};
