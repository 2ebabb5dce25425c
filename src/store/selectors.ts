/** What screens and plain faces show of a run, worked out from the state. */
import {isBlocking} from '../engine/check.ts';
import {groupsOf, type PlannedStep, stepsOf} from '../engine/plan.ts';
import {overallShare, ratePerSecond} from '../engine/progress.ts';
import {isUnsure, measuredRestMs, remainingMs, type TimedStep} from '../engine/remaining-time.ts';
import type {ProgressUnit} from '../engine/step.ts';
import type {ConsoleState, LogLine, RunState, StepProgress} from './state.ts';

export type StepView = StepProgress & {
	readonly id: string;
	readonly step: string;
	readonly params: unknown;
	/** 0 to 100; absent while it runs without telling how far it is. */
	readonly percent?: number;
};

export type PhaseView = {readonly id: string; readonly steps: readonly StepView[]};

export type RunView = {
	readonly percent: number;
	readonly phases: readonly PhaseView[];
	/** Of the running steps the one that tells how far it is, else the first. */
	readonly current?: StepView;
	readonly rate?: {readonly perSecond: number; readonly unit: ProgressUnit};
	/** Absent until it can be honest. */
	readonly remainingMs?: number;
	readonly elapsedMs: number;
	readonly log: readonly LogLine[];
};

export const runView = (run: RunState, nowMs: number): RunView => {
	const phases = run.plan.phases.map(({id, steps}) => ({
		id,
		steps: steps.map((planned) => viewOf(planned, run.steps[planned.id])),
	}));
	const current = currentOf(phases.flatMap(({steps}) => steps));
	const share = overallShare(
		stepsOf(run.plan).map(({id, weight}) => ({weight, share: shareOf(run.steps[id])})),
	);
	const endMs = run.outcome === undefined ? nowMs : Date.parse(run.latestAt);
	const elapsedMs = Math.max(0, endMs - Date.parse(run.startedAt));
	const perSecond = current && ratePerSecond(run.running[current.id] ?? []);
	const remaining = run.outcome === undefined ? restOf(run, elapsedMs, nowMs) : undefined;
	return {
		percent: Math.floor(share * 100),
		phases,
		elapsedMs,
		log: run.log,
		...(current && {current}),
		...(current?.unit && perSecond !== undefined && {rate: {perSecond, unit: current.unit}}),
		...(remaining !== undefined && {remainingMs: remaining}),
	};
};

const restOf = (run: RunState, elapsedMs: number, nowMs: number): number | undefined => {
	const groups = groupsOf(run.plan).map((phases) =>
		phases.map(({steps}) => steps.map((planned) => timedStep(run, planned, nowMs))),
	);
	return remainingMs(groups, elapsedMs, nowMs - Date.parse(run.latestAt));
};

const timedStep = (run: RunState, {id, weight}: PlannedStep, nowMs: number): TimedStep => {
	const progress = run.steps[id];
	const samples = run.running[id] ?? [];
	const isRunning = progress?.status === 'running';
	const left = progress?.total === undefined ? undefined : progress.total - (progress.done ?? 0);
	const rest = left === undefined ? undefined : measuredRestMs(samples, left, nowMs);
	const isDone = progress?.status === 'done' && left === undefined;
	return {
		weight,
		share: shareOf(progress),
		...(isRunning && {isRunning}),
		...(isRunning && rest !== undefined && {restMs: rest}),
		...(left !== undefined && isRunning && isUnsure(samples, left, nowMs) && {isUnsure: true}),
		...(isDone && progress.durationMs !== undefined && {tookMs: progress.durationMs}),
	};
};

const currentOf = (steps: readonly StepView[]): StepView | undefined => {
	const running = steps.filter(({status}) => status === 'running');
	return running.find(({done}) => done !== undefined) ?? running[0];
};

/** Findings that still stand in the way: blockers, and warnings that nobody let pass. */
export const openFindings = ({findings, acceptedFindings}: ConsoleState) =>
	findings.filter(
		(finding) =>
			isBlocking(finding) ||
			(finding.verdict.kind !== 'passed' && !acceptedFindings.includes(finding.id)),
	);

const viewOf = (
	{id, step, params}: {readonly id: string; readonly step: string; readonly params: unknown},
	progress: StepProgress = {status: 'waiting'},
): StepView => {
	const percent = percentOf(progress);
	return {
		...progress,
		id,
		step,
		params,
		...(percent !== undefined && {percent}),
	};
};

const percentOf = (progress: StepProgress): number | undefined => {
	if (progress.status === 'running' && progress.total === undefined) {
		return undefined;
	}
	return Math.floor(shareOf(progress) * 100);
};

const shareOf = (progress: StepProgress | undefined): number => {
	switch (progress?.status) {
		case 'done':
		case 'skipped':
			return 1;
		case undefined:
		case 'waiting':
			return 0;
		default:
			return progress?.total ? Math.min(1, (progress.done ?? 0) / progress.total) : 0;
	}
};
