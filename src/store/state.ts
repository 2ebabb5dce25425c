/** Everything that a console shows, as one plain value. Events make it; selectors and screens read it. */
import type {Mode} from '../config/orders.ts';
import type {Config} from '../config/settings.ts';
import type {ApiNotice} from '../engine/api/notice.ts';
import type {Countdown} from '../engine/countdown.ts';
import type {Outcome} from '../engine/events.ts';
import type {LadderFacts} from '../engine/ladder/facts.ts';
import type {Observation} from '../engine/observation.ts';
import type {Plan} from '../engine/plan.ts';
import type {Decision} from '../engine/session-events.ts';
import type {ProgressUnit} from '../engine/step.ts';
import type {Problem} from '../errors.ts';
import type {Facts} from '../hardware/facts.ts';
import type {SeedInfo} from '../seed/info.ts';
import {noTools, type ToolsState} from './reduce-tools.ts';

export type Loaded<Value> =
	| {readonly kind: 'absent'}
	| {readonly kind: 'loading'}
	| {readonly kind: 'loaded'; readonly value: Value}
	| {readonly kind: 'failed'; readonly problem: Problem};

export type StepProgress = {
	readonly status: 'waiting' | 'running' | Outcome['kind'];
	readonly done?: number;
	readonly total?: number;
	readonly unit?: ProgressUnit;
	/** ISO 8601. */
	readonly startedAt?: string;
	readonly durationMs?: number;
	/** Why it was skipped. */
	readonly reason?: string;
	/** A person went on without it. */
	readonly isWaived?: true;
};

/** A line of the log tail; `at` is ISO 8601. */
export type LogLine = {readonly at: string; readonly step: string; readonly line: string};

/** One measurement of the running step, for its rate; the first and the newest few are kept. */
export type RateSample = {readonly atMs: number; readonly done: number};

export type RunState = {
	readonly runId: string;
	readonly plan: Plan;
	/** ISO 8601; of the newest attempt. */
	readonly startedAt: string;
	/** ISO 8601 of the newest event. */
	readonly latestAt: string;
	readonly steps: Readonly<Record<string, StepProgress>>;
	/** Ids of the running steps, in the order in which they started, each with its newest measurements. */
	readonly running: Readonly<Record<string, readonly RateSample[]>>;
	readonly log: readonly LogLine[];
	/** The newest of each kind. */
	readonly observed: {readonly [Kind in Observation['kind']]?: Observation & {readonly kind: Kind}};
	readonly outcome?: Outcome;
	/** Since its start, retries included, something may have changed the installation disk. */
	readonly hasWritten: boolean;
	readonly isAcknowledged: boolean;
};

export type ConsoleState = Decision & {
	readonly facts: Loaded<Facts>;
	readonly config: Config;
	readonly seed: Loaded<SeedInfo>;
	readonly ladder: Loaded<LadderFacts>;
	/** Ids of failed warnings that somebody let pass. */
	readonly acceptedFindings: readonly string[];
	/** Before an unattended install. */
	readonly countdown?: Countdown;
	readonly run?: RunState;
	readonly tools: ToolsState;
	/** Absent: interactive. */
	readonly mode?: Mode;
	/** The status service; absent where none was ordered. */
	readonly api?: ApiNotice;
	/** The newest action, if it was refused. */
	readonly refusal?: Problem;
};

export const initialState: ConsoleState = {
	facts: {kind: 'absent'},
	config: {},
	seed: {kind: 'absent'},
	ladder: {kind: 'absent'},
	findings: [],
	acceptedFindings: [],
	tools: noTools,
};
