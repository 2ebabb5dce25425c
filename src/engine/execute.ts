/**
 * The executor: runs a plan's phases, and their steps in order, and says how each ended. It knows no step by name. The same
 * call starts a run, retries one that failed and resumes one that was killed: what differs is only which
 * steps the journal already calls done.
 */
import {InstallError, isCancelled, toProblem} from '../errors.ts';
import type {System} from '../system/types.ts';
import type {Outcome} from './events.ts';
import {groupsOf, type Phase, type Plan, type PlannedStep} from './plan.ts';
import type {Emit} from './recorder.ts';
import {lossyReports} from './reports.ts';
import type {Step, StepContext, StepRegistry} from './step.ts';

export type Execution = {
	readonly plan: Plan;
	readonly registry: StepRegistry;
	readonly system: System;
	readonly signal: AbortSignal;
	readonly emit: Emit;
	/** Ids of the steps that the journal calls done. */
	readonly finished: ReadonlySet<string>;
	/** Ids of those that a person goes on without: they are not even asked for. */
	readonly waived?: ReadonlySet<string>;
	/** The error that is told in place of what a step failed with, where more is known of its cause. */
	readonly explain?: (error: unknown) => Promise<unknown>;
};

/** Emits everything but the start of the run. Rejects only when the record itself cannot be written. */
export const execute = async (execution: Execution): Promise<Outcome> => {
	const outcome = await runGroups(execution);
	await execution.emit({type: 'run.finished', outcome});
	return outcome;
};

const runGroups = async (execution: Execution): Promise<Outcome> => {
	for (const group of groupsOf(execution.plan)) {
		const outcome = await runGroup(group, execution);
		if (!wentWell(outcome)) {
			return outcome;
		}
	}
	return {kind: 'done'};
};

/** Phases side by side: when one does not go well, the others are ended and waited for. */
const runGroup = async (group: readonly Phase[], execution: Execution): Promise<Outcome> => {
	const halt = new AbortController();
	const signal = AbortSignal.any([execution.signal, halt.signal]);
	const lanes = group.map(async ({steps}) => {
		try {
			const outcome = await runSteps(steps, {...execution, signal});
			if (!wentWell(outcome)) {
				halt.abort();
			}
			return outcome;
		} catch (error) {
			halt.abort();
			throw error;
		}
	});
	await Promise.allSettled(lanes);
	return worstOf(await Promise.all(lanes));
};

const runSteps = async (steps: readonly PlannedStep[], execution: Execution): Promise<Outcome> => {
	for (const planned of steps) {
		if (execution.signal.aborted) {
			return {kind: 'cancelled'};
		}
		const outcome = await runUnlessDone(planned, execution);
		if (!wentWell(outcome)) {
			return outcome;
		}
	}
	return {kind: 'done'};
};

const wentWell = ({kind}: Outcome): boolean => kind === 'done' || kind === 'skipped';

/** The failure, where the others only ended because of it. */
const worstOf = (outcomes: readonly Outcome[]): Outcome =>
	outcomes.find(({kind}) => kind === 'failed') ??
	outcomes.find((outcome) => !wentWell(outcome)) ?? {kind: 'done'};

const runUnlessDone = async (planned: PlannedStep, execution: Execution): Promise<Outcome> => {
	const step = lookUp(planned, execution.registry);
	if (execution.waived?.has(planned.id)) {
		return {kind: 'done'};
	}
	if (execution.finished.has(planned.id) && (await stands(step, planned, execution))) {
		return {kind: 'done'};
	}
	return runStep(step, planned, execution);
};

/** A machine that cannot answer is taken as one on which the work does not stand. */
const stands = async (
	step: Step<unknown>,
	planned: PlannedStep,
	execution: Execution,
): Promise<boolean> => {
	if (step.isDone === undefined) {
		return true;
	}
	try {
		return await step.isDone(planned.params, contextOf(step, planned, execution, execution.signal));
	} catch {
		return false;
	}
};

const runStep = async (
	step: Step<unknown>,
	planned: PlannedStep,
	execution: Execution,
): Promise<Outcome> => {
	const {system, emit} = execution;
	const startedMs = system.clock.monotonicMs();
	await emit({type: 'step.started', step: planned.id});
	const outcome = await attempt(step, planned, execution);
	const durationMs = Math.round(system.clock.monotonicMs() - startedMs);
	await emit({
		type: 'step.finished',
		step: planned.id,
		outcome,
		durationMs,
		...(step.isFleeting && {isFleeting: true}),
	});
	return outcome;
};

const attempt = async (
	step: Step<unknown>,
	planned: PlannedStep,
	execution: Execution,
): Promise<Outcome> => {
	let mayHaveWritten = step.isDestructive !== true;
	const context = contextOf(step, planned, execution, execution.signal);
	const willWrite = (): Promise<void> => {
		mayHaveWritten = true;
		return context.willWrite();
	};
	try {
		const result = await step.run(planned.params, {...context, willWrite});
		return result ? {kind: 'skipped', reason: result.skipped} : {kind: 'done'};
	} catch (error) {
		// A disk that was refused before the first byte is not ours to clear.
		const undone = mayHaveWritten && (await undo(step, planned, execution));
		if (execution.signal.aborted || isCancelled(error)) {
			return {kind: 'cancelled'};
		}
		const told = (await execution.explain?.(error)) ?? error;
		return {kind: 'failed', error: toProblem(told), undone};
	}
};

/** Runs to its end even when the run is being cancelled: it is what must not be left behind. */
const undo = async (
	step: Step<unknown>,
	planned: PlannedStep,
	execution: Execution,
): Promise<boolean> => {
	if (step.undo === undefined) {
		return false;
	}
	const context = contextOf(step, planned, execution, new AbortController().signal);
	try {
		await step.undo(planned.params, context);
		return true;
	} catch (error) {
		context.log(toProblem(error).message);
		return false;
	}
};

const contextOf = (
	step: Step<unknown>,
	planned: PlannedStep,
	{system, emit}: Execution,
	signal: AbortSignal,
): StepContext => ({
	system,
	signal,
	willWrite: () => emit({type: 'writing.begun', step: planned.id}),
	...lossyReports(planned.id, step.unit, system.clock, emit),
});

const lookUp = ({step: id}: PlannedStep, registry: StepRegistry): Step<unknown> => {
	const step = registry[id];
	if (step === undefined) {
		throw new InstallError('BUG', {what: `the plan names a step ${id} that does not exist`});
	}
	// The one cast: a typed plan pairs each step with its own params, which the map cannot show.
	return step as Step<unknown>;
};
