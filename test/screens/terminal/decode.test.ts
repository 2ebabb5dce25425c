import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decode, flush, isPending} from '../../../src/screens/terminal/decode.ts';
import {initialState} from '../../../src/screens/terminal/decoder-state.ts';
import type {Key} from '../../../src/screens/terminal/keys.ts';
import {encodings} from './encodings.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Keys of the bytes, and of the silence after them. */
const keysOf = (input: string | Uint8Array): readonly Key[] => {
	const {state, keys} = decode(initialState, typeof input === 'string' ? encode(input) : input);
	return [...keys, ...flush(state).keys];
};

/** `ctrl+alt+shift+name`, text in quotes: one word per key. */
const spoken = (keys: readonly Key[]): string => keys.map(spokenKey).join(' ');

const spokenKey = (key: Key): string => {
	switch (key.name) {
		case 'text':
			return `'${key.text}'`;
		case 'paste':
			return `paste ${JSON.stringify(key.text)}`;
		case 'control':
			return `^${key.letter}`;
		case 'alt':
			return `alt '${key.text}'`;
		case 'entry':
		case 'choice':
		case 'look':
			throw new Error(`no byte makes a key ${key.name}`);
		default:
			return [
				...(key.ctrl ? ['ctrl'] : []),
				...(key.alt ? ['alt'] : []),
				...(key.shift ? ['shift'] : []),
				key.name,
			].join('+');
	}
};

describe('the encodings of a key', () => {
	test.each(encodings)('%s', (name, sequences) => {
		for (const sequence of sequences) expect(spoken(keysOf(sequence))).toBe(name);
	});

	test('can follow each other without a gap', () => {
		expect(spoken(keysOf('a\x1b[A\x1b[[A\x1bOP\x1b[5~b\r\n\r\n\x1b[200~x\x1b[201~é'))).toBe(
			`'a' up f1 f1 pageup 'b' enter enter paste "x" 'é'`,
		);
	});

	test('two Escapes are two Escapes', () => {
		expect(spoken(keysOf('\x1b\x1b'))).toBe('escape escape');
		expect(spoken(keysOf('\x1b\x1b\x1b'))).toBe('escape escape escape');
	});
});

describe('what a terminal says by itself', () => {
	test.each([
		['a cursor report', '\x1b[24;80R'],
		['a cursor report from the first row, which looks like a modified F3', '\x1b[1;5R'],
		['device attributes', '\x1b[?6c'],
		['secondary attributes', '\x1b[>0;276;0c'],
		['a status report', '\x1b[0n'],
		['a mode report', '\x1b[?2026;2$y'],
		['a window size', '\x1b[8;24;80t'],
		['a colour', '\x1b]11;rgb:0000/0000/0000\x1b\\'],
		['a colour, ended by BEL', '\x1b]11;rgb:0000/0000/0000\x07'],
		['a setting', '\x1bP1$r0m\x1b\\'],
		['focus', '\x1b[I\x1b[O'],
		['the mouse', '\x1b[<0;10;10M\x1b[<0;10;10m'],
		['the mouse, in the old way', '\x1b[M !!'],
		['a key of a protocol that we never switch on', '\x1b[97;5u'],
	])('is not typing: %s', (_, reply) => {
		expect(spoken(keysOf(`a${reply}b`))).toBe(`'a' 'b'`);
	});
});

describe('a paste', () => {
	test('is one key, with line ends as newlines and without control characters', () => {
		expect(keysOf('\x1b[200~one\r\ntwo\rthree\n\tfour\x1b[31m\x07é\x1b[201~')).toEqual([
			{name: 'paste', text: 'one\ntwo\nthree\n\tfour[31mé'},
		]);
	});

	test('whose end was lost still ends, and keys after it work', () => {
		const begun = decode(initialState, encode('\x1b[200~abc'));
		expect(isPending(begun.state)).toBe(true);
		const ended = flush(begun.state);
		expect(ended.keys).toEqual([{name: 'paste', text: 'abc'}]);
		expect(spoken(decode(ended.state, encode('\r')).keys)).toBe('enter');
	});

	test('is bounded', () => {
		const [key] = keysOf(`\x1b[200~${'x'.repeat(3 * 1024 * 1024)}\x1b[201~`);
		expect(key?.name === 'paste' && key.text.length).toBe(1024 * 1024);
	});
});

describe('a sequence that comes in pieces', () => {
	const sequence = fc.constantFrom(
		...encodings.filter(([name]) => name !== 'escape').flatMap(([, sequences]) => sequences),
		'\x1b[200~päste\r\n\x1b[201~',
		'\x1b[24;80R',
		'\x1b]11;rgb:0/0/0\x1b\\',
		'\x1b[M !!',
		'word',
	);

	test('gives the same keys however it is split', () => {
		fc.assert(
			fc.property(
				fc.array(sequence, {maxLength: 8}),
				fc.array(fc.nat({max: 60})),
				(parts, cuts) => {
					const input = encode(parts.join(''));
					const whole = decode(initialState, input);
					let state = initialState;
					const keys: Key[] = [];
					const edges = [0, ...cuts.toSorted((a, b) => a - b), input.length];
					for (const [index, start] of edges.entries()) {
						const next = decode(state, input.slice(start, edges[index + 1] ?? input.length));
						state = next.state;
						keys.push(...next.keys);
					}
					expect({state, keys}).toEqual(whole);
				},
			),
		);
	});

	test('is one key at every single cut', () => {
		for (const [name, sequences] of encodings) {
			for (const text of sequences) {
				const input = encode(text);
				for (let cut = 1; cut < input.length; cut++) {
					const first = decode(initialState, input.slice(0, cut));
					const second = decode(first.state, input.slice(cut));
					expect(spoken([...first.keys, ...second.keys, ...flush(second.state).keys])).toBe(name);
				}
			}
		}
	});

	test('and whose rest is later than the time allowed is not typed into a field', () => {
		const reported = flush(decode(initialState, encode('\x1b')).state);
		expect(spoken(reported.keys)).toBe('escape');
		expect(spoken(decode(reported.state, encode('[A')).keys)).toBe('');
		const typedLater = flush(reported.state);
		expect(spoken(decode(typedLater.state, encode('[A')).keys)).toBe(`'[' 'A'`);
	});
});

describe('bytes lost on the line', () => {
	test('inside a sequence never make it another key', () => {
		const sequences = [
			'\x1b[5~',
			'\x1b[15~',
			'\x1b[[A',
			'\x1bOP',
			'\x1b[A',
			'\x1b[1;5A',
			'\x1b[21~',
		];
		for (const text of sequences) {
			for (let end = 2; end < text.length; end++) {
				expect(spoken(keysOf(text.slice(0, end))), JSON.stringify(text.slice(0, end))).toBe('');
				expect(spoken(keysOf(`${text.slice(0, end)}\x1b[B`))).toBe('down');
			}
		}
	});

	test('do not swallow the keys after it', () => {
		expect(spoken(keysOf('\x1b[5\r'))).toBe('enter');
		expect(spoken(keysOf('\x1b]11;rgb\ry'))).toBe(`enter 'y'`);
		expect(spoken(keysOf(Uint8Array.of(0xe6, 0xbc, 0x61, 0xa2, 0xff, 0x62)))).toBe(`'a' 'b'`);
	});

	test('and noise of any kind never leaves it stuck, nor makes characters that cannot be seen', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 60}), (noise) => {
				const noisy = decode(initialState, noise);
				for (const key of noisy.keys) {
					if (key.name === 'text') expect(key.text).toMatch(/^[^\p{Cc}\p{Cs}]$/u);
				}
				const quiet = flush(flush(noisy.state).state);
				expect(isPending(quiet.state)).toBe(false);
				expect(spoken(decode(quiet.state, encode('\x1b[A')).keys)).toBe('up');
			}),
		);
	});
});
