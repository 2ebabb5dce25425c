/**
 * A check: a rule about facts, settings and seed, examined before anything is written. Ignorance is its own
 * answer and never passes silently: a blocker that is unknown blocks.
 */
import type {Config} from '../config/settings.ts';
import type {Disk, Facts} from '../hardware/facts.ts';
import type {SeedInfo} from '../seed/info.ts';
import type {EarlierRun} from './earlier-run.ts';
import type {LadderFacts} from './ladder/facts.ts';

export type Severity = 'blocker' | 'warning';

export type Verdict =
	| {readonly kind: 'passed'; readonly found: string}
	| {
			readonly kind: 'failed';
			readonly found: string;
			readonly needed: string;
			readonly remedy: string;
	  }
	| {readonly kind: 'unknown'; readonly reason: string; readonly remedy: string};

/** All that checks may look at. What was not asked for yet is absent. */
export type Subject = {
	readonly facts: Facts;
	readonly config: Config;
	/** What the sources said without effect, as unknown kernel arguments. */
	readonly configWarnings?: readonly string[];
	/** The disk that was chosen, as the latest facts show it. */
	readonly disk?: Disk;
	/** What an earlier install left on that disk; absent until it was looked at. */
	readonly earlierRun?: EarlierRun;
	readonly seed?: SeedInfo;
	/** The way to the seed image, rung by rung. */
	readonly ladder?: LadderFacts;
};

export type Check = {
	/** Stable, as `disk-size`; its title is in the words. */
	readonly id: string;
	readonly severity: Severity;
	/** Where it depends on what was recorded or on how old the seed is; else `severity`. */
	readonly severityFor?: (subject: Subject) => Severity;
	/**
	 * Without it there is nothing to examine. `disk-present` or `seed-read` then stands in the way, as the one
	 * cause, and this check does not block as well.
	 */
	readonly needs?: 'disk' | 'seed';
	readonly examine: (subject: Subject) => Verdict;
};

export type Finding = {
	readonly id: string;
	readonly severity: Severity;
	readonly verdict: Verdict;
};

export const isBlocking = ({severity, verdict}: Finding): boolean =>
	severity === 'blocker' && verdict.kind !== 'passed';
