/** What went wrong, on one photograph: code, what we were doing, why, what to do, and the ids. */
import type {Outcome} from '../../engine/events.ts';
import type {Disk, Facts} from '../../hardware/facts.ts';
import type {RunView, StepView} from '../../store/selectors.ts';
import type {Loaded, RunState} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {modelText} from '../disks/rows.ts';
import {hostText, problemLines, timeText} from '../facts.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import {logTail} from '../progress/log-tail.ts';
import {titledRule} from '../rules.ts';

export type Failure = Extract<Outcome, {readonly kind: 'failed' | 'cancelled' | 'interrupted'}>;

export type FailureData = {
	readonly failure: Failure;
	readonly facts: Loaded<Facts>;
	readonly disk: Disk | undefined;
	readonly run: RunState;
	readonly view: RunView;
};

const lastLogLines = 6;

/** Which host, which disk, when: first of all, so that a photograph of any page can be told from another. */
export const idLine = (
	{facts, disk, run}: Pick<FailureData, 'facts' | 'disk' | 'run'>,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {ids, noDisk} = words.screens.failure;
	// Why it is not known stands on the screen of the host.
	const known = facts.kind === 'loaded' ? facts.value.host.serial : undefined;
	const host = known?.known ? known.value : '?';
	const serial = disk?.fingerprint.serial ?? disk?.fingerprint.wwn ?? disk?.path ?? noDisk;
	return paragraph(ids(host, serial, timeText(run.latestAt)), columns, {tone: 'strong'});
};

export const failureLines = (data: FailureData, words: Words, columns: number): readonly Line[] => {
	const {failure, run} = data;
	const {lastLines} = words.screens.failure;
	return [
		...idLine(data, words, columns),
		...storyLines(data, words, columns),
		emptyLine,
		...paragraph(leftover(failure, run, words), columns, {tone: 'warning'}),
		...sheet(idEntries(data, words), columns),
		titledRule(columns, lastLines),
		...logTail(run.log, lastLogLines, columns),
	];
};

/** The one that failed, before those beside it that only ended because of it. */
export const unfinishedStep = ({phases}: RunView): StepView | undefined => {
	const steps = phases.flatMap((phase) => phase.steps);
	return (
		steps.find(({status}) => status === 'failed') ??
		steps.find(({status}) => status === 'cancelled' || status === 'interrupted')
	);
};

export const doingEntry = (view: RunView, words: Words): Entry => {
	const {doing, notInStep} = words.screens.failure;
	const step = unfinishedStep(view);
	const value = step ? words.stepTitle(step.step, step.params) : notInStep;
	return {label: doing, value, tone: 'strong'};
};

/** What was being done, what went wrong or who ended it, and what to do. */
export const storyLines = (
	{failure, view}: Pick<FailureData, 'failure' | 'view'>,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {cancelledText, interruptedText, resume} = words.screens.failure;
	const doing = [doingEntry(view, words)];
	switch (failure.kind) {
		case 'failed':
			return problemLines(failure.error, words, columns, doing, true);
		case 'cancelled':
			return [...sheet(doing, columns), ...paragraph(`${cancelledText} ${resume}`, columns)];
		case 'interrupted':
			return [...sheet(doing, columns), ...paragraph(`${interruptedText} ${resume}`, columns)];
	}
};

const leftover = (
	failure: Failure,
	{hasWritten}: RunState,
	{screens: {failure: words}}: Words,
): string => {
	if (!hasWritten) return words.unwritten;
	return failure.kind === 'failed' && failure.undone ? words.undone : words.notUndone;
};

const idEntries = ({facts, disk, run}: FailureData, words: Words): readonly Entry[] => {
	const {host, disk: diskLabel, run: runLabel} = words.screens.failure;
	return [
		...(facts.kind === 'loaded' ? [{label: host, value: hostText(facts.value.host, words)}] : []),
		...(disk ? [{label: diskLabel, value: `${disk.path} ${modelText(disk) ?? ''}`}] : []),
		{label: runLabel, value: run.runId},
	];
};
