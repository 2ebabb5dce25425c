import {describe, expect, test} from 'vitest';
import {waitForApi} from '../../../../src/engine/steps/cluster/wait-api.ts';
import {makeAuthority} from '../../../helpers/certificates.ts';
import {deployedHost, patient} from '../../../helpers/cluster.ts';

describe('waiting for the cluster API', () => {
	test('ends when the API answers to the certificate of the kubeconfig', async () => {
		await using host = await deployedHost();
		await waitForApi.run({limitMinutes: 1}, host.context());
		expect(host.api.asked.at(-1)).toBe('GET /api/v1/nodes?limit=1');
	});

	test('tells each reason once, and goes on until the API is there', async () => {
		await using host = await deployedHost();
		host.api.faults.push(
			{matches: () => true, how: {kind: 'break'}, times: 3},
			{matches: () => true, how: {kind: 'status', status: 503}, times: 2},
			{matches: () => true, how: {kind: 'status', status: 401}, times: 2},
		);
		const context = host.context();
		await waitForApi.run({limitMinutes: 1}, context);
		expect(context.lines.slice(1)).toEqual([
			'Waiting for the cluster API: the connection broke off (ECONNRESET)',
			'Waiting for the cluster API: it is not ready (503: a fault that was asked for)',
			'Waiting for the cluster API: it does not know our certificate (401: a fault that was asked for)',
		]);
	});

	test.each([
		{
			name: 'nothing listens',
			// Of tcpmux, which no machine runs today.
			prepare: () => ({server: 'https://127.0.0.1:1'}),
			expected: 'nothing listens there yet',
		},
		{
			name: 'the server is of another cluster',
			prepare: () => ({authorities: makeAuthority('Other CA').pem}),
			expected: 'its certificate is not one of this cluster',
		},
		{
			name: 'our certificate is of another cluster',
			prepare: () => ({client: makeAuthority('Other CA').sign()}),
			expected: 'it does not know our certificate',
		},
	])('says at its limit that $name', async ({prepare, expected}) => {
		await using host = await deployedHost();
		host.writeKubeconfig(prepare());
		await expect(waitForApi.run({limitMinutes: 0.005}, host.context())).rejects.toMatchObject({
			code: 'KUBE_API_SILENT',
			message: expect.stringContaining(expected),
		});
	});

	test('can be cancelled while it waits for an answer', async () => {
		await using host = await deployedHost();
		host.api.faults.push({matches: () => true, how: {kind: 'slow', ms: 60_000}});
		const cancelling = new AbortController();
		const waiting = waitForApi.run({limitMinutes: 1}, host.context(cancelling.signal));
		await expect.poll(() => host.api.asked.at(-1), patient).toBe('GET /api/v1/nodes?limit=1');
		cancelling.abort();
		await expect(waiting).rejects.toMatchObject({code: 'CANCELLED'});
	});
});
