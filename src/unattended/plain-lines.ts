/**
 * The face for a log, a serial line without cursor motion, and `expect`: one line for each thing that
 * happened, a stable `OK` or `FAIL` at each end, and a percent line at most every few seconds.
 */
import {type InstallEvent, isLossy, type Outcome} from '../engine/events.ts';
import {endLine, outcomeMarks, progressLine, startLine} from '../store/run-lines.ts';
import type {RunView} from '../store/selectors.ts';
import {words} from '../words/index.ts';
import {durationText} from '../words/measures.ts';

export type PlainFace = {
	/** The lines to print for an event; `view` is the run after it. */
	readonly linesOf: (event: InstallEvent, view: RunView) => readonly string[];
};

const progressEveryMs = 5000;

export const plainFace = (): PlainFace => {
	let latestProgressMs = Number.NEGATIVE_INFINITY;
	return {
		linesOf: (event, view) => {
			if (!isLossy(event)) {
				return resultLines(event, view);
			}
			if (event.type === 'step.logged') {
				return [`  ${event.line}`];
			}
			const atMs = Date.parse(event.at);
			if (atMs - latestProgressMs < progressEveryMs) {
				return [];
			}
			latestProgressMs = atMs;
			return [progressLine(view)];
		},
	};
};

const resultLines = (event: InstallEvent, view: RunView): readonly string[] => {
	switch (event.type) {
		case 'run.started':
			return [`START ${event.plan.name} run=${event.runId}`];
		case 'run.resumed':
			return [`RESUME run=${event.runId}`];
		case 'step.started':
			return [startLine(event.step, titleOf(event.step, view))];
		case 'step.finished':
			return [
				endLine(event.step, event.outcome.kind, event.durationMs),
				...detailsOf(event.outcome),
			];
		case 'run.finished':
			return [`${outcomeMarks[event.outcome.kind]} run after ${durationText(view.elapsedMs)}`];
		case 'writing.begun':
		case 'step.progressed':
		case 'step.logged':
		case 'step.observed':
			return [];
	}
};

const titleOf = (id: string, view: RunView): string => {
	const found = view.phases.flatMap(({steps}) => steps).find((step) => step.id === id);
	return found === undefined ? id : words.stepTitle(found.step, found.params);
};

const detailsOf = (outcome: Outcome): readonly string[] => {
	if (outcome.kind === 'skipped') {
		return [`  ${outcome.reason}`];
	}
	if (outcome.kind !== 'failed') {
		return [];
	}
	const {code, message, causes, remedy} = outcome.error;
	return [
		`  ${code}: ${message}`,
		...causes.map((cause) => `  because: ${cause}`),
		...remedy.map((line) => `  do: ${line}`),
	];
};
