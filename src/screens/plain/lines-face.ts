/**
 * The screens as lines: pages that are read from top to bottom, numbered questions, one line an answer. Nothing is
 * ever moved or erased, so that it suits a screen reader, a program that waits for words, a printer and a slow line.
 */
import {stripVTControlCharacters} from 'node:util';
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import type {ScreenWords} from '../../words/screens.ts';
import type {Face} from '../terminal/face.ts';
import {toAscii} from '../terminal/glyphs.ts';
import type {Accepted} from '../terminal/keyboard.tsx';
import type {Key} from '../terminal/keys.ts';
import {after} from '../terminal/timer.ts';
import {createLineInput} from './line-input.ts';
import {createLineOutput} from './line-output.ts';
import {isTitle, rowColumns} from './row.ts';
import {counterEveryMs, type Told, tell} from './tell.ts';

export type LinesFaceOptions = {
	readonly write: TerminalPort['write'];
	readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
	readonly words: ScreenWords['plain'];
	/** Said before the first page. */
	readonly notice?: string;
	/** Resolves, when what a key changed is drawn, to whether anybody took it. */
	readonly dispatch: (key: Key) => Promise<boolean>;
	readonly accepted: () => Accepted | undefined;
	/** The line is gone: nothing more will be written. */
	readonly onError: (error: unknown) => void;
};

/** Enough for every list; longer texts have pages. */
const pageRows = 120;

/** What comes in several pieces is said in one. */
const settlingMs = 50;

/** Whoever types is not interrupted, until they have paused for this long. */
const typingPauseMs = 5000;

export const createLinesFace = (options: LinesFaceOptions): Face => {
	const {clock, words, dispatch, accepted, write, onError} = options;
	let phase: 'running' | 'paused' | 'stopped' = 'paused';
	let newest = '';
	let told: Told | undefined;
	let isNoticeSaid = false;
	let wantsPrompt = true;
	let heldUntilMs = 0;
	/** A key is with the screens: what it leads to is said in one piece. */
	let isPressing = false;
	let typedAtMs = Number.NEGATIVE_INFINITY;
	let stopTimer = (): void => {};
	let stopSettling = (): void => {};
	let idleListeners: (() => void)[] = [];

	/** Writes what waits; when all of it is out, whatever the newest page adds. */
	const go = (): void => {
		if (output.isBusy()) return;
		if (phase === 'running' && !isPressing) {
			sayNew();
			prompt();
		}
		output.flush();
		if (!output.isBusy()) announceIdle();
	};

	const output = createLineOutput({write, onError, onFree: go});

	const sayAgain = (): void => {
		told = undefined;
	};

	const input = createLineInput({words, dispatch, accepted, put: output.put, sayAgain});

	const sayNew = (): void => {
		if (newest === '') return;
		const nowMs = clock.monotonicMs();
		const pauseMs = input.isTyping() ? typedAtMs + typingPauseMs - nowMs : 0;
		if (pauseMs > 0) {
			lookAgain(pauseMs);
			return;
		}
		const telling = tell(told, rowsOf(newest), nowMs);
		if (telling.isWithheld) lookAgain(counterEveryMs);
		told = telling.told;
		if (telling.say.length > 0) say(telling.say);
	};

	const say = (rows: readonly string[]): void => {
		const isInLine = !output.isAtStart();
		output.put(`${isInLine ? '\n' : ''}${rows.some(isTitle) ? '\n' : ''}${rows.join('\n')}\n`);
		wantsPrompt = true;
	};

	const prompt = (): void => {
		if (!wantsPrompt) return;
		const leftMs = heldUntilMs - clock.monotonicMs();
		if (leftMs > 0) {
			lookAgain(leftMs);
			return;
		}
		wantsPrompt = false;
		output.put(input.prompt());
	};

	const lookAgain = (delayMs: number): void => {
		stopTimer();
		stopTimer = after(clock, delayMs, go);
	};

	const notice = (): string => {
		const text = options.notice ?? '';
		const isFirst = !isNoticeSaid && text !== '';
		isNoticeSaid = true;
		return isFirst ? `${text}\n` : '';
	};

	const stopWaiting = (): void => {
		stopTimer();
		stopSettling();
	};

	const announceIdle = (): void => {
		const listeners = idleListeners;
		idleListeners = [];
		for (const listener of listeners) listener();
	};

	return {
		presentation: 'lines',
		area: () => ({columns: rowColumns, rows: pageRows}),
		show: (frame) => {
			newest = frame;
			stopSettling();
			stopSettling = after(clock, settlingMs, go);
		},
		press: async (key) => {
			const nowMs = clock.monotonicMs();
			if (nowMs < heldUntilMs) return;
			typedAtMs = nowMs;
			isPressing = true;
			if (await input.press(key)) wantsPrompt = true;
			isPressing = false;
		},
		hold: (durationMs) => {
			input.forget();
			heldUntilMs = clock.monotonicMs() + durationMs;
		},
		flush: go,
		reset: () => {
			sayAgain();
			go();
		},
		adapt: () => {},
		resize: () => {},
		pause: async () => {
			stopWaiting();
			if (phase === 'running') phase = 'paused';
			await output.whenFree();
		},
		resume: () => {
			if (phase !== 'paused') return;
			phase = 'running';
			sayAgain();
			input.forget();
			output.put(`\n${notice()}${words.welcome}\n`);
			go();
		},
		stop: async () => {
			if (phase !== 'running') return;
			await output.whenFree();
			stopWaiting();
			phase = 'stopped';
			output.put(output.isAtStart() ? '' : '\n');
			go();
			await output.whenFree();
		},
		whenIdle: () =>
			new Promise((resolve) => {
				idleListeners.push(resolve);
				go();
			}),
	};
};

const rowsOf = (frame: string): readonly string[] =>
	stripVTControlCharacters(frame)
		.split('\n')
		.map((row) => Array.from(row, toAscii).join('').trimEnd())
		.filter((row) => row !== '');
