/** Everything that a console shows, as one plain value. Events make it; selectors and screens read it. */
import type {Config} from '../config/settings.ts';
import type {Finding} from '../engine/check.ts';
import type {Outcome} from '../engine/events.ts';
import type {Plan} from '../engine/plan.ts';
import type {Problem} from '../errors.ts';
import type {Facts} from '../hardware/facts.ts';
import type {SeedInfo} from '../seed/info.ts';

export type Loaded<Value> =
	| {readonly kind: 'absent'}
	| {readonly kind: 'loading'}
	| {readonly kind: 'loaded'; readonly value: Value}
	| {readonly kind: 'failed'; readonly problem: Problem};

export type StepProgress = {
	readonly status: 'waiting' | 'running' | Outcome['kind'];
	readonly done?: number;
	readonly total?: number;
	/** ISO 8601. */
	readonly startedAt?: string;
	readonly durationMs?: number;
	readonly reason?: string;
};

/** A line of the log tail; `at` is ISO 8601. */
export type LogLine = {readonly at: string; readonly step: string; readonly line: string};

/** One measurement of a running step, for the rate: the newest few are kept. */
export type RateSample = {readonly atMs: number; readonly done: number};

export type RunState = {
	readonly runId: string;
	readonly plan: Plan;
	readonly startedAt: string;
	/** ISO 8601 of the newest event. */
	readonly latestAt: string;
	readonly steps: Readonly<Record<string, StepProgress>>;
	/** Id of the running step. */
	readonly current?: string;
	readonly samples: readonly RateSample[];
	readonly log: readonly LogLine[];
	readonly outcome?: Outcome;
	readonly isAcknowledged: boolean;
};

export type ConsoleState = {
	readonly facts: Loaded<Facts>;
	/** Settings of all sources but the typed ones. */
	readonly config: Config;
	/** Kernel path of the chosen disk in `facts`. */
	readonly chosenDisk?: string;
	readonly seed: Loaded<SeedInfo>;
	readonly findings: readonly Finding[];
	readonly acceptedFindings: readonly string[];
	/** Present when everything is answered and nothing blocks. */
	readonly plan?: Plan;
	/** What must be typed to confirm the wipe of the chosen disk, and what kind of id it is. */
	readonly confirmation?: {readonly text: string; readonly kind: ConfirmationKind};
	readonly run?: RunState;
	/** The newest action that was refused, until the next action. */
	readonly refusal?: Problem;
};

export type ConfirmationKind = 'serial' | 'wwn' | 'size-and-slot';
