import {describe, expect, test} from 'vitest';
import {settle} from '../../../../lab/edge/api-server/controllers.ts';
import {waitUntilReady} from '../../../../src/engine/steps/cluster/ready.ts';
import type {ClusterStatus} from '../../../../src/kube/status.ts';
import {deployedHost, patient} from '../../../helpers/cluster.ts';
import type {Told} from '../scripted-system.ts';

const node = {nodeName: 'edge7-n0', nodeAddress: '10.0.0.2'};

const statuses = ({observed}: Told): readonly ClusterStatus[] =>
	observed.flatMap((observation) => (observation.kind === 'cluster' ? [observation.status] : []));

describe('waiting until the cluster is ready', () => {
	test('shows each operator as it comes, and ends with all of them', async () => {
		await using host = await deployedHost();
		const context = host.context();
		const waiting = waitUntilReady.run({limitMinutes: 1}, context);
		await expect.poll(() => context.lines, patient).toEqual(['Waiting: no node has registered']);
		await settle(host.client, {...node, pauseMs: 100});
		await waiting;
		const told = statuses(context);
		expect(told.length).toBeGreaterThan(2);
		expect(told.at(-1)).toMatchObject({
			version: '4.18.9',
			isAvailable: true,
			node: {name: 'edge7-n0', isReady: true, addresses: ['10.0.0.2']},
		});
		expect(told.at(-1)?.operators.map(({name, isAvailable}) => [name, isAvailable])).toEqual([
			['dns', true],
			['etcd', true],
			['ingress', true],
			['kube-apiserver', true],
			['machine-config', true],
			['network', true],
		]);
		expect(context.progressed.at(-1)).toEqual([6, 6]);
	});

	test('tells a status only when it has changed', async () => {
		await using host = await deployedHost();
		const context = host.context();
		const waiting = waitUntilReady.run({limitMinutes: 1}, context);
		await settle(host.client, {...node, pauseMs: 100});
		await waiting;
		const told = statuses(context).map((status) => JSON.stringify(status));
		expect(told.filter((text, index) => text === told[index - 1])).toEqual([]);
	});

	test('bears an API that goes away, forgets, and breaks off its watches', async () => {
		await using host = await deployedHost();
		const context = host.context();
		const waiting = waitUntilReady.run({limitMinutes: 1}, context);
		await expect.poll(() => statuses(context).length, patient).toBeGreaterThan(0);
		host.api.faults.push({
			matches: (method, path) => method === 'GET' && path.includes('clusteroperators'),
			how: {kind: 'break'},
			times: 2,
		});
		host.api.dropWatches();
		await settle(host.client, {...node, pauseMs: 5, stuckOperator: 'etcd'});
		host.api.store.forgetChanges();
		host.api.dropWatches();
		await settle(host.client, {...node, pauseMs: 5});
		await waiting;
		expect(context.lines).toContainEqual(expect.stringMatching(/^Watching .* broke off: the conn/));
	});

	test('names at its limit what it waited for', async () => {
		await using host = await deployedHost();
		await settle(host.client, {...node, pauseMs: 1, stuckOperator: 'ingress'});
		await expect(waitUntilReady.run({limitMinutes: 0.005}, host.context())).rejects.toMatchObject({
			code: 'CLUSTER_NOT_READY',
			message: expect.stringMatching(
				/operator ingress is not available \(Rolling out\); the cluster version is not available/,
			),
		});
	});

	test('can be cancelled, and leaves no watch behind', async () => {
		await using host = await deployedHost();
		const cancelling = new AbortController();
		const context = host.context(cancelling.signal);
		const waiting = waitUntilReady.run({limitMinutes: 1}, context);
		await expect.poll(() => host.api.watches(), patient).toBe(3);
		cancelling.abort();
		await expect(waiting).rejects.toMatchObject({code: 'CANCELLED'});
		await expect.poll(() => host.api.watches(), patient).toBe(0);
	});
});
