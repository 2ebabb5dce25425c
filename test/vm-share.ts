/**
 * Which virtual machines CI takes through their scenarios besides all other tests: the whole job each time, and of the rest
 * one file a day in turn, as long as there is time for it. Pure.
 */

export type Share = {
	readonly files: readonly string[];
	/** For whoever reads the log. */
	readonly said: string;
};

export type Moment = {
	readonly dayOfYear: number;
	/** Since CI has begun, everything that was set up and built included. */
	readonly minutesOver: number;
};

/** From the ISO to the disk's own start, and from there to a cluster. */
const wholeJob = /\/(install|deploy)\.test\.ts$/;

/** CI ends us at 90; the longest file takes a quarter of an hour. */
export const turnLimitMinutes = 60;

/** @param files all there are. */
export const shareOf = (files: readonly string[], {dayOfYear, minutesOver}: Moment): Share => {
	const always = files.filter((file) => wholeJob.test(file));
	const inTurn = files.filter((file) => !wholeJob.test(file)).sort();
	const turn = inTurn[dayOfYear % inTurn.length];
	if (turn === undefined || minutesOver > turnLimitMinutes) {
		const why = `${Math.round(minutesOver)} minutes are over: none of the rest`;
		return {files: always, said: `Virtual machines: ${always.join(', ')}; ${why}`};
	}
	const turns = `${(dayOfYear % inTurn.length) + 1} of ${inTurn.length}`;
	return {
		files: [...always, turn],
		said: `Virtual machines: ${always.join(', ')}; of the rest ${turn} (${turns})`,
	};
};

export const dayOfYear = (now: Date): number =>
	Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
