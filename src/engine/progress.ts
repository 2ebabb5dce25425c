/**
 * How far a run is: pure functions of its plan and of what its steps told. The rate is that of the newest
 * samples; the remaining time learns from what was measured, and is shown only once it can be honest.
 */

/** Seconds of samples that make the rate. */
export const rateWindowMs = 10_000;
const etaHiddenMs = 10_000;
const etaHiddenShare = 0.05;

export type WeightedStep = {
	readonly weight: number;
	/** 0 to 1. */
	readonly share: number;
};

/** Share of the whole that is done, 0 to 1. */
export const overallShare = (steps: readonly WeightedStep[]): number => {
	const total = sum(steps.map(({weight}) => weight));
	return total === 0 ? 0 : sum(steps.map(({weight, share}) => weight * share)) / total;
};

export type RateSample = {readonly atMs: number; readonly done: number};

/** Units a second over the window that ends with the newest sample; undefined before there are two. */
export const ratePerSecond = (samples: readonly RateSample[]): number | undefined => {
	const last = samples.at(-1);
	const first = last && samples.find(({atMs}) => atMs >= last.atMs - rateWindowMs);
	if (!first || !last || last.atMs === first.atMs || last.done < first.done) {
		return undefined;
	}
	return rateBetween(first, last);
};

/**
 * How long the rest takes: images and files come in every size, so that the newest seconds say little of what is
 * ahead. The whole so far says more, and the newest minute whether something has changed for good.
 */
export const measuredRestMs = (
	samples: readonly RateSample[],
	rest: number,
): number | undefined => {
	const [first, ...newer] = samples;
	const [early] = newer;
	const last = samples.at(-1);
	if (!first || !early || !last || last.done <= first.done) {
		return undefined;
	}
	const whole = rateBetween(first, last);
	const newest = last.atMs - early.atMs < rateWindowMs ? whole : rateBetween(early, last);
	return (rest * 5 * 1000) / (3 * whole + 2 * newest);
};

const rateBetween = (first: RateSample, last: RateSample): number =>
	((last.done - first.done) * 1000) / (last.atMs - first.atMs);

export type TimedStep = WeightedStep & {
	/** Of a running step that tells how far it is, at the rate measured just now. */
	readonly restMs?: number;
	/** It tells how far it is, but not yet long enough. */
	readonly isUnsure?: boolean;
};

/** Steps of one phase follow each other; phases of one group run side by side. */
export type TimedGroups = readonly (readonly (readonly TimedStep[])[])[];

/** Less is the rate of whatever file came first. */
const sureMs = 10_000;

export const isUnsure = (samples: readonly RateSample[]): boolean => {
	const [first] = samples;
	const last = samples.at(-1);
	return first !== undefined && last !== undefined && last.atMs - first.atMs < sureMs;
};

/**
 * Remaining time; undefined in the first seconds, before a twentieth of the work is done, and while most of it hangs on
 * a step that has just begun.
 */
export const remainingMs = (groups: TimedGroups, elapsedMs: number): number | undefined => {
	const share = overallShare(groups.flat(2));
	if (elapsedMs < etaHiddenMs || share < etaHiddenShare || share >= 1) {
		return undefined;
	}
	const paceMs = msPerWeight(groups, elapsedMs);
	const restOfStep = ({weight, share: done, restMs: known}: TimedStep): number =>
		known ?? weight * (1 - done) * paceMs;
	const restOf = (steps: readonly TimedStep[]): number => sum(steps.map(restOfStep));
	const restMs = sum(groups.map((phases) => Math.max(0, ...phases.map(restOf))));
	const unsureMs = restOf(groups.flat(2).filter((step) => step.isUnsure));
	return unsureMs > restMs * mostUnsureShare ? undefined : Math.round(restMs);
};

const mostUnsureShare = 0.5;

/** What a unit of weight took so far on this machine; with phases side by side the longest of them counts. */
const msPerWeight = (groups: TimedGroups, elapsedMs: number): number => {
	const doneOf = (steps: readonly TimedStep[]): number =>
		sum(steps.map(({weight, share}) => weight * share));
	const done = sum(groups.map((phases) => Math.max(0, ...phases.map(doneOf))));
	return done === 0 ? 0 : elapsedMs / done;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
