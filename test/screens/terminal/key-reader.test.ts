import {describe, expect, test} from 'vitest';
import {createKeyReader} from '../../../src/screens/terminal/key-reader.ts';
import {manualClock} from '../../helpers/clock.ts';
import {encodings} from './encodings.ts';

const open = (escapeTimeoutMs: number) => {
	const clock = manualClock();
	const names: string[] = [];
	const reader = createKeyReader({
		clock,
		escapeTimeoutMs,
		onKeys: (keys) => names.push(...keys.map(({name}) => name)),
	});
	return {
		clock,
		names,
		push: (text: string) => reader.push(new TextEncoder().encode(text)),
		reader,
	};
};

describe('an Escape', () => {
	test('is a key once nothing followed for the time of the line', async () => {
		const {clock, names, push} = open(50);
		push('\x1b');
		await clock.advance(49);
		expect(names).toEqual([]);
		await clock.advance(1);
		expect(names).toEqual(['escape']);
	});

	test('is an arrow when its rest comes in time, byte by byte', async () => {
		const {clock, names, push} = open(500);
		for (const byte of '\x1b[1;5A') {
			push(byte);
			await clock.advance(200);
		}
		expect(names).toEqual(['up']);
	});

	test('is a key at once when that is asked for', () => {
		const {names, push, reader} = open(500);
		push('\x1b');
		reader.flush();
		expect(names).toEqual(['escape']);
	});

	test('is forgotten when the reader stops', async () => {
		const {clock, names, push, reader} = open(50);
		push('\x1b');
		reader.stop();
		await clock.advance(1000);
		expect(names).toEqual([]);
	});
});

test('a damaged sequence is dropped after the time, and typing goes on', async () => {
	const {clock, names, push} = open(50);
	push('\x1b[5');
	await clock.advance(50);
	push('y');
	expect(names).toEqual(['text']);
});

test('a paste may stall for longer than a key', async () => {
	const {clock, names, push} = open(50);
	push('\x1b[200~first ');
	await clock.advance(1000);
	push('second\x1b[201~');
	expect(names).toEqual(['paste']);
});

/** How long an Escape waits on a line, and the gaps that its packets may have. */
const lines = [
	['a screen', 50, [0, 10]],
	['a terminal over the network', 150, [0, 10, 50]],
	['a serial line of 115200 baud', 250, [0, 10, 50, 200]],
	['a serial line of 9600 baud', 500, [0, 10, 50, 200]],
] as const;

describe.each(lines)('every key in every encoding, on %s', (_, escapeTimeoutMs, gapsMs) => {
	test.each(gapsMs.map((gapMs) => [gapMs]))(
		'is the same key wherever a gap of %i ms is in it',
		async (gapMs) => {
			for (const [name, sequences] of encodings) {
				for (const text of sequences) await expectOneKey(name, text, escapeTimeoutMs, gapMs);
			}
		},
	);
});

const expectOneKey = async (
	name: string,
	text: string,
	escapeTimeoutMs: number,
	gapMs: number,
): Promise<void> => {
	const bytes = new TextEncoder().encode(text);
	for (let cut = 1; cut <= bytes.length; cut++) {
		const {clock, names, reader} = open(escapeTimeoutMs);
		reader.push(bytes.slice(0, cut));
		if (gapMs > 0) await clock.advance(gapMs);
		reader.push(bytes.slice(cut));
		reader.flush();
		expect(names, `${name} as ${JSON.stringify(text)}, cut at ${cut}`).toHaveLength(1);
		expect(name).toContain(plainNames[names[0] ?? ''] ?? names[0]);
	}
};

/** What the name that tests give a key does not say. */
const plainNames: Readonly<Record<string, string>> = {text: "'", control: '^', alt: 'alt'};
