/** When each step ran, as bars over the time of the whole run: what waited for what, and what took the time. */
import type {RunView, StepView} from '../../store/selectors.ts';
import type {Words} from '../../words/index.ts';
import {durationText} from '../../words/measures.ts';
import {type Line, span} from '../lines.ts';
import {padEnd, padStart} from '../text.ts';

const timeColumns = 12;

/** Empty for a run whose steps did not tell when they began. */
export const timelineLines = (
	view: Pick<RunView, 'phases' | 'elapsedMs'>,
	startedAt: string,
	words: Words,
	columns: number,
): readonly Line[] => {
	const titleColumns = Math.floor((columns - timeColumns) / 2);
	const barColumns = columns - timeColumns - titleColumns - 1;
	return view.phases
		.flatMap(({steps}) => steps)
		.flatMap((step) => {
			const bar = barOf(step, Date.parse(startedAt), view.elapsedMs, barColumns);
			return bar === undefined
				? []
				: [
						[
							span(padEnd(words.stepTitle(step.step, step.params), titleColumns)),
							span(' '),
							span(bar, 'muted'),
							span(padStart(durationText(step.durationMs ?? 0), timeColumns)),
						],
					];
		});
};

/** Of a step that was run more than once, the last time. */
const barOf = (
	{startedAt, durationMs}: StepView,
	runStartMs: number,
	elapsedMs: number,
	columns: number,
): string | undefined => {
	if (startedAt === undefined || durationMs === undefined || elapsedMs <= 0) {
		return undefined;
	}
	const column = (atMs: number): number =>
		Math.max(0, Math.min(columns, Math.round((atMs / elapsedMs) * columns)));
	const from = Math.min(columns - 1, column(Date.parse(startedAt) - runStartMs));
	const to = Math.max(from + 1, column(Date.parse(startedAt) - runStartMs + durationMs));
	return '░'.repeat(from) + '█'.repeat(to - from) + '░'.repeat(columns - to);
};
