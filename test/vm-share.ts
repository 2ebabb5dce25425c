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

/** In minutes: CI ends us at 90 and promises to be done in 75. The longest file takes a third of an hour. */
const latestStarts = {'the whole job': 70, 'another in turn': 55, 'a second try': 70} as const;

export type Part = keyof typeof latestStarts;

/** @param minutesOver since CI has begun, everything that was set up and built included. */
export const isTimeFor = (part: Part, minutesOver: number): boolean =>
	minutesOver <= latestStarts[part];

/** CI ends us at 90 minutes, without the closing line. */
const lastMinute = 85;

/**
 * How long tests may go on, as a whole number as `timeout` of a process wants it, and never less than a minute.
 *
 * @param minutesOver `-Infinity` where nobody counts.
 * @returns undefined for as long as they like.
 */
export const leftMilliseconds = (minutesOver: number): number | undefined =>
	Number.isFinite(minutesOver)
		? Math.round(Math.max(1, lastMinute - minutesOver) * 60_000)
		: undefined;

export const dayOfYear = (now: Date): number =>
	Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
