/**
 * What a line may be given. A slow one carries other things too, a kernel message or the log of whoever records it, and
 * what waits in it delays the echo of a key: so it is given little at a time, and at most a quarter of what it carries.
 */

export type Budget = {
	/** No more than this at once, so that a key never waits long for what is on its way. */
	readonly sliceBytes: number;
	/** How long until the line has carried what it was given. */
	readonly busyMs: (nowMs: number) => number;
	/** How long until something may be written that nobody waits for. Keys need not ask: they borrow. */
	readonly debtMs: (nowMs: number) => number;
	readonly spend: (bytes: number, nowMs: number) => void;
};

/** Somewhat less than a quarter, and never more than a kilobyte a second. */
const share = 0.235;
const mostBytesPerSecond = 960;

/** What was saved while little happened: enough for one whole screen at 9600 baud. */
const savedSeconds = 7;

const sliceMs = 75;

/** Written this much early, the line never stands still between two slices. */
const leadMs = 5;

export const createBudget = (lineBytesPerSecond: number | undefined): Budget =>
	lineBytesPerSecond === undefined ? unlimited : limited(lineBytesPerSecond);

const unlimited: Budget = {
	sliceBytes: Number.POSITIVE_INFINITY,
	busyMs: () => 0,
	debtMs: () => 0,
	spend: () => {},
};

const limited = (lineBytesPerSecond: number): Budget => {
	const bytesPerMs = lineBytesPerSecond / 1000;
	const earnedPerMs = Math.min(lineBytesPerSecond * share, mostBytesPerSecond) / 1000;
	const mostSaved = earnedPerMs * savedSeconds * 1000;
	let saved = mostSaved;
	let savedAtMs = 0;
	let freeAtMs = Number.NEGATIVE_INFINITY;

	const earn = (nowMs: number): void => {
		saved = Math.min(mostSaved, saved + (nowMs - savedAtMs) * earnedPerMs);
		savedAtMs = nowMs;
	};

	return {
		sliceBytes: Math.ceil(bytesPerMs * sliceMs),
		busyMs: (nowMs) => Math.max(0, freeAtMs - nowMs - leadMs),
		debtMs: (nowMs) => {
			earn(nowMs);
			return saved > 0 ? 0 : Math.ceil((1 - saved) / earnedPerMs);
		},
		spend: (bytes, nowMs) => {
			earn(nowMs);
			saved = Math.max(saved - bytes, -mostSaved);
			freeAtMs = Math.max(freeAtMs, nowMs) + bytes / bytesPerMs;
		},
	};
};
