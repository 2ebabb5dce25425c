/** A console in plain mode on a line that is only written to: what was said, and answers as a person or `expect` gives them. */
import type {ReactElement} from 'react';
import {onTestFinished} from 'vitest';
import {openConsole} from '../../src/screens/terminal/open-console.tsx';
import type {TerminalProfile} from '../../src/screens/terminal/profile.ts';
import type {TerminalPort} from '../../src/system/terminal.ts';
import type {Clock} from '../../src/system/types.ts';
import {timerClock} from './clock.ts';

export type SpokenConsole = {
	/** All that was written. */
	readonly said: () => string;
	/** What was said since this was called last. */
	readonly news: () => string;
	/** One line and Enter; resolves when the console has said what came of it. */
	readonly answer: (line: string) => Promise<string>;
	/** Bytes as they are. */
	readonly send: (text: string) => Promise<void>;
	/** Resolves when nothing is being done or written. */
	readonly settle: () => Promise<void>;
	readonly close: () => Promise<void>;
	readonly waitUntilExit: () => Promise<unknown>;
};

export const plainProfile: TerminalProfile = {
	kind: 'plain',
	columns: 80,
	rows: 24,
	glyphs: 'ascii',
	basicGlyphs: 'ascii',
	colour: false,
	frameIntervalMs: 0,
	escapeTimeoutMs: 20,
};

export const speak = async (
	element: ReactElement,
	profile: Partial<TerminalProfile> = {},
	/** What the console reads; it sleeps in real time. */
	{monotonicMs}: Pick<Clock, 'monotonicMs'> = timerClock,
): Promise<SpokenConsole> => {
	let said = '';
	let heard = 0;
	let onData = (_bytes: Uint8Array): void => {};
	const port: TerminalPort = {
		write: async (bytes) => {
			said += new TextDecoder().decode(bytes);
		},
		onData: (listener) => {
			onData = listener;
			return () => {};
		},
		setRawMode: () => {},
		size: () => ({columns: 80, rows: 24}),
		onResize: () => () => {},
	};
	const console = openConsole(
		element,
		port,
		{...plainProfile, ...profile},
		{...timerClock, monotonicMs},
	);
	onTestFinished(console.close);
	await console.whenSettled();
	const news = (): string => {
		const text = said.slice(heard);
		heard = said.length;
		return text;
	};
	const send = async (text: string): Promise<void> => {
		onData(new TextEncoder().encode(text));
		console.flushKeys();
		await console.whenSettled();
	};
	return {
		said: () => said,
		news,
		answer: async (line) => {
			news();
			await send(`${line}\r`);
			return news();
		},
		send,
		settle: console.whenSettled,
		close: console.close,
		waitUntilExit: console.waitUntilExit,
	};
};
