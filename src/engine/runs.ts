/** The runs of a session: one at a time, each with its journal, each of which can be ended from outside. */
import {InstallError, toProblem} from '../errors.ts';
import type {System} from '../system/types.ts';
import type {Consent} from './consent.ts';
import type {InstallEvent, Outcome} from './events.ts';
import {closingEvents, type History, historyOf} from './history.ts';
import {readJournal, rewriteJournal} from './journal.ts';
import {journalName} from './journal-name.ts';
import type {Plan} from './plan.ts';
import {type Run, resumeRun, skipAndResume, startRun} from './run.ts';
import type {StepRegistry} from './step.ts';

export type Runs = {
	/** @throws InstallError BUSY */
	readonly requireIdle: () => void;
	/** A plan writes to a disk, so it takes a consent. @throws InstallError BUSY */
	readonly start: (plan: Plan, consent: Consent) => Promise<Outcome>;
	/** @throws InstallError BUSY, NOTHING_TO_RESUME */
	readonly resume: () => Promise<Outcome>;
	/** The same without a step that failed. @throws InstallError BUSY, NOTHING_TO_RESUME, STEP_NEEDED */
	readonly skip: (step: string) => Promise<Outcome>;
	readonly cancel: () => void;
	/** Whether there is a journal, finished or not. */
	readonly hasJournal: () => Promise<boolean>;
	/** Takes over a journal that was found elsewhere. */
	readonly adopt: (events: readonly InstallEvent[]) => Promise<void>;
	/** Tells the events of a run that did not come to its end, closed as interrupted. */
	readonly tellUnfinished: () => Promise<void>;
	/** Tells the events of the newest run, however it ended; undefined when there is none. */
	readonly tellNewest: () => Promise<History | undefined>;
	/** Cancels, and waits for the end. */
	readonly close: () => Promise<void>;
};

export const openRuns = (
	system: System,
	registry: StepRegistry,
	stateDirectory: string,
	listener: (event: InstallEvent) => void,
): Runs => {
	const journalPath = `${stateDirectory}/${journalName}`;
	let running: {readonly controller: AbortController; readonly ended: Promise<Outcome>} | undefined;

	const requireIdle = (): void => {
		if (running !== undefined) {
			throw new InstallError('BUSY', undefined);
		}
	};

	const begin = async (work: Work): Promise<Outcome> => {
		requireIdle();
		const controller = new AbortController();
		const watched = withEnd(listener);
		const run = {system, registry, journalPath, listener: watched.listener};
		const ended = work({...run, signal: controller.signal})
			.catch((error: unknown) => {
				watched.end(error);
				throw error;
			})
			.finally(() => {
				running = undefined;
			});
		running = {controller, ended};
		return ended;
	};

	const recorded = async () => {
		const events = await readJournal(system, journalPath);
		return {events, history: historyOf(events)};
	};

	const tellClosed = (events: readonly InstallEvent[], history: History): void => {
		const at = events.at(-1)?.at ?? '';
		for (const event of events) {
			listener(event);
		}
		for (const body of closingEvents(history)) {
			listener({seq: history.latestSeq, at, ...body});
		}
	};

	return {
		requireIdle,
		start: (plan) =>
			begin(async (run) => {
				await system.files.makeDirectory(stateDirectory, 0o700);
				return startRun(plan, run);
			}),
		resume: () => begin(resumeRun),
		skip: (step) => begin((run) => skipAndResume(step, run)),
		cancel: () => running?.controller.abort(),
		hasJournal: async () => (await system.files.stat(journalPath)) !== undefined,
		adopt: async (events) => {
			await system.files.makeDirectory(stateDirectory, 0o700);
			await rewriteJournal(system, journalPath, events);
		},
		tellUnfinished: async () => {
			const {events, history} = await recorded();
			if (history !== undefined && history.outcome?.kind !== 'done') {
				tellClosed(events, history);
			}
		},
		tellNewest: async () => {
			const {events, history} = await recorded();
			if (history !== undefined) {
				tellClosed(events, history);
			}
			return history;
		},
		close: async () => {
			running?.controller.abort();
			await running?.ended.catch(() => {});
		},
	};
};

type Work = (run: Run) => Promise<Outcome>;

type Listener = (event: InstallEvent) => void;

/**
 * A run whose record cannot be written ends without an event that says so. Those who watch are told its end all
 * the same, so that no console shows work that nobody does; the journal lacks it, as after a kill.
 */
const withEnd = (
	listener: Listener,
): {readonly listener: Listener; readonly end: (error: unknown) => void} => {
	const open = new Set<string>();
	let last: InstallEvent | undefined;
	return {
		listener: (event) => {
			last = event;
			if (event.type === 'step.started') {
				open.add(event.step);
			} else if (event.type === 'step.finished') {
				open.delete(event.step);
			}
			listener(event);
		},
		end: (error) => {
			if (last === undefined || last.type === 'run.finished') {
				return;
			}
			const {seq, at} = last;
			for (const step of open) {
				const outcome: Outcome = {kind: 'interrupted'};
				listener({seq, at, type: 'step.finished', step, outcome, durationMs: 0});
			}
			const outcome: Outcome = {kind: 'failed', error: toProblem(error), undone: false};
			listener({seq, at, type: 'run.finished', outcome});
		},
	};
};
