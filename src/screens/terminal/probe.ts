/**
 * Asks a terminal what it can do, by where its cursor stands afterwards: whether it draws a character of two bytes in
 * one cell, and how large it is (DSR 6 and its reply, ECMA-48 8.3.35 and 8.3.14). Only for terminals that can move a
 * cursor; the others would print the question.
 */
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import type {TerminalSize} from './profile.ts';
import {after} from './timer.ts';

export type ProbeResult = {
	/** Undefined: it did not answer in time. */
	readonly isUtf8: boolean | undefined;
	/** Absent when it was not asked, or did not answer. */
	readonly size?: TerminalSize;
	/** What somebody typed meanwhile. */
	readonly unread: Uint8Array;
};

export const utf8LimitMs = 150;
export const sizeLimitMs = 300;

export const probeTerminal = async (
	terminal: Pick<TerminalPort, 'write' | 'onData' | 'setRawMode'>,
	clock: Pick<Clock, 'sleep'>,
	asksSize: boolean,
): Promise<ProbeResult> => {
	let heard = '';
	const answered = Promise.withResolvers<void>();
	const wanted = asksSize ? 2 : 1;
	terminal.setRawMode(true);
	const stopListening = terminal.onData((bytes) => {
		heard += latin1.decode(bytes);
		if (repliesIn(heard).length >= wanted) answered.resolve();
	});
	const stopTimer = after(clock, asksSize ? sizeLimitMs : utf8LimitMs, answered.resolve);
	// A line that takes nothing is no reason to wait longer.
	terminal.write(encoder.encode(glyphQuestion + (asksSize ? sizeQuestion : ''))).catch(() => {});
	await answered.promise;
	stopTimer();
	stopListening();
	return resultOf(heard);
};

/** The same terminal, with what was typed before anybody listened. */
export const withUnread = <Port extends Pick<TerminalPort, 'onData'>>(
	terminal: Port,
	unread: Uint8Array,
): Port => {
	let waiting: Uint8Array | undefined = unread;
	return {
		...terminal,
		onData: (listener) => {
			const stop = terminal.onData(listener);
			if (waiting !== undefined && waiting.length > 0) listener(waiting);
			waiting = undefined;
			return stop;
		},
	};
};

/** The same terminal; `onProof` is called when the answer comes after its time, as over a slow link. */
export const withLateProof = <Port extends Pick<TerminalPort, 'onData'>>(
	terminal: Port,
	onProof: () => void,
): Port => {
	let isOpen = true;
	return {
		...terminal,
		onData: (listener) =>
			terminal.onData((bytes) => {
				const [afterGlyph] = isOpen ? repliesIn(latin1.decode(bytes)) : [];
				isOpen &&= afterGlyph === undefined;
				// Whoever reads keys passes over answers.
				listener(bytes);
				if (afterGlyph?.columns === 2) onProof();
			}),
	};
};

/**
 * The same terminal on a line that reports the size that it was told: `tell` tells it. A line that is told by somebody
 * else meanwhile, as in a shell, counts again.
 */
export const withToldSize = <Port extends Pick<TerminalPort, 'size' | 'onResize'>>(
	terminal: Port,
	tell: (size: TerminalSize) => Promise<void>,
): Port & Required<Pick<TerminalPort, 'setSize'>> => {
	let told: TerminalSize | undefined;
	return {
		...terminal,
		size: () => told ?? terminal.size(),
		onResize: (listener) =>
			terminal.onResize(() => {
				told = undefined;
				listener();
			}),
		setSize: async (size) => {
			told = size;
			await tell(size);
		},
	};
};

// The middle dot, which every console font has.
const glyphQuestion = '\r\u00b7\x1b[6n\r\x1b[K';

/** The cursor goes to the far corner, says where it is, and comes back. */
export const sizeQuestion = '\x1b7\x1b[999;999H\x1b[6n\x1b8';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is a control sequence
const reply = /\x1b\[(\d+);(\d+)R/g;

export const repliesIn = (heard: string): readonly TerminalSize[] =>
	[...heard.matchAll(reply)].map(([, row, column]) => ({
		columns: Number(column),
		rows: Number(row),
	}));

const resultOf = (heard: string): ProbeResult => {
	const [afterGlyph, corner] = repliesIn(heard);
	return {
		isUtf8: afterGlyph && afterGlyph.columns === 2,
		...(corner && {size: corner}),
		unread: Uint8Array.from(heard.replaceAll(reply, ''), (character) => character.charCodeAt(0)),
	};
};

const latin1 = new TextDecoder('latin1');

const encoder = new TextEncoder();
