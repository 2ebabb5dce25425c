import {expect, test} from 'vitest';
import {clockWarnings, readClock, validityAt} from '../../../../src/screens/tools/time/form.ts';
import {time} from '../../fixtures/tools.ts';

const now = '2026-11-21T09:17:58.000Z';

test.for([
	['2026-11-21 09:30:00', '2026-11-21T09:30:00.000Z'],
	['2026-11-21T09:30', '2026-11-21T09:30:00.000Z'],
	[' 2027-01-02 00:00:01 UTC ', '2027-01-02T00:00:01.000Z'],
	['9:30', '2026-11-21T09:30:00.000Z'],
	['09:30:15z', '2026-11-21T09:30:15.000Z'],
	['', undefined],
	['yesterday', undefined],
	['2026-11-21', undefined],
	['2026-13-01 09:30', undefined],
	['2026-02-30 09:30', undefined],
	['2026-11-21 25:00', undefined],
	['2026-11-21 09:60', undefined],
	['2026-11-21 09:30 CET', undefined],
] as const)('%j is read as %j', ([text, at]) => {
	expect(readClock(text, now)).toBe(at);
});

test('what speaks against a time is said', () => {
	expect(clockWarnings('2026-11-01T00:00:00.000Z', time)).toEqual(['followed']);
	expect(clockWarnings('2026-10-01T00:00:00.000Z', time)).toEqual([
		'beforeSeed',
		'outside',
		'followed',
	]);
	const alone = {...time, sync: {known: false, reason: 'no chronyd'} as const, certificates: []};
	expect(clockWarnings('2026-11-21T00:00:00.000Z', alone)).toEqual([]);
});

test('a certificate is valid from its beginning until its end', () => {
	const certificate = {
		of: 'site',
		from: '2026-01-01T00:00:00Z',
		to: '2026-02-01T00:00:00Z',
	} as const;
	expect(validityAt(certificate, '2025-12-31T23:59:59Z')).toBe('not-yet');
	expect(validityAt(certificate, '2026-01-01T00:00:00Z')).toBe('valid');
	expect(validityAt(certificate, '2026-02-01T00:00:00Z')).toBe('ended');
});
