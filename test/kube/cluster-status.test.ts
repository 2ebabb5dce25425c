import {describe, expect, test} from 'vitest';
import {clusterStatus, lacks} from '../../src/kube/cluster-status.ts';

const condition = (type: string, status: string, message = '', lastTransitionTime?: string) => ({
	type,
	status,
	reason: 'Reason',
	message,
	lastTransitionTime,
});

const operator = (name: string, ...conditions: readonly object[]) => ({
	metadata: {name},
	status: {
		versions: [
			{name: 'oauth', version: '1'},
			{name: 'operator', version: '4.18.9'},
		],
		conditions,
	},
});

const version = (...conditions: readonly object[]) => ({
	metadata: {name: 'version'},
	status: {desired: {version: '4.18.9'}, conditions},
});

const node = (status: string, message = '') => ({
	metadata: {name: 'edge7-n0'},
	status: {
		addresses: [
			{type: 'InternalIP', address: '10.0.0.2'},
			{type: 'Hostname', address: 'edge7-n0'},
		],
		conditions: [condition('Ready', status, message)],
	},
});

const ready = {
	version: version(condition('Available', 'True', 'Done applying 4.18.9')),
	operators: [
		operator('dns', condition('Available', 'True', '', '2026-01-01T00:00:00Z')),
		operator(
			'authentication',
			condition('Available', 'True', 'All is well'),
			condition('Progressing', 'True', 'Rolling out'),
		),
	],
	node: node('True'),
};

describe('the status of the cluster', () => {
	test('is read from its version, its operators by name, and its node', () => {
		expect(clusterStatus(ready)).toEqual({
			version: '4.18.9',
			isAvailable: true,
			operators: [
				{
					name: 'authentication',
					version: '4.18.9',
					isAvailable: true,
					isProgressing: true,
					message: 'Rolling out',
				},
				{
					name: 'dns',
					version: '4.18.9',
					isAvailable: true,
					availableSince: '2026-01-01T00:00:00Z',
				},
			],
			node: {name: 'edge7-n0', isReady: true, addresses: ['10.0.0.2']},
		});
	});

	test('is unknown where nobody has said anything', () => {
		expect(clusterStatus({version: undefined, operators: [{}], node: undefined})).toEqual({
			isAvailable: false,
			operators: [{name: ''}],
		});
		const unknown = operator('etcd', condition('Available', 'Unknown', 'no answer'));
		expect(clusterStatus({...ready, operators: [unknown]}).operators).toEqual([
			{name: 'etcd', version: '4.18.9', message: 'no answer'},
		]);
	});

	test('says first what fails', () => {
		const failing = version(
			condition('Available', 'True'),
			condition('Failing', 'True', 'Cluster operator ingress is degraded'),
			condition('Progressing', 'True', 'Working towards 4.18.9'),
		);
		expect(clusterStatus({...ready, version: failing}).message).toBe(
			'Cluster operator ingress is degraded',
		);
	});
});

describe('what a cluster lacks', () => {
	test.each([
		['nothing', {}, []],
		['its node', {node: undefined}, ['no node has registered']],
		[
			'a node that is ready',
			{node: node('False', 'container runtime is down')},
			['node edge7-n0 is not ready (container runtime is down)'],
		],
		[
			'a version that is available',
			{
				version: version(
					condition('Available', 'False'),
					condition('Progressing', 'True', 'Working'),
				),
			},
			['the cluster version is not available (Working)'],
		],
		['a version at all', {version: undefined}, ['the cluster version is not available']],
		[
			'an operator',
			{operators: [operator('dns', condition('Available', 'False', 'no pods'))]},
			['operator dns is not available (no pods)'],
		],
		[
			'an operator that says something',
			{operators: [operator('dns')]},
			['operator dns is not available'],
		],
		[
			'health',
			{
				operators: [
					operator('dns', condition('Available', 'True'), condition('Degraded', 'True', 'one pod')),
				],
			},
			['operator dns is degraded (one pod)'],
		],
	])('is told: %s', (_, changes, expected) => {
		expect(lacks(clusterStatus({...ready, ...changes}))).toEqual(expected);
	});
});
