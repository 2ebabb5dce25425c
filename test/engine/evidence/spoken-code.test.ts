/** Twelve characters that say what happened, and that notice when they were read out wrong. */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readSpokenCode, spokenCode} from '../../../src/engine/evidence/spoken-code.ts';
import {problems} from '../../../src/words/problems.ts';
import {stepNames} from '../../../src/words/steps.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = Object.keys(problems);

const happened = fc.record(
	{
		code: fc.constantFrom(...codes),
		step: fc.constantFrom(...stepNames),
		at: fc
			.date({
				min: new Date('2025-01-01T00:00:00Z'),
				max: new Date('2039-01-01T00:00:00Z'),
				noInvalidDate: true,
			})
			.map((date) => date.toISOString()),
	},
	{requiredKeys: ['at']},
);

test('it is three groups of four characters without I, L, O and U', () => {
	expect(spokenCode({code: 'DISK_BUSY', step: 'disk.clean', at: '2026-11-21T09:14:03Z'})).toMatch(
		/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/,
	);
});

test('what was put in comes out, the time to its hour', () => {
	fc.assert(
		fc.property(happened, (put) => {
			const hour = new Date(Math.floor(Date.parse(put.at) / 3_600_000) * 3_600_000).toISOString();
			expect(readSpokenCode(spokenCode(put))).toEqual({...put, kind: 'happened', at: hour});
		}),
	);
});

test('it is understood in small letters, without its dashes, and with O, I and L for 0 and 1', () => {
	fc.assert(
		fc.property(happened, (put) => {
			const code = spokenCode(put);
			const heard = code
				.replaceAll('-', ' ')
				.replaceAll('0', 'o')
				.replaceAll('1', 'l')
				.toLowerCase();
			expect(readSpokenCode(heard)).toEqual(readSpokenCode(code));
		}),
	);
});

describe('a code that was read out wrong is noticed', () => {
	test('with any one character changed', () => {
		const place = fc.integer({min: 0, max: 11});
		fc.assert(
			fc.property(happened, place, fc.constantFrom(...alphabet), (put, index, letter) => {
				const letters = [...spokenCode(put).replaceAll('-', '')];
				fc.pre(letters[index] !== letter);
				letters[index] = letter;
				expect(readSpokenCode(letters.join('')).kind).toBe('mistaken');
			}),
		);
	});

	test('with any two characters in each other’s place', () => {
		const place = fc.integer({min: 0, max: 11});
		fc.assert(
			fc.property(happened, place, place, (put, one, other) => {
				const letters = [...spokenCode(put).replaceAll('-', '')];
				fc.pre(letters[one] !== letters[other]);
				[letters[one], letters[other]] = [letters[other] ?? '', letters[one] ?? ''];
				expect(readSpokenCode(letters.join('')).kind).toBe('mistaken');
			}),
		);
	});

	test('with one missing, or one that no code has', () => {
		expect(readSpokenCode('0000-0000-000')).toEqual({
			kind: 'mistaken',
			why: 'it has 11 characters instead of 12',
		});
		expect(readSpokenCode('0000-U000-0000')).toEqual({
			kind: 'mistaken',
			why: 'U is no character of such a code',
		});
	});
});

test('no two errors and no two steps have the same place in it', () => {
	const at = '2026-01-01T00:00:00.000Z';
	const all = [...codes.map((code) => ({code, at})), ...stepNames.map((step) => ({step, at}))];
	expect(new Set(all.map(spokenCode)).size).toBe(codes.length + stepNames.length);
	for (const put of all) {
		expect(readSpokenCode(spokenCode(put))).toMatchObject(put);
	}
});
