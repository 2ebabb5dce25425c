import fc from 'fast-check';
import {expect, test} from 'vitest';
import {clean, cutMark, padStart, shorten, wrap} from '../../src/screens/text.ts';
import {expectSafeGlyphs} from '../helpers/terminal.tsx';

test('text of others becomes glyphs that every console has, one column each', () => {
	expect(clean('Größe ✓ \x1b[31mred\x07 ──')).toBe('Gro?e ?  [31mred  ──');
	expect(clean('naïve café')).toBe('naive cafe');
});

test('whatever comes in, what comes out is safe', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), (text) => {
			expectSafeGlyphs(clean(text));
		}),
	);
});

test('a text that does not fit says so', () => {
	expect(shorten('nvme0n1p12', 8)).toBe(`nvme0n1${cutMark}`);
	expect(shorten('nvme0n1', 8)).toBe('nvme0n1');
	expect(shorten('anything', 0)).toBe('');
	expect(padStart('64', 4)).toBe('  64');
	expect(shorten('it said: no bus\nfound', 40)).toBe('it said: no bus found');
});

test('lines break at blanks, and inside words only where a word is wider than the line', () => {
	expect(wrap('the seed image of this host', 10)).toEqual(['the seed', 'image of', 'this host']);
	expect(wrap('sha256:0123456789', 10)).toEqual(['sha256:012', '3456789']);
	expect(wrap('one\ntwo', 10)).toEqual(['one', 'two']);
	expect(wrap('', 10)).toEqual(['']);
});

test('wrapping loses no word and is never wider than asked', () => {
	fc.assert(
		fc.property(fc.string(), fc.integer({min: 1, max: 90}), (text, columns) => {
			const lines = wrap(text, columns);
			expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
			const letters = (part: string) => part.replaceAll(/\s/g, '');
			expect(letters(lines.join(''))).toBe(letters(clean(text)));
		}),
	);
});
