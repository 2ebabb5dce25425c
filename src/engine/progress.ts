/** How far a run is, and how fast just now: pure functions of its plan and of what its steps told. */

/** Seconds of samples that make the rate. */
export const rateWindowMs = 10_000;

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

export const rateBetween = (first: RateSample, last: RateSample): number =>
	((last.done - first.done) * 1000) / (last.atMs - first.atMs);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
