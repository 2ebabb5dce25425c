/** The runs of a session: one at a time, each with its journal, each of which can be ended from outside. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import type {Consent} from './consent.ts';
import type {InstallEvent, Outcome} from './events.ts';
import {closingEvents, historyOf} from './history.ts';
import {journalName, readJournal, rewriteJournal} from './journal.ts';
import type {Plan} from './plan.ts';
import {resumeRun, startRun} from './run.ts';
import type {StepRegistry} from './step.ts';

export type Runs = {
	/** @throws InstallError BUSY */
	readonly requireIdle: () => void;
	/** A plan writes to a disk, so it takes a consent. @throws InstallError BUSY */
	readonly start: (plan: Plan, consent: Consent) => Promise<Outcome>;
	/** @throws InstallError BUSY, NOTHING_TO_RESUME */
	readonly resume: () => Promise<Outcome>;
	readonly cancel: () => void;
	/** Whether there is a journal, finished or not. */
	readonly hasJournal: () => Promise<boolean>;
	/** Takes over a journal that was found elsewhere. */
	readonly adopt: (events: readonly InstallEvent[]) => Promise<void>;
	/** Tells the events of a run that did not come to its end, closed as interrupted. */
	readonly tellUnfinished: () => Promise<void>;
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

	const begin = async (work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> => {
		requireIdle();
		const controller = new AbortController();
		const ended = work(controller.signal).finally(() => {
			running = undefined;
		});
		running = {controller, ended};
		return ended;
	};

	const run = {system, registry, journalPath, listener};

	return {
		requireIdle,
		start: (plan) =>
			begin(async (signal) => {
				await system.files.makeDirectory(stateDirectory, 0o700);
				return startRun(plan, {...run, signal});
			}),
		resume: () => begin((signal) => resumeRun({...run, signal})),
		cancel: () => running?.controller.abort(),
		hasJournal: async () => (await system.files.stat(journalPath)) !== undefined,
		adopt: async (events) => {
			await system.files.makeDirectory(stateDirectory, 0o700);
			await rewriteJournal(system, journalPath, events);
		},
		tellUnfinished: async () => {
			const events = await readJournal(system, journalPath);
			const history = historyOf(events);
			if (history === undefined || history.outcome?.kind === 'done') {
				return;
			}
			const at = events.at(-1)?.at ?? '';
			for (const event of events) {
				listener(event);
			}
			for (const body of closingEvents(history)) {
				listener({seq: history.latestSeq, at, ...body});
			}
		},
		close: async () => {
			running?.controller.abort();
			await running?.ended.catch(() => {});
		},
	};
};
