import {expect, test} from 'vitest';
import {parseIsZero} from '../../src/tools/od.ts';

test('zeros are one line of zeros and a star', () => {
	expect(parseIsZero(' 0000000000000000 0000000000000000\n*\n')).toBe(true);
	expect(parseIsZero(' 0000000000000000\n')).toBe(true);
});

test('one byte that is not zero, or nothing read at all, is not zero', () => {
	expect(parseIsZero(' 0000000000000000\n*\n 0000000000000001\n')).toBe(false);
	expect(parseIsZero(' 000000000000000a\n')).toBe(false);
	expect(parseIsZero('')).toBe(false);
	expect(parseIsZero('*\n')).toBe(false);
});
