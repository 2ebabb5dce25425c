/**
 * Keeps a terminal showing the newest frame. One write is in flight at most, and a newer frame replaces
 * the one that waits, so a slow or stalled line delays nobody but its own picture. A slow line is given a frame in slices
 * within its budget; what a key led to goes first and waits for no budget.
 */
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import {createBudget} from './budget.ts';
import type {Portion} from './diff.ts';
import {createPicture} from './picture.ts';
import type {TerminalProfile, TerminalSize} from './profile.ts';
import {after} from './timer.ts';

export type FrameWriter = {
	/** A complete frame, as Ink prints it. */
	readonly show: (text: string) => void;
	/** A key is about to be handled: what differs afterwards is what it led to. */
	readonly mark: () => void;
	/** What the key led to goes out without regard to budget and frame interval. */
	readonly flush: () => void;
	/** Between two frames, what leaves cursor and picture as they are. Forgotten while the terminal is somebody else's. */
	readonly aside: (text: string) => void;
	/** Draws everything anew, for a screen that somebody else has written on. */
	readonly reset: () => void;
	/** The next frame will have this size, and will be drawn whole and at once. */
	readonly resize: (size: TerminalSize) => void;
	/** The same frame in another look. */
	readonly adapt: (profile: TerminalProfile) => void;
	/** Hands over a clean terminal; frames are kept but not written until `resume`. */
	readonly pause: () => Promise<void>;
	readonly resume: () => void;
	/** The last frame stays on the screen, the cursor below it. */
	readonly stop: () => Promise<void>;
	/** When nothing waits to be written. */
	readonly whenIdle: () => Promise<void>;
};

export type FrameWriterOptions = {
	readonly write: TerminalPort['write'];
	readonly profile: TerminalProfile;
	readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
	/** The line is gone: nothing more will be written. */
	readonly onError: (error: unknown) => void;
};

type Phase = 'running' | 'paused' | 'stopped' | 'failed';

/** Rows that somebody waits for. */
type Urgent = 'no row' | 'every row' | ReadonlySet<number>;

export const createFrameWriter = (options: FrameWriterOptions): FrameWriter => {
	const {clock} = options;
	let {profile} = options;
	const picture = createPicture(profile);
	let budget = createBudget(profile.lineBytesPerSecond);
	let phase: Phase = 'running';
	let newest = '';
	let marked = '';
	let isWaiting = false;
	let aside = '';
	let urgent: Urgent = 'no row';
	let inFlight: Promise<void> | undefined;
	let dueAtMs = Number.NEGATIVE_INFINITY;
	let stopTimer: (() => void) | undefined;
	let idleListeners: (() => void)[] = [];

	const send = async (output: string): Promise<void> => {
		try {
			await options.write(encoder.encode(output));
		} catch (error) {
			phase = 'failed';
			options.onError(error);
		}
		inFlight = undefined;
		schedule();
	};

	/** The frame that waits, or the next slice of it. */
	const sendFrame = (portion: Portion): void => {
		stopTimer?.();
		stopTimer = undefined;
		const {output, isComplete} = picture.draw(newest, portion);
		const isWhole = isComplete || output === '';
		if (isWhole && portion.rows === undefined) isWaiting = false;
		if (isWhole) urgent = 'no row';
		if (output === '') {
			if (isWaiting) schedule();
			return;
		}
		const nowMs = clock.monotonicMs();
		dueAtMs = nowMs + (isWhole ? profile.frameIntervalMs : 0);
		budget.spend(encoder.encode(output).length, nowMs);
		inFlight = send(output);
	};

	const schedule = (): void => {
		if (inFlight) return;
		if (phase === 'running' && aside !== '') {
			const text = aside;
			aside = '';
			inFlight = send(text);
			return;
		}
		const delayMs = frameDelayMs();
		if (delayMs !== undefined && delayMs > 0) {
			wait(delayMs);
			return;
		}
		if (delayMs !== undefined) sendFrame(nextPortion());
		if (!inFlight) announceIdle();
	};

	/** Undefined when no frame may or need be sent. */
	const frameDelayMs = (): number | undefined => {
		if (phase !== 'running' || !isWaiting) return;
		const nowMs = clock.monotonicMs();
		const busyMs = budget.busyMs(nowMs);
		return urgent === 'no row' ? Math.max(busyMs, dueAtMs - nowMs, budget.debtMs(nowMs)) : busyMs;
	};

	const nextPortion = (): Portion => ({
		atMostBytes: budget.sliceBytes,
		rows: typeof urgent === 'string' || isUnlimited() ? undefined : urgent,
	});

	const isUnlimited = (): boolean => budget.sliceBytes === Number.POSITIVE_INFINITY;

	const wait = (delayMs: number): void => {
		stopTimer ??= after(clock, delayMs, () => {
			stopTimer = undefined;
			schedule();
		});
	};

	const announceIdle = (): void => {
		const listeners = idleListeners;
		idleListeners = [];
		for (const listener of listeners) listener();
	};

	const request = (rows: Urgent): void => {
		isWaiting = true;
		urgent = together(urgent, rows);
		if (urgent !== 'no row') {
			stopTimer?.();
			stopTimer = undefined;
		}
		schedule();
	};

	const leave = async (next: Phase): Promise<void> => {
		if (phase !== 'running') return;
		phase = next;
		await inFlight;
		if (phase !== next) return;
		inFlight = send(picture.leave());
		await inFlight;
	};

	return {
		show: (text) => {
			const isOther = titleOf(text) !== titleOf(newest);
			newest = text;
			request(isOther && newest !== '' && !isUnlimited() ? 'every row' : 'no row');
		},
		mark: () => {
			marked = newest;
		},
		flush: () => {
			if (isWaiting) request(isUnlimited() ? 'every row' : changedRows(marked, newest));
		},
		aside: (text) => {
			if (phase !== 'running') return;
			aside += text;
			schedule();
		},
		reset: () => {
			picture.forget();
			request('every row');
		},
		resize: (size) => {
			picture.adapt(size);
			isWaiting = true;
			urgent = 'every row';
		},
		adapt: (next) => {
			profile = next;
			budget = createBudget(profile.lineBytesPerSecond);
			picture.adapt(next);
			if (newest !== '') request('every row');
		},
		pause: () => leave('paused'),
		resume: () => {
			if (phase === 'paused') phase = 'running';
			request('every row');
		},
		stop: async () => {
			while (inFlight) await inFlight;
			if (phase === 'running' && isWaiting) inFlight = send(picture.draw(newest).output);
			isWaiting = false;
			await inFlight;
			await leave('stopped');
		},
		whenIdle: () =>
			new Promise((resolve) => {
				idleListeners.push(resolve);
				schedule();
			}),
	};
};

/** Frames say in their second row which screen they are; another one is what somebody waits for. */
const titleOf = (frame: string): string => frame.split('\n', 2)[1] ?? '';

const changedRows = (before: string, after: string): Urgent => {
	const old = before.split('\n');
	const changed = after.split('\n').flatMap((row, y) => (row === old[y] ? [] : [y]));
	return changed.length === 0 ? 'no row' : new Set(changed);
};

const together = (one: Urgent, other: Urgent): Urgent => {
	if (one === 'no row') return other;
	if (other === 'no row') return one;
	return one === 'every row' || other === 'every row' ? 'every row' : new Set([...one, ...other]);
};

const encoder = new TextEncoder();
