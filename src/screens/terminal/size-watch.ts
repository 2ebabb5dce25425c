/**
 * Asks a terminal for its size again, where the line cannot tell that it changed, as a serial line: somebody may have
 * taken another program, or a larger window, at its other end. What it answers is found in what is typed, from which the
 * key decoder leaves it out.
 */
import type {Clock} from '../../system/types.ts';
import {repliesIn, sizeQuestion} from './probe.ts';
import type {TerminalSize} from './profile.ts';
import {after} from './timer.ts';

export type SizeWatch = {
	/** Does nothing while a key is half received, or an answer is still awaited. */
	readonly ask: () => void;
	/** Everything that comes over the line. */
	readonly hear: (bytes: Uint8Array) => void;
	/** Somebody typed. */
	readonly touch: () => void;
	/** An Escape may be the beginning of the answer. */
	readonly isAwaited: () => boolean;
	readonly stop: () => void;
};

export type SizeWatchOptions = {
	readonly clock: Pick<Clock, 'sleep'>;
	/** Writes the question where it disturbs no picture. */
	readonly put: (question: string) => void;
	/** Whether a key has begun to come and is not whole. */
	readonly isKeyPending: () => boolean;
	readonly onSize: (size: TerminalSize) => void;
};

/** While nobody types. */
export const askEveryMs = 60_000;

/** Long enough for a line of a management controller; what comes later is no answer any more. */
const answerLimitMs = 1000;

/** The longest answer, and what is typed beside it. */
const heardLimit = 256;

export const createSizeWatch = ({
	clock,
	put,
	isKeyPending,
	onSize,
}: SizeWatchOptions): SizeWatch => {
	let heard: string | undefined;
	let stopAnswer = (): void => {};
	let stopIdle = (): void => {};

	const giveUp = (): void => {
		stopAnswer();
		heard = undefined;
	};
	const ask = (): void => {
		if (heard !== undefined || isKeyPending()) return;
		heard = '';
		stopAnswer = after(clock, answerLimitMs, giveUp);
		put(sizeQuestion);
	};
	const touch = (): void => {
		stopIdle();
		stopIdle = after(clock, askEveryMs, () => {
			ask();
			touch();
		});
	};
	touch();

	return {
		ask,
		hear: (bytes) => {
			if (heard === undefined) return;
			heard = (heard + latin1.decode(bytes)).slice(-heardLimit);
			const size = repliesIn(heard).find(isCorner);
			if (!size) return;
			giveUp();
			onSize(size);
		},
		touch,
		isAwaited: () => heard !== undefined,
		stop: () => {
			giveUp();
			stopIdle();
		},
	};
};

/** The answer to what it draws may come late, and is of the first row. */
const isCorner = ({rows, columns}: TerminalSize): boolean => rows > 1 && columns > 1;

const latin1 = new TextDecoder('latin1');
