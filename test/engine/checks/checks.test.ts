import {describe, expect, test} from 'vitest';
import {isBlocking} from '../../../src/engine/check.ts';
import {checks, examineAll} from '../../../src/engine/checks/index.ts';
import {known, unknown} from '../../../src/hardware/facts.ts';
import {checkTitles} from '../../../src/words/checks.ts';
import {findingOf, subject} from './subject.ts';

describe('the checks', () => {
	test('each have a title, and no title is left without a check', () => {
		expect(checks.map(({id}) => id).sort()).toEqual(Object.keys(checkTitles).sort());
	});

	test('all pass on a host and a seed that fit', () => {
		const findings = examineAll(subject());
		expect(findings.filter(({verdict}) => verdict.kind !== 'passed')).toEqual([]);
	});

	test('pass nothing on a host of which nothing is known', () => {
		const nothing = subject({
			disk: null,
			seed: null,
			ladder: null,
			disks: unknown('lsblk failed'),
			host: {
				onlineCpus: unknown('lscpu failed'),
				memoryBytes: unknown('no meminfo'),
				architecture: unknown('uname failed'),
			},
		});
		const findings = examineAll(nothing).filter(({id}) => id !== 'config-names');
		expect(findings.map(({verdict}) => verdict.kind)).toEqual(findings.map(() => 'unknown'));
		expect(findings.filter(isBlocking).map(({id}) => id)).toEqual([
			'cpu-count',
			'memory-size',
			'disk-present',
			'disk-eligible',
			'disk-size',
			'disk-layout',
			'seed-read',
			'seed-format',
			'seed-version',
			'seed-architecture',
			'seed-storage-label',
			'seed-layers',
			'net-carrier',
			'net-address',
			'net-overlap',
			'net-duplicate-ip',
			'net-default-route',
			'net-gateway',
			'dns-servers',
			'time-skew',
			'tls-validity',
			'proxy-config',
			'registry-dns',
			'registry-tcp',
			'registry-tls',
			'registry-auth',
			'registry-image',
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
