/**
 * How long a run will still take: learned from what its steps told and took, and said only once it can be honest. Pure; held
 * against recorded and modelled installs in test/engine/remaining-time.test.ts.
 */
import {
	overallShare,
	type RateSample,
	rateBetween,
	rateWindowMs,
	type WeightedStep,
} from './progress.ts';

const etaHiddenMs = 10_000;
const etaHiddenShare = 0.05;

/**
 * How long the rest takes: images and files come in every size, so that the newest seconds say little of what is
 * ahead. The whole so far says more, and the newest minute whether something has changed for good. While nothing comes
 * that is a measurement too.
 */
export const measuredRestMs = (
	samples: readonly RateSample[],
	rest: number,
	nowMs: number,
): number | undefined => {
	const [first, ...newer] = samples;
	const [early] = newer;
	const last = lastSeen(samples, nowMs);
	if (!first || !early || !last || last.done <= first.done) {
		return undefined;
	}
	const whole = rateBetween(first, last);
	const newest = last.atMs - early.atMs < rateWindowMs ? whole : rateBetween(early, last);
	const perSecond = isFar(whole, newest, forGoodRatio) ? newest : (3 * whole + 2 * newest) / 5;
	return perSecond === 0 ? undefined : (rest * 1000) / perSecond;
};

/** A difference that no size of files explains: something has changed for good. */
const forGoodRatio = 1.7;

const isFar = (one: number, other: number, ratio: number): boolean =>
	Math.max(one, other) > ratio * Math.min(one, other);

/** What was told newest, as old as it is. */
const lastSeen = (samples: readonly RateSample[], nowMs: number): RateSample | undefined => {
	const last = samples.at(-1);
	return last && isSilent(samples, nowMs) ? {...last, atMs: nowMs} : last;
};

/** Longer than steps are silent between two things that they tell. */
const silentMs = 3000;

const isSilent = (samples: readonly RateSample[], nowMs: number): boolean =>
	nowMs - (samples.at(-1)?.atMs ?? nowMs) > silentMs;

export type TimedStep = WeightedStep & {
	/** It has begun, and not ended. */
	readonly isRunning?: boolean;
	/** Of a running step that tells how far it is, at the rate measured just now. */
	readonly restMs?: number;
	/** What is left of it cannot be known yet, or not any more. */
	readonly isUnsure?: boolean;
	/** Of a step that ended and never told how far it was. */
	readonly tookMs?: number;
};

/** Steps of one phase follow each other; phases of one group run side by side. */
export type TimedGroups = readonly (readonly (readonly TimedStep[])[])[];

/** Less is the rate of whatever file came first; more is needed where much is left. */
const sureMs = 10_000;
const mostSureMs = 30_000;
const sureShare = 0.1;
const recentMs = 10_000;
const changingRatio = 1.35;

/**
 * It tells how far it is, but not yet long enough, or its rate is changing just now; or it has told all, and what it
 * still does it does not tell.
 */
export const isUnsure = (samples: readonly RateSample[], left: number, nowMs: number): boolean => {
	const [first] = samples;
	const last = lastSeen(samples, nowMs);
	if (!first || !last) {
		return false;
	}
	const restMs = measuredRestMs(samples, left, nowMs) ?? 0;
	const neededMs = Math.min(mostSureMs, Math.max(sureMs, restMs * sureShare));
	return (
		last.atMs - first.atMs < neededMs ||
		isChanging(samples, last) ||
		(left === 0 && isSilent(samples, nowMs))
	);
};

const isChanging = (samples: readonly RateSample[], last: RateSample): boolean => {
	const [first, early = first] = samples;
	const recent = samples.find(({atMs}) => atMs >= last.atMs - recentMs);
	if (!early || !recent || recent.atMs === last.atMs || early.atMs === last.atMs) {
		return false;
	}
	return isFar(rateBetween(early, last), rateBetween(recent, last), changingRatio);
};

/**
 * Remaining time; undefined in the first seconds, before a twentieth of the work is done, and while too much of it hangs on
 * what is not known: a step that has just begun, one that works on in silence, or a large one that has told nothing.
 */
export const remainingMs = (
	groups: TimedGroups,
	elapsedMs: number,
	/** Since anything was told. */
	silentForMs = 0,
): number | undefined => {
	const all = groups.flat(2);
	const share = overallShare(all);
	if (elapsedMs < etaHiddenMs || share < etaHiddenShare || share >= 1) {
		return undefined;
	}
	const largeWeight = sum(all.map(({weight}) => weight)) * largeShare;
	const restOf = restAt(msPerWeight(groups, elapsedMs), largeWeight);
	const restMs = sum(groups.map((phases) => restOfGroup(phases, restOf)));
	if (all.some((step) => step.isUnsure && step.restMs === 0)) {
		return undefined;
	}
	const isGuessed = ({isUnsure: unsure, restMs: known, weight}: TimedStep): boolean =>
		unsure === true || (known === undefined && weight > largeWeight);
	const guessedMs = sum(all.filter(isGuessed).map(restOf));
	if (guessedMs > restMs * mostGuessedShare) {
		return undefined;
	}
	const measuredMs = Math.max(0, ...all.map((step) => step.restMs ?? 0));
	return Math.round(Math.max(measuredMs, restMs - silentForMs));
};

/** Of the weight of a plan: how long such a step takes, nobody can tell by what others took. */
const largeShare = 0.15;
/** It may be twice as much, and then a fifth of the whole was not told of. */
const mostGuessedShare = 0.2;

type RestOf = (step: TimedStep) => number;

/** Weights are seconds. A large step moves bytes: that small ones are quick here does not make it quicker. */
const restAt =
	(paceMs: number, largeWeight: number): RestOf =>
	({weight, share, restMs}) =>
		restMs ?? weight * (1 - share) * (weight > largeWeight ? Math.max(1000, paceMs) : paceMs);

/** The longest of its phases. One whose step runs and has told nothing waits for what those before it run. */
const restOfGroup = (phases: TimedGroups[number], restOf: RestOf): number => {
	const rests = phases.map((steps, index) => {
		const isWaiting = steps.some(({isRunning, restMs}) => isRunning && restMs === undefined);
		const before = phases.slice(0, index).map(runningRest);
		return sum(steps.map(restOf)) + (isWaiting ? Math.max(0, ...before) : 0);
	});
	return Math.max(0, ...rests);
};

const runningRest = (steps: readonly TimedStep[]): number =>
	sum(steps.map(({restMs}) => restMs ?? 0));

/**
 * What a unit of weight takes on this machine, as a rule, by the steps that told nothing: those that did are measured by
 * themselves, and a slow wire says nothing of a disk. Before there is one, by all that was done.
 */
const msPerWeight = (groups: TimedGroups, elapsedMs: number): number => {
	const untold = groups
		.flat(2)
		.flatMap(({tookMs, weight}) => (tookMs === undefined ? [] : [tookMs / weight]))
		.toSorted((a, b) => a - b);
	const usual = untold[Math.floor(untold.length / 2)];
	if (usual !== undefined) {
		return usual;
	}
	const doneOf = (steps: readonly TimedStep[]): number =>
		sum(steps.map(({weight, share}) => weight * share));
	const done = sum(groups.map((phases) => Math.max(0, ...phases.map(doneOf))));
	return done === 0 ? 0 : elapsedMs / done;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
