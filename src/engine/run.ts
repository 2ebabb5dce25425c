/** Starting a plan and taking it up again, with its journal. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import type {EventBody, InstallEvent, Outcome} from './events.ts';
import {journalVersion} from './events.ts';
import {execute} from './execute.ts';
import {closingEvents, type History, historyOf} from './history.ts';
import {openJournal, readJournal, rewriteJournal} from './journal.ts';
import {wakeMedium, withoutMedium} from './live-medium.ts';
import {type Plan, stepsOf} from './plan.ts';
import {recorder} from './recorder.ts';
import type {StepRegistry} from './step.ts';

export type Run = {
	readonly system: System;
	readonly registry: StepRegistry;
	readonly journalPath: string;
	readonly signal: AbortSignal;
	readonly listener: (event: InstallEvent) => void;
};

/** A new run replaces the journal of an older one. */
export const startRun = async (plan: Plan, run: Run): Promise<Outcome> => {
	const {system, journalPath} = run;
	await system.files.remove(journalPath);
	const journal = await openJournal(system, journalPath, plan.journalMirrors);
	const emit = recorder(system.clock, journal, run.listener);
	const explain = (error: unknown) => withoutMedium(system, error);
	try {
		await emit({type: 'run.started', version: journalVersion, runId: newRunId(system), plan});
		return await execute({...run, plan, emit, explain, finished: new Set()});
	} finally {
		await journal.close();
	}
};

/**
 * Takes up the unfinished run of the journal at the first step that is not done; the same for a retry.
 * @throws InstallError NOTHING_TO_RESUME
 */
export const resumeRun = (run: Run): Promise<Outcome> => takeUp(run);

/**
 * The same without one of its steps, which failed and says what the host lacks without it.
 * @throws InstallError NOTHING_TO_RESUME, STEP_NEEDED
 */
export const skipAndResume = (id: string, run: Run): Promise<Outcome> => takeUp(run, id);

const takeUp = async (run: Run, waivedId?: string): Promise<Outcome> => {
	const {system, journalPath, registry, signal} = run;
	const events = await readJournal(system, journalPath);
	const history = historyOf(events);
	if (history === undefined || history.outcome?.kind === 'done') {
		throw new InstallError('NOTHING_TO_RESUME', {path: journalPath});
	}
	const {plan, runId, finished, waived} = history;
	const waiving = waivedId === undefined ? [] : waivingEvents(waivedId, history, registry);
	await rewriteJournal(system, journalPath, events);
	const journal = await openJournal(system, journalPath, plan.journalMirrors, events);
	const emit = recorder(system.clock, journal, run.listener, history.latestSeq);
	const explain = (error: unknown) => withoutMedium(system, error);
	try {
		await wakeMedium(system);
		for (const event of closingEvents(history)) {
			await emit(event);
		}
		await emit({type: 'run.resumed', runId});
		for (const event of waiving) {
			await emit(event);
		}
		const without = new Set(waivedId === undefined ? waived : [...waived, waivedId]);
		return await execute({
			system,
			registry,
			signal,
			plan,
			emit,
			explain,
			finished,
			waived: without,
		});
	} finally {
		await journal.close();
	}
};

/** Only a step that failed, and that says what it leaves out. */
const waivingEvents = (
	id: string,
	{plan, finished}: History,
	registry: StepRegistry,
): readonly EventBody[] => {
	const planned = stepsOf(plan).find((step) => step.id === id);
	const loss = planned && registry[planned.step]?.ifSkipped;
	if (loss === undefined || finished.has(id)) {
		throw new InstallError('STEP_NEEDED', {step: id});
	}
	const outcome: Outcome = {kind: 'skipped', reason: `by hand: ${loss}`};
	return [
		{type: 'step.started', step: id},
		{type: 'step.finished', step: id, outcome, durationMs: 0, isWaived: true},
	];
};

const newRunId = (system: System): string => Buffer.from(system.random.bytes(8)).toString('hex');
