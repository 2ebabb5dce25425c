import {expect, test} from 'vitest';
import {bytesText, durationText} from '../../src/words/measures.ts';

test.each([
	[0, '0 B'],
	[999, '999 B'],
	[1000, '1.0 kB'],
	[999_499, '999 kB'],
	[999_600, '1.0 MB'],
	[1_570_000_000, '1.6 GB'],
	[120e9, '120 GB'],
	[7.68e12, '7.7 TB'],
])('%d bytes read as %s', (bytes, text) => {
	expect(bytesText(bytes)).toBe(text);
});

test.each([
	[400, '0 s'],
	[59_400, '59 s'],
	[60_000, '1 min 0 s'],
	[200_000, '3 min 20 s'],
	[3_900_000, '1 h 5 min'],
])('%d milliseconds read as %s', (durationMs, text) => {
	expect(durationText(durationMs)).toBe(text);
});
