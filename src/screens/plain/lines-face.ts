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
import {readAnswer} from './answer.ts';
import {isTitle, rowColumns} from './row.ts';
import {counterEveryMs, type Told, tell} from './tell.ts';
import {shown, typeKey} from './typing.ts';

export type LinesFaceOptions = {
	readonly write: TerminalPort['write'];
	readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
	readonly words: ScreenWords['plain'];
	/** Resolves, when what a key changed is drawn, to whether anybody took it. */
	readonly dispatch: (key: Key) => Promise<boolean>;
	readonly accepted: () => Accepted | undefined;
	/** The line is gone: nothing more will be written. */
	readonly onError: (error: unknown) => void;
};

type Phase = 'running' | 'paused' | 'stopped' | 'failed';

/** Enough for every list; longer texts have pages. */
const pageRows = 120;

/** What comes in several pieces is said in one. */
const settlingMs = 50;

/** Whoever types is not interrupted, until they have paused for this long. */
const typingPauseMs = 5000;

export const createLinesFace = (options: LinesFaceOptions): Face => {
	const {clock, words, dispatch, accepted} = options;
	let phase: Phase = 'paused';
	let newest = '';
	let told: Told | undefined;
	let typed = '';
	/** Lines so far of a text that has several. */
	let collected: readonly string[] | undefined;
	let isAtStart = true;
	let wantsPrompt = true;
	let waiting = '';
	let inFlight: Promise<void> | undefined;
	let heldUntilMs = 0;
	/** A key is with the screens: what it leads to is said in one piece. */
	let isPressing = false;
	let typedAtMs = Number.NEGATIVE_INFINITY;
	let stopTimer = (): void => {};
	let stopSettling = (): void => {};
	let idleListeners: (() => void)[] = [];

	const send = async (): Promise<void> => {
		const bytes = encoder.encode(waiting);
		waiting = '';
		try {
			await options.write(bytes);
		} catch (error) {
			phase = 'failed';
			options.onError(error);
		}
		inFlight = undefined;
		go();
	};

	const put = (text: string): void => {
		if (text === '' || phase === 'failed') return;
		waiting += text;
		isAtStart = text.endsWith('\n');
	};

	/** Writes what waits; when all of it is out, whatever the newest page adds. */
	const go = (): void => {
		if (inFlight || phase === 'failed') return;
		if (phase === 'running' && !isPressing) {
			sayNew();
			prompt();
		}
		if (waiting !== '') inFlight = send();
		else announceIdle();
	};

	const sayNew = (): void => {
		if (newest === '') return;
		const nowMs = clock.monotonicMs();
		const telling = tell(told, rowsOf(newest), nowMs);
		const pauseMs = typed === '' ? 0 : typedAtMs + typingPauseMs - nowMs;
		if (pauseMs > 0) {
			lookAgain(pauseMs);
			return;
		}
		if (telling.isWithheld) lookAgain(counterEveryMs);
		told = telling.told;
		if (telling.say.length > 0) say(telling.say);
	};

	const say = (rows: readonly string[]): void => {
		if (!isAtStart) put(newLine);
		if (rows.some(isTitle)) put(newLine);
		put(`${rows.join(newLine)}${newLine}`);
		wantsPrompt = true;
	};

	const prompt = (): void => {
		const leftMs = heldUntilMs - clock.monotonicMs();
		if (!wantsPrompt) return;
		if (leftMs > 0) {
			lookAgain(leftMs);
			return;
		}
		wantsPrompt = false;
		put(`${promptOf(accepted(), collected, words)}${shown(typed, isSecret())}`);
	};

	const lookAgain = (delayMs: number): void => {
		stopTimer();
		stopTimer = after(clock, delayMs, go);
	};

	const isSecret = (): boolean => accepted()?.isSecret ?? false;

	const announceIdle = (): void => {
		const listeners = idleListeners;
		idleListeners = [];
		for (const listener of listeners) listener();
	};

	const take = async (keys: readonly Key[]): Promise<void> => {
		let isTaken = false;
		for (const key of keys) isTaken = (await dispatch(key)) || isTaken;
		if (!isTaken) put(`${words.notUnderstood}${newLine}`);
	};

	const answer = async (line: string): Promise<void> => {
		const kind = accepted()?.kind;
		if (kind === 'lines' && isPartOfText(line, collected)) {
			collected = [...(collected ?? []), line];
			return;
		}
		const text = collected;
		collected = undefined;
		if (text !== undefined) {
			await take([{name: 'entry', text: text.join('\n')}, {name: 'enter'}]);
			return;
		}
		const read = readAnswer(line === '.' ? '' : line, kind !== undefined);
		if (read === 'again') told = undefined;
		else if (read === 'not-understood') put(`${words.notUnderstood}${newLine}`);
		else await take(read);
	};

	const pressInLine = async (key: Key): Promise<void> => {
		if (key.name === 'enter') {
			const line = typed;
			typed = '';
			put(newLine);
			await answer(line);
			wantsPrompt = true;
			return;
		}
		if (key.name === 'paste' && accepted()?.kind === 'lines') {
			const lines = `${typed}${key.text}`.replaceAll(/\r\n?/g, '\n').split('\n');
			typed = lines.at(-1) ?? '';
			if (lines.length > 1) collected = [...(collected ?? []), ...lines.slice(0, -1)];
			put(shown(key.text.replaceAll(/\s+/g, ' '), isSecret()));
			return;
		}
		const typing = typeKey(typed, key, isSecret());
		if (typing === undefined) await dispatch(key);
		typed = typing?.text ?? typed;
		put(typing?.echo ?? '');
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
			if (accepted()?.kind === 'key') await dispatch(key);
			else await pressInLine(key);
			isPressing = false;
		},
		hold: (durationMs) => {
			typed = '';
			heldUntilMs = clock.monotonicMs() + durationMs;
		},
		flush: go,
		reset: () => {
			told = undefined;
			go();
		},
		adapt: () => {},
		resize: () => {},
		pause: async () => {
			stopTimer();
			stopSettling();
			if (phase === 'running') phase = 'paused';
			while (inFlight) await inFlight;
		},
		resume: () => {
			if (phase !== 'paused') return;
			phase = 'running';
			told = undefined;
			typed = '';
			isAtStart = true;
			put(`${words.welcome}${newLine}`);
			go();
		},
		stop: async () => {
			if (phase !== 'running') return;
			while (inFlight) await inFlight;
			stopTimer();
			stopSettling();
			phase = 'stopped';
			put(isAtStart ? '' : newLine);
			go();
			await inFlight;
		},
		whenIdle: () =>
			new Promise((resolve) => {
				idleListeners.push(resolve);
				go();
			}),
	};
};

/** Node leaves it to the terminal's line to begin at its left (ONLCR), also where keys come raw. */
const newLine = '\n';

const rowsOf = (frame: string): readonly string[] =>
	stripVTControlCharacters(frame)
		.split('\n')
		.map((row) => Array.from(row, toAscii).join('').trimEnd())
		.filter((row) => row !== '');

const promptOf = (
	accepted: Accepted | undefined,
	collected: readonly string[] | undefined,
	{prompts}: ScreenWords['plain'],
): string => {
	if (collected !== undefined) return '';
	switch (accepted?.kind) {
		case undefined:
			return prompts.number;
		case 'text':
			return prompts.text;
		case 'lines':
			return prompts.lines;
		case 'key':
			return '';
	}
};

/** A text of several lines begins with one that is no command, and ends with a line of one dot. */
const isPartOfText = (line: string, collected: readonly string[] | undefined): boolean =>
	collected === undefined ? line !== '' && !line.startsWith('.') : line !== '.';

const encoder = new TextEncoder();
