/** The part of the state that the events of a run make. */
import type {InstallEvent} from '../engine/events.ts';
import type {Plan} from '../engine/plan.ts';
import {stepsOf} from '../engine/plan.ts';
import type {LogLine, RateSample, RunState, StepProgress} from './state.ts';

const logLines = 400;
const rateSamples = 64;
const sampleEveryMs = 1000;

/** Empty until a run has started. */
export const reduceRun = (
	run: RunState | undefined,
	event: InstallEvent,
): {readonly run?: RunState} => {
	if (event.type === 'run.started') {
		return {run: beginRun(event.runId, event.plan, event.at)};
	}
	return run === undefined ? {} : {run: {...advance(run, event), latestAt: event.at}};
};

const beginRun = (runId: string, plan: Plan, at: string): RunState => ({
	runId,
	plan,
	startedAt: at,
	latestAt: at,
	steps: Object.fromEntries(stepsOf(plan).map(({id}) => [id, {status: 'waiting'}])),
	running: {},
	log: [],
	observed: {},
	hasWritten: false,
	isAcknowledged: false,
});

const advance = (run: RunState, event: InstallEvent): RunState => {
	switch (event.type) {
		case 'run.started':
			return beginRun(event.runId, event.plan, event.at);
		case 'run.resumed':
			return {...withoutOutcome(run), isAcknowledged: false};
		case 'step.started':
			return startStep(run, event.step, event.at);
		case 'writing.begun':
			return {...run, hasWritten: true};
		case 'step.progressed':
			return measure(run, event);
		case 'step.logged':
			return {...run, log: appended(run.log, event)};
		case 'step.observed':
			return {...run, observed: {...run.observed, [event.observation.kind]: event.observation}};
		case 'step.finished':
			return finishStep(run, event);
		case 'run.finished':
			return {...run, running: {}, outcome: event.outcome};
	}
};

const startStep = (run: RunState, id: string, startedAt: string): RunState => ({
	...run,
	running: {...run.running, [id]: []},
	steps: {...run.steps, [id]: {status: 'running', startedAt}},
});

const measure = (
	run: RunState,
	event: InstallEvent & {readonly type: 'step.progressed'},
): RunState => {
	const {step, done, total, unit} = event;
	const progress: StepProgress = {
		...run.steps[step],
		status: 'running',
		done,
		...(total !== undefined && {total}),
		...(unit && {unit}),
	};
	const sample = {atMs: Date.parse(event.at), done};
	return {
		...run,
		steps: {...run.steps, [step]: progress},
		running: {
			...run.running,
			[step]: sampled(run.running[step] ?? [], sample),
		},
	};
};

/** The first of all, and of the newest one a second: together they reach back a minute. */
const sampled = (samples: readonly RateSample[], sample: RateSample): readonly RateSample[] => {
	const [first, ...newer] = samples;
	if (first === undefined) {
		return [sample];
	}
	const before = newer.at(-2) ?? first;
	const isClose = newer.length > 0 && (newer.at(-1)?.atMs ?? 0) - before.atMs < sampleEveryMs;
	return [first, ...(isClose ? newer.slice(0, -1) : newer).slice(2 - rateSamples), sample];
};

const finishStep = (
	run: RunState,
	{step: id, outcome, durationMs, isWaived}: InstallEvent & {readonly type: 'step.finished'},
): RunState => {
	const progress: StepProgress = {
		...run.steps[id],
		status: outcome.kind,
		durationMs,
		...(outcome.kind === 'skipped' && {reason: outcome.reason}),
		...(isWaived && {isWaived}),
	};
	const {[id]: _, ...running} = run.running;
	return {...run, running, steps: {...run.steps, [id]: progress}};
};

const appended = (
	log: readonly LogLine[],
	{at, step, line}: InstallEvent & {readonly type: 'step.logged'},
): readonly LogLine[] => [...log.slice(1 - logLines), {at, step, line}];

const withoutOutcome = ({outcome: _, ...rest}: RunState): RunState => rest;
