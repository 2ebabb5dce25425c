import {describe, expect, test} from 'vitest';
import {known, unknown} from '../../../src/hardware/facts.ts';
import {findingOf, verdictOf} from './subject.ts';

const MiB = 1024 ** 2;

describe('cpu-count', () => {
	test.each([
		[8, 'passed'],
		[7, 'failed'],
	])('of %d is %s', (count, kind) => {
		expect(verdictOf('cpu-count', {host: {onlineCpus: known(count)}}).kind).toBe(kind);
	});

	test('tells both numbers', () => {
		expect(verdictOf('cpu-count', {host: {onlineCpus: known(6)}})).toMatchObject({
			found: '6 online',
			needed: '8 or more',
		});
	});
});

describe('memory-size', () => {
	test.each([
		['16 GiB installed', 16_384 * MiB, 'passed'],
		['16 GB as measured by the kernel', 16e9 * 0.98 - 100 * MiB, 'passed'],
		['one byte less', 16e9 * 0.98 - 100 * MiB - 1, 'failed'],
		['8 GiB', 8_192 * MiB, 'failed'],
	])('of %s (%d bytes) is %s', (_what, bytes, kind) => {
		expect(verdictOf('memory-size', {host: {memoryBytes: known(bytes)}}).kind).toBe(kind);
	});

	test('gives the reason why it is not known', () => {
		const host = {memoryBytes: unknown('no meminfo')};
		expect(verdictOf('memory-size', {host})).toMatchObject({kind: 'unknown', reason: 'no meminfo'});
	});
});

describe('clock-sane', () => {
	test.each([
		['2026-02-03T04:05:06.000Z', 'passed'],
		['2026-02-03T05:05:05.999+01:00', 'failed'],
		['1970-01-01T00:00:00Z', 'failed'],
	])('with the host at %s is %s', (clock, kind) => {
		expect(verdictOf('clock-sane', {host: {clock}}).kind).toBe(kind);
	});

	test('is unknown for a seed with an unreadable date, and only warns', () => {
		const finding = findingOf('clock-sane', {seed: {created: 'yesterday'}});
		expect(finding).toMatchObject({severity: 'warning', verdict: {kind: 'unknown'}});
	});
});
