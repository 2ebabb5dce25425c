import {describe, expect, test} from 'vitest';
import {isBlocking} from '../../../src/engine/check.ts';
import {checks, examineAll} from '../../../src/engine/checks/index.ts';
import {known, unknown} from '../../../src/hardware/facts.ts';
import {checkTitles} from '../../../src/words/checks.ts';
import {findingOf, nothingKnown, subject} from './subject.ts';

describe('the checks', () => {
	test('each have a title, and no title is left without a check', () => {
		expect(checks.map(({id}) => id).sort()).toEqual(Object.keys(checkTitles).sort());
	});

	test('all pass on a host and a seed that fit', () => {
		const findings = examineAll(subject());
		expect(findings.filter(({verdict}) => verdict.kind !== 'passed')).toEqual([]);
	});

	test('pass nothing on a host of which nothing is known, and every blocker blocks', () => {
		const findings = examineAll(nothingKnown).filter(({id}) => id !== 'config-names');
		expect(findings.filter(({verdict}) => verdict.kind !== 'unknown')).toEqual([]);
		const untried = checks.filter(({needs}) => needs === undefined);
		expect(findings.filter(isBlocking).map(({id}) => id)).toEqual(
			untried.filter(({severity}) => severity === 'blocker').map(({id}) => id),
		);
	});

	test('that need a disk or a seed leave it to one check to say so', () => {
		const blocking = examineAll(subject({disk: null, seed: null})).filter(isBlocking);
		expect(blocking.map(({id}) => id)).toEqual(['disk-present', 'seed-read']);
	});

	test('pass nothing of a disk of which nothing is known', () => {
		const disk = {
			contents: unknown('no answer'),
			uses: unknown('no answer'),
			health: unknown('no answer'),
			kernelErrors: unknown('no answer'),
			sequence: unknown('no answer'),
			rotational: unknown('no answer'),
		};
		const ids = examineAll(subject({disk}))
			.filter(({id, verdict}) => id.startsWith('disk-') && verdict.kind === 'unknown')
			.map(({id}) => id);
		expect(ids).toEqual([
			'disk-unresponsive',
			'disk-busy',
			'disk-multi-member',
			'disk-shared-fs',
			'disk-single-member',
			'disk-has-os',
			'disk-stale-table',
			'disk-health',
			'disk-io-errors',
		]);
	});

	test('say what to do wherever they do not pass', () => {
		for (const {verdict} of examineAll(subject({disk: null, seed: null, sizeBytes: 1}))) {
			if (verdict.kind !== 'passed') {
				expect(verdict.remedy).toMatch(/^[A-Z].*\.$/);
			}
		}
	});
});

describe('a host below the published minimums', () => {
	const small = {
		sizeBytes: 12e9,
		host: {onlineCpus: known(2), memoryBytes: known(4e9)},
		settings: {extraPartitionStart: '-4G'},
	};
	const minimumIds = ['cpu-count', 'memory-size', 'disk-size'] as const;

	test('is blocked', () => {
		const blocking = examineAll(subject(small)).filter(isBlocking);
		expect(blocking.map(({id}) => id)).toEqual(minimumIds);
	});

	test('only warns once that is on record', () => {
		const settings = {...small.settings, allowBelowMinimums: true};
		const findings = examineAll(subject({...small, settings}));
		expect(findings.filter(isBlocking)).toEqual([]);
		const failed = findings.filter(({verdict}) => verdict.kind === 'failed');
		expect(failed.map(({id, severity}) => [id, severity])).toEqual(
			minimumIds.map((id) => [id, 'warning']),
		);
	});

	test('may lower them to the lower published numbers', () => {
		const minimums = {diskBytes: 100e9, cpus: 4, memoryBytes: 16e9};
		const lowered = {sizeBytes: 110e9, host: {onlineCpus: known(4)}, settings: {minimums}};
		expect(findingOf('cpu-count', lowered).verdict.kind).toBe('passed');
		expect(findingOf('disk-size', lowered).verdict.kind).toBe('passed');
	});
});
