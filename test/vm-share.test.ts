import {expect, test} from 'vitest';
import {dayOfYear, shareOf, turnLimitMinutes} from './vm-share.ts';

const files = ['power', 'install', 'faults', 'unattended', 'deploy'].map(
	(name) => `test/e2e/vm/${name}.test.ts`,
);

const namesOn = (day: number, minutesOver = 30): readonly string[] =>
	shareOf(files, {dayOfYear: day, minutesOver}).files.map((file) => file.slice(12, -8));

test('the whole job is taken each time, and of the rest one file a day in turn', () => {
	expect([0, 1, 2, 3].map((day) => namesOn(day))).toEqual([
		['install', 'deploy', 'faults'],
		['install', 'deploy', 'power'],
		['install', 'deploy', 'unattended'],
		['install', 'deploy', 'faults'],
	]);
});

test('when too much time is over the rest is left out, and that is said', () => {
	const late = shareOf(files, {dayOfYear: 3, minutesOver: turnLimitMinutes + 2.4});
	expect(late.files).toHaveLength(2);
	expect(late.said).toMatch(/62 minutes are over: none of the rest$/);
	expect(namesOn(3, turnLimitMinutes)).toHaveLength(3);
});

test('without further files there is nothing to take in turn', () => {
	expect(shareOf(files.slice(1, 2), {dayOfYear: 3, minutesOver: 1}).files).toHaveLength(1);
});

test('a day of the year has one number, whatever the hour', () => {
	expect(dayOfYear(new Date('2026-01-01T00:00:00Z'))).toBe(1);
	expect(dayOfYear(new Date('2026-12-31T23:59:59Z'))).toBe(365);
	expect(dayOfYear(new Date('2028-12-31T12:00:00Z'))).toBe(366);
});
