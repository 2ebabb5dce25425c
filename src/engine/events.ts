/**
 * What the engine tells while a plan runs: one JSON object a line is the journal, the JSON output, the
 * replay and the state of every screen. Every started step finishes once; every run that starts or resumes
 * finishes once.
 */
import type {Problem} from '../errors.ts';
import type {Observation} from './observation.ts';
import type {Plan} from './plan.ts';
import type {ProgressUnit} from './step.ts';

export const journalVersion = 1;

export type Outcome =
	| {readonly kind: 'done'}
	| {readonly kind: 'skipped'; readonly reason: string}
	| {readonly kind: 'cancelled'}
	/** The engine was killed in it; said when the run is taken up again. */
	| {readonly kind: 'interrupted'}
	| {readonly kind: 'failed'; readonly error: Problem; readonly undone: boolean};

export type EventBody =
	| {
			readonly type: 'run.started';
			readonly version: typeof journalVersion;
			readonly runId: string;
			readonly plan: Plan;
	  }
	| {readonly type: 'run.resumed'; readonly runId: string}
	| {readonly type: 'step.started'; readonly step: string}
	/** Told before its first byte: from here on the step may have changed the installation disk. */
	| {readonly type: 'writing.begun'; readonly step: string}
	/** May be dropped or merged. */
	| {
			readonly type: 'step.progressed';
			readonly step: string;
			readonly done: number;
			readonly total?: number;
			readonly unit?: ProgressUnit;
	  }
	/** A line of a program or of the step itself. May be dropped. */
	| {readonly type: 'step.logged'; readonly step: string; readonly line: string}
	/** Told when it changes; the newest of each kind counts. */
	| {readonly type: 'step.observed'; readonly step: string; readonly observation: Observation}
	| {
			readonly type: 'step.finished';
			readonly step: string;
			readonly outcome: Outcome;
			readonly durationMs: number;
			/** What it left may be gone after a power cut. */
			readonly isFleeting?: true;
			/** A person goes on without it: it is not run again, whatever the machine says. */
			readonly isWaived?: true;
	  }
	| {readonly type: 'run.finished'; readonly outcome: Outcome};

/** `seq` counts from 1 within a journal; `at` is ISO 8601. */
export type InstallEvent = {readonly seq: number; readonly at: string} & EventBody;

/** Progress may be lost, results may not. */
export const isLossy = ({type}: EventBody): boolean =>
	type === 'step.progressed' || type === 'step.logged';
