import {describe, expect, test} from 'vitest';
import {createKeyReader} from '../../../src/screens/terminal/key-reader.ts';
import {manualClock} from '../../helpers/clock.ts';

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
