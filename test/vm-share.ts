/**
 * Which virtual machines CI takes through their scenarios besides all other tests: the whole job each time, and of the rest
 * one file a day in turn, as long as there is time for it. Pure.
 */

export type Share = {
	/** From the ISO to the disk's own start, and from there to a cluster. */
	readonly always: readonly string[];
	/** Absent where there is no other file. */
	readonly turn?: string;
	/** Which of the others it is, as `2 of 7`. */
	readonly place: string;
};

const wholeJob = /\/(install|deploy)\.test\.ts$/;

/** @param files all there are. */
export const shareOf = (files: readonly string[], day: number): Share => {
	const others = files.filter((file) => !wholeJob.test(file)).sort();
	const turn = others[day % others.length];
	return {
		always: files.filter((file) => wholeJob.test(file)),
		...(turn !== undefined && {turn}),
		place: `${(day % others.length) + 1} of ${others.length}`,
	};
};

/** CI ends at 90, and promises to be done in 75; the longest file takes a quarter of an hour. */
const turnLimitMinutes = 60;

/** @param minutesOver since CI has begun, everything that was set up and built included. */
export const isTimeForTurn = (minutesOver: number): boolean => minutesOver <= turnLimitMinutes;

export const dayOfYear = (now: Date): number =>
	Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
