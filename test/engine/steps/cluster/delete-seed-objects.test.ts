import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {deleteSeedObjects} from '../../../../src/engine/steps/cluster/delete-seed-objects.ts';
import {seedObjectsPath} from '../../../../src/engine/steps/cluster/layout.ts';
import {deployedHost} from '../../../helpers/cluster.ts';

const mirrors = '/apis/config.openshift.io/v1/imagedigestmirrorsets';
const policies = '/apis/operator.openshift.io/v1alpha1/imagecontentsourcepolicies';
const catalogs =
	'/apis/operators.coreos.com/v1alpha1/namespaces/openshift-marketplace/catalogsources';

const mirrorSet = (name: string) => ({
	apiVersion: 'config.openshift.io/v1',
	kind: 'ImageDigestMirrorSet',
	metadata: {name},
	spec: {imageDigestMirrors: []},
});

describe('deleting what the seed brought', () => {
	test('takes its mirrors and catalogs, and tells each', async () => {
		await using host = await deployedHost();
		const context = host.context();
		await deleteSeedObjects.run({}, context);
		expect(await host.read(`${mirrors}/seed-mirrors`)).toBeUndefined();
		expect(await host.read(`${policies}/seed-policy`)).toBeUndefined();
		expect(await host.read(`${catalogs}/seed-catalog`)).toBeUndefined();
		expect(context.lines).toEqual([
			'Deleted ImageContentSourcePolicy seed-policy of the seed',
			'Deleted ImageDigestMirrorSet seed-mirrors of the seed',
			'Deleted CatalogSource openshift-marketplace/seed-catalog of the seed',
		]);
	});

	test('leaves on a retry what was applied since, also under the same name', async () => {
		await using host = await deployedHost();
		await deleteSeedObjects.run({}, host.context());
		await host.client.create(mirrors, mirrorSet('site-mirrors'));
		await host.client.create(mirrors, mirrorSet('seed-mirrors'));
		await deleteSeedObjects.run({}, host.context());
		expect(await host.read(`${mirrors}/site-mirrors`)).toBeDefined();
		expect(await host.read(`${mirrors}/seed-mirrors`)).toBeDefined();
	});

	test('goes on where it was killed: with what it had written down, not with what is there', async () => {
		await using host = await deployedHost();
		const killing = new AbortController();
		host.api.faults.push({
			matches: (method, path) => {
				const isSecond = method === 'DELETE' && path.includes('imagedigestmirrorsets');
				if (isSecond) killing.abort();
				return isSecond;
			},
			how: {kind: 'break'},
			times: 1,
		});
		await expect(deleteSeedObjects.run({}, host.context(killing.signal))).rejects.toMatchObject({
			code: 'CANCELLED',
		});
		expect(await host.read(`${mirrors}/seed-mirrors`)).toBeDefined();
		await host.client.create(mirrors, mirrorSet('site-mirrors'));
		await deleteSeedObjects.run({}, host.context());
		expect(await host.read(`${mirrors}/seed-mirrors`)).toBeUndefined();
		expect(await host.read(`${catalogs}/seed-catalog`)).toBeUndefined();
		expect(await host.read(`${mirrors}/site-mirrors`)).toBeDefined();
	});

	test('writes the list before the first is deleted', async () => {
		await using host = await deployedHost();
		host.api.faults.push({
			matches: (method) => method === 'DELETE',
			how: {kind: 'status', status: 403},
		});
		await expect(deleteSeedObjects.run({}, host.context())).rejects.toMatchObject({
			code: 'KUBE_REQUEST_FAILED',
			message: expect.stringContaining('Deleting ImageContentSourcePolicy seed-policy'),
		});
		expect(readFileSync(join(host.root, seedObjectsPath), 'utf8')).toContain('seed-mirrors');
	});

	test('writes no list when not all kinds could be asked for', async () => {
		await using host = await deployedHost();
		host.api.faults.push({
			matches: (_, path) => path.includes('/catalogsources'),
			how: {kind: 'status', status: 403},
		});
		await expect(deleteSeedObjects.run({}, host.context())).rejects.toThrow('CatalogSource');
		expect(existsSync(join(host.root, seedObjectsPath))).toBe(false);
	});

	test('bears a cluster that lacks one of the kinds', async () => {
		await using host = await deployedHost();
		await host.client.remove(
			'/apis/apiextensions.k8s.io/v1/customresourcedefinitions/imagecontentsourcepolicies.operator.openshift.io',
		);
		const context = host.context();
		await deleteSeedObjects.run({}, context);
		expect(context.lines).toContain('This cluster has no kind ImageContentSourcePolicy');
	});
});
