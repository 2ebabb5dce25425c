import {describe, expect, test} from 'vitest';
import {clusterPhases} from '../../../src/engine/plans/deploy-cluster.ts';

const idsOf = (paths: readonly string[]): readonly string[] =>
	clusterPhases({files: paths.map((path) => ({path}))}).flatMap(({steps}) =>
		steps.map(({id}) => id),
	);

const always = [
	'cluster.wait-api',
	'cluster.delete-seed-objects',
	'cluster.apply-manifests',
	'cluster.release-registry',
	'cluster.id',
	'cluster.node-labels',
	'cluster.ready',
];

describe('the part of a deployment that speaks with the cluster', () => {
	test('deletes what the seed brought before anything of the site is applied', () => {
		expect(idsOf([])).toEqual(always);
	});

	test('applies extra manifests after those of the cluster, where the site has some', () => {
		const ids = idsOf(['extra-manifests/one.yaml']);
		expect(ids.indexOf('cluster.apply-extra-manifests')).toBe(
			ids.indexOf('cluster.apply-manifests') + 1,
		);
	});

	test('brings LVM devices only when their file came', () => {
		expect(idsOf(['lvm-configuration/system.devices'])).toContain('cluster.lvm-devices');
		expect(idsOf(['lvm-configuration/other'])).toEqual(always);
	});

	test('waits as long as it is told to', () => {
		const [ready] = clusterPhases({files: [], readyLimitMinutes: 90}).at(-1)?.steps ?? [];
		expect(ready).toMatchObject({step: 'cluster.ready', params: {limitMinutes: 90}});
	});
});
