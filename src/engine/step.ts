/**
 * A step: the smallest piece of work that is told, cancelled, retried and resumed. Parameters come from the
 * plan and are JSON; a value that is needed later is chosen in the plan or read back from the machine.
 */
import type {System} from '../system/types.ts';
import type {Observation} from './observation.ts';

export type ProgressUnit = 'bytes' | 'objects' | 'images' | 'files';

export type StepContext = {
	readonly system: System;
	/** Every await that waits takes it. */
	readonly signal: AbortSignal;
	/** Call it as often as you like: the engine thins it out. */
	readonly progress: (done: number, total?: number) => void;
	readonly log: (line: string) => void;
	/** Call it when what is seen has changed. */
	readonly observe: (observation: Observation) => void;
	/** Resolves when the journal says that the step may have changed the installation disk; then it may. */
	readonly willWrite: () => Promise<void>;
};

/** A step that found nothing to do says so. */
export type StepResult = {readonly skipped: string} | undefined;

export type Step<Params> = {
	/** What `progress` counts; absent for short steps. */
	readonly unit?: ProgressUnit;
	/** True: it writes to the installation disk, so its run begins by finding the pinned disk again. */
	readonly isDestructive?: boolean;
	/** What it leaves need not outlive a power cut, as `isDone` finds out: nothing is synced for it. */
	readonly isFleeting?: true;
	readonly run: (params: Params, context: StepContext) => Promise<void> | Promise<StepResult>;
	/**
	 * Asks the machine whether the work stands. Asked on resume of steps that the journal calls done; a step
	 * without it is trusted to the journal. A step that was cut short simply runs again and must bear it.
	 */
	readonly isDone?: (params: Params, context: StepContext) => Promise<boolean>;
	/**
	 * What the host lacks without it, as a sentence. Where it is there, a person may go on without the step when it
	 * failed; the journal keeps that, with this sentence.
	 */
	readonly ifSkipped?: string;
	/** What must never be left behind when this step fails or is cancelled. */
	readonly undo?: (params: Params, context: StepContext) => Promise<void>;
};

/** Steps by id; each takes the params that the plan holds for that id. */
export type StepRegistry = Readonly<Record<string, Step<never>>>;
