/**
 * Screens on an emulated terminal: Ink, our writer and our key decoder as in the product, with
 * `@xterm/headless` in place of the tty. `press` and `type` return when the picture that follows stands, so
 * only changes that come from elsewhere need `waitFor`.
 */
import type {ReactElement} from 'react';
import {expect, onTestFinished} from 'vitest';
import {safeGlyphs} from '../../src/screens/terminal/glyphs.ts';
import {openConsole} from '../../src/screens/terminal/open-console.tsx';
import type {TerminalProfile} from '../../src/screens/terminal/profile.ts';
import {loadToolbox} from '../../src/screens/tools/late-toolbox.tsx';
import {timerClock} from './clock.ts';
import type {EmulatedCell} from './emulator.ts';
import {type EmulatedPort, emulatedPort} from './port.ts';

export type RenderedScreen = {
	/** Rows joined by newlines, trailing blanks and trailing empty rows removed. */
	readonly screen: () => string;
	readonly cell: (x: number, y: number) => EmulatedCell;
	/** Key names (`down`, `f10`), `ctrl-c`, `alt-x`, or raw strings. */
	readonly press: (...keys: readonly string[]) => Promise<void>;
	readonly type: (text: string) => Promise<void>;
	readonly paste: (text: string) => Promise<void>;
	/** Fails with the picture when it does not come within two seconds. */
	readonly waitFor: (content: string | RegExp) => Promise<void>;
	readonly size: () => {readonly columns: number; readonly rows: number};
	readonly bytesWritten: () => number;
	readonly resize: (size: {readonly columns: number; readonly rows: number}) => Promise<void>;
	readonly close: () => Promise<void>;
	readonly waitUntilExit: () => Promise<unknown>;
};

export type RenderOptions = {
	readonly columns?: number;
	readonly rows?: number;
	/** Default: a rich terminal with no frame interval. */
	readonly profile?: Partial<Omit<TerminalProfile, 'columns' | 'rows'>>;
};

export const renderScreen = async (
	element: ReactElement,
	{columns = 80, rows = 24, profile = {}}: RenderOptions = {},
): Promise<RenderedScreen> => {
	// What a key does here is seen at once, as with tools that were opened before.
	await loadToolbox();
	const port = emulatedPort(columns, rows);
	const console = openConsole(
		element,
		port,
		{...testProfile, ...profile, columns, rows},
		timerClock,
	);
	onTestFinished(console.close);

	const send = async (text: string): Promise<void> => {
		port.send(text);
		console.flushKeys();
		await console.whenSettled();
	};

	await console.whenSettled();
	return {
		screen: port.emulator.text,
		cell: port.emulator.cell,
		press: async (...keys) => {
			for (const key of keys) await send(encodedKeys[key] ?? modified(key) ?? key);
		},
		type: async (text) => {
			for (const character of text) await send(character);
		},
		paste: (text) => send(`\x1b[200~${text}\x1b[201~`),
		waitFor: (content) => waitForContent(port, content),
		size: port.size,
		bytesWritten: port.bytesWritten,
		resize: async (size) => {
			port.resizeTo(size.columns, size.rows);
			await console.whenSettled();
		},
		close: console.close,
		waitUntilExit: console.waitUntilExit,
	};
};

/** Every glyph is one that all console fonts have. */
export const expectSafeGlyphs = (text: string): void => {
	const unsafe = [...new Set(text)].filter(
		(glyph) => glyph !== '\n' && !(glyph >= ' ' && glyph <= '~') && !safeGlyphs.has(glyph),
	);
	expect(unsafe, `glyphs outside the safe set in:\n${text}`).toEqual([]);
};

/** The picture leaves the last row free, so that nothing was cut and no terminal scrolls. */
export const expectFits = ({screen, size}: Pick<RenderedScreen, 'screen' | 'size'>): void => {
	const usedRows = screen().split('\n').length;
	expect(usedRows, `rows used by:\n${screen()}`).toBeLessThan(size().rows);
};

const waitForContent = async (
	{emulator, onWritten}: EmulatedPort,
	content: string | RegExp,
): Promise<void> => {
	const isShown = () => {
		const text = emulator.text();
		return typeof content === 'string' ? text.includes(content) : content.test(text);
	};
	if (isShown()) return;
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const stop = onWritten(() => {
		if (isShown()) resolve();
	});
	const timer = realSetTimeout(() => {
		reject(new Error(`${content} did not appear on this screen:\n${emulator.text()}`));
	}, 2000);
	await promise.finally(() => {
		stop();
		realClearTimeout(timer);
	});
};

// Taken now, before a test puts fake ones in their place.
const {setTimeout: realSetTimeout, clearTimeout: realClearTimeout} = globalThis;

const testProfile = {
	kind: 'rich',
	glyphs: 'utf8',
	basicGlyphs: 'ascii',
	colour: true,
	frameIntervalMs: 0,
	escapeTimeoutMs: 50,
} as const;

const encodedKeys: Readonly<Record<string, string>> = {
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	enter: '\r',
	escape: '\x1b',
	tab: '\t',
	backtab: '\x1b[Z',
	backspace: '\x7f',
	insert: '\x1b[2~',
	delete: '\x1b[3~',
	home: '\x1b[H',
	end: '\x1b[F',
	pageup: '\x1b[5~',
	pagedown: '\x1b[6~',
	f1: '\x1bOP',
	f2: '\x1bOQ',
	f3: '\x1bOR',
	f4: '\x1bOS',
	f5: '\x1b[15~',
	f6: '\x1b[17~',
	f7: '\x1b[18~',
	f8: '\x1b[19~',
	f9: '\x1b[20~',
	f10: '\x1b[21~',
	f11: '\x1b[23~',
	f12: '\x1b[24~',
};

const modified = (key: string): string | undefined => {
	const match = /^(ctrl|alt)-(.)$/.exec(key);
	if (!match) return;
	const [, modifier, character = ''] = match;
	return modifier === 'alt'
		? `\x1b${character}`
		: String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f);
};
