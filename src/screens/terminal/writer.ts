/**
 * Keeps a terminal showing the newest frame. One write is in flight at most, and a newer frame replaces
 * the one that waits, so a slow or stalled line delays nobody but its own picture.
 */
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import {createPicture} from './picture.ts';
import type {TerminalProfile, TerminalSize} from './profile.ts';
import {after} from './timer.ts';

export type FrameWriter = {
	/** A complete frame, as Ink prints it. */
	readonly show: (text: string) => void;
	/** The frame that waits, if any, goes out without regard to the frame interval. */
	readonly flush: () => void;
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

export const createFrameWriter = (options: FrameWriterOptions): FrameWriter => {
	const {clock} = options;
	let {profile} = options;
	const picture = createPicture(profile);
	let phase: Phase = 'running';
	let newest = '';
	let waiting: 'nothing' | 'until due' | 'at once' = 'nothing';
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

	const sendFrame = (): void => {
		waiting = 'nothing';
		stopTimer?.();
		stopTimer = undefined;
		const output = picture.draw(newest);
		if (output !== '') {
			dueAtMs = clock.monotonicMs() + profile.frameIntervalMs;
			inFlight = send(output);
		}
	};

	const schedule = (): void => {
		if (inFlight) return;
		const delayMs = frameDelayMs();
		if (delayMs !== undefined && delayMs > 0) {
			wait(delayMs);
			return;
		}
		if (delayMs !== undefined) sendFrame();
		if (!inFlight) announceIdle();
	};

	/** Undefined when no frame may or need be sent. */
	const frameDelayMs = (): number | undefined => {
		if (phase !== 'running' || waiting === 'nothing') return;
		return waiting === 'at once' ? 0 : dueAtMs - clock.monotonicMs();
	};

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

	const request = (urgency: 'until due' | 'at once'): void => {
		if (waiting !== 'at once') waiting = urgency;
		schedule();
	};

	const redraw = (): void => {
		picture.forget();
		request('at once');
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
			newest = text;
			request('until due');
		},
		flush: () => {
			if (waiting !== 'nothing') request('at once');
		},
		reset: redraw,
		resize: (size) => {
			picture.adapt(size);
			waiting = 'at once';
		},
		adapt: (next) => {
			profile = next;
			picture.adapt(next);
			if (newest !== '') request('at once');
		},
		pause: () => leave('paused'),
		resume: () => {
			if (phase === 'paused') phase = 'running';
			request('at once');
		},
		stop: async () => {
			if (waiting !== 'nothing') request('at once');
			while (inFlight) await inFlight;
			await leave('stopped');
		},
		whenIdle: () =>
			new Promise((resolve) => {
				idleListeners.push(resolve);
				schedule();
			}),
	};
};

const encoder = new TextEncoder();
