/**
 * Phases and steps in the rows there are: the running phase in full, the others in one row each, and as
 * much around the running step as fits.
 */
import type {PhaseView, RunView, StepView} from '../../store/selectors.ts';
import type {Words} from '../../words/index.ts';
import {bytesText, durationText} from '../../words/measures.ts';
import {type Line, span} from '../lines.ts';
import {windowOf} from '../menu.ts';
import {clean, padEnd, shorten} from '../text.ts';
import type {Tone} from '../theme.ts';

type Status = StepView['status'];

export const phaseRows = (
	view: RunView,
	words: Words,
	columns: number,
	rows: number,
): readonly Line[] => {
	const all = view.phases.flatMap((phase) => rowsOf(phase, words, columns));
	const running = all.findIndex(({isRunning}) => isRunning);
	const {start, end} = windowOf(all.length, running < 0 ? all.length - 1 : running, rows);
	return all.slice(start, end).map(({line}) => line);
};

export const statusTones: Readonly<Record<Status, Tone | undefined>> = {
	waiting: 'muted',
	running: 'busy',
	done: 'good',
	skipped: 'muted',
	cancelled: 'warning',
	interrupted: 'warning',
	failed: 'bad',
};

/** How far a step is, in its own unit. */
export const amountText = ({done, total, unit}: StepView, {screens}: Words): string => {
	if (done === undefined) return '';
	const {ofTotal, units} = screens.progress;
	// An estimate has fractions.
	const show = (count: number): string =>
		unit === 'bytes' ? bytesText(count) : String(Math.floor(count));
	const amount = total === undefined ? show(done) : ofTotal(show(done), show(total));
	return unit === undefined || unit === 'bytes' ? amount : `${amount} ${units[unit]}`;
};

type PhaseRow = {readonly line: Line; readonly isRunning: boolean};

const rowsOf = (phase: PhaseView, words: Words, columns: number): readonly PhaseRow[] => {
	const status = phaseStatus(phase);
	const head = {line: phaseLine(phase, status, words, columns), isRunning: false};
	const isOpen = status !== 'waiting' && status !== 'done';
	if (!isOpen) return [head];
	return [
		head,
		...phase.steps.map((step) => ({
			line: stepLine(step, words, columns),
			isRunning: step.status === 'running',
		})),
	];
};

export const phaseStatus = ({steps}: PhaseView): Status => {
	const worst = (['failed', 'cancelled', 'interrupted', 'running'] as const).find((status) =>
		steps.some((step) => step.status === status),
	);
	if (worst) return worst;
	if (steps.every(isOver)) return 'done';
	return steps.some(isOver) ? 'running' : 'waiting';
};

export const phaseDurationMs = ({steps}: PhaseView): number =>
	steps.reduce((sum, {durationMs = 0}) => sum + durationMs, 0);

const isOver = ({status}: StepView): boolean => status === 'done' || status === 'skipped';

const phaseLine = (phase: PhaseView, status: Status, words: Words, columns: number): Line => {
	const {phaseSteps} = words.screens.progress;
	const count = phaseSteps(phase.steps.filter(isOver).length, phase.steps.length);
	const time = status === 'done' ? durationText(phaseDurationMs(phase)) : '';
	return row(status, words.phaseTitle(phase.id), [count, time], words, columns, 'strong');
};

const stepLine = (step: StepView, words: Words, columns: number): Line => {
	const {status, percent, durationMs, reason} = step;
	const isRunning = status === 'running';
	const right = [
		isRunning ? amountText(step, words) : '',
		isRunning && percent !== undefined ? `${percent} %` : '',
		!isRunning && durationMs !== undefined ? durationText(durationMs) : '',
	];
	const title = words.stepTitle(step.step, step.params);
	const text = reason === undefined ? title : `${title}: ${reason}`;
	return row(status, `  ${text}`, right, words, columns, isRunning ? 'strong' : undefined);
};

const row = (
	status: Status,
	title: string,
	right: readonly string[],
	words: Words,
	columns: number,
	tone: Tone | undefined,
): Line => {
	const {status: marks} = words.screens.progress;
	const markColumns = Math.max(...Object.values(marks).map((mark) => clean(mark).length)) + 1;
	const end = right.filter((part) => part !== '').join('  ');
	const room = columns - markColumns - end.length - 3;
	return [
		span(` ${padEnd(marks[status], markColumns)}`, statusTones[status]),
		span(shorten(title, room).padEnd(room + 1), tone),
		span(end),
	];
};
