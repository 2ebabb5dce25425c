import {expect, test} from 'vitest';
import {dayOfYear, isTimeFor, leftMilliseconds, shareOf} from './vm-share.ts';

const files = ['stick', 'install', 'faults', 'whole-disk', 'deploy'].map(
	(name) => `test/e2e/vm/${name}.test.ts`,
);

test('the whole job is taken each time, and of the rest one file a day in turn', () => {
	const days = [0, 1, 2, 3].map((day) => shareOf(files, day));
	expect(days.map(({turn}) => turn?.slice(12, -8))).toEqual([
		'faults',
		'stick',
		'whole-disk',
		'faults',
	]);
	expect(days.map(({place}) => place)).toEqual(['1 of 3', '2 of 3', '3 of 3', '1 of 3']);
	for (const {always} of days) {
		expect(always).toEqual(['test/e2e/vm/install.test.ts', 'test/e2e/vm/deploy.test.ts']);
	}
});

test('without further files there is nothing to take in turn', () => {
	expect(shareOf(files.slice(1, 2), 3)).not.toHaveProperty('turn');
});

test('after 55 minutes nothing of the rest begins, and a little later nothing at all', () => {
	const begun = (minutes: number) =>
		(['the whole job', 'another in turn', 'a second try'] as const).filter((part) =>
			isTimeFor(part, minutes),
		);
	expect(begun(55)).toEqual(['the whole job', 'another in turn', 'a second try']);
	expect(begun(55.1)).toEqual(['the whole job', 'a second try']);
	expect(begun(70.1)).toEqual([]);
});

test('the time that is left is a whole number, as the time limit of a process wants it', () => {
	expect(leftMilliseconds(0.712_940_000_3)).toBe(5_057_224);
	expect(leftMilliseconds(84.999)).toBe(60_000);
	expect(leftMilliseconds(Number.NEGATIVE_INFINITY)).toBeUndefined();
});

test('a day of the year has one number, whatever the hour', () => {
	expect(dayOfYear(new Date('2026-01-01T00:00:00Z'))).toBe(1);
	expect(dayOfYear(new Date('2026-12-31T23:59:59Z'))).toBe(365);
	expect(dayOfYear(new Date('2028-12-31T12:00:00Z'))).toBe(366);
});
