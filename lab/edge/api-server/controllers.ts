/**
 * What happens in a cluster by itself after kubelet was started, played in seconds: the node registers and becomes ready,
 * each operator takes up its work anew, and last the cluster version is available.
 */
import type {KubeClient} from '../../../src/kube/client.ts';
import {ensure, labSeedCluster, type SeedCluster, setStatus} from './seed-cluster.ts';
import {condition, operatorStatus, versionStatus} from './statuses.ts';

export type Settling = {
	readonly nodeName: string;
	readonly nodeAddress: string;
	/** Between two of its changes. */
	readonly pauseMs: number;
	readonly seed?: SeedCluster;
	/** This one stays as it is: the cluster never becomes ready. */
	readonly stuckOperator?: string;
};

export const settle = async (
	client: KubeClient,
	{nodeName, nodeAddress, pauseMs, seed = labSeedCluster, stuckOperator}: Settling,
): Promise<void> => {
	const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));
	const {version, operators} = seed;
	for (const name of operators) {
		await setStatus(client, operatorPath(name), operatorStatus(version, false));
	}
	await registerNode(client, nodeName);
	await pause();
	await setStatus(client, `/api/v1/nodes/${nodeName}`, nodeStatus(nodeName, nodeAddress));
	for (const name of operators.filter((operator) => operator !== stuckOperator)) {
		await pause();
		await setStatus(client, operatorPath(name), operatorStatus(version, true));
	}
	await pause();
	const isAvailable = stuckOperator === undefined;
	await setStatus(client, versionPath, versionStatus(version, isAvailable));
};

const versionPath = '/apis/config.openshift.io/v1/clusterversions/version';

const operatorPath = (name: string): string =>
	`/apis/config.openshift.io/v1/clusteroperators/${name}`;

export const registerNode = async (client: KubeClient, name: string): Promise<void> => {
	const labels = {
		'kubernetes.io/hostname': name,
		'node-role.kubernetes.io/control-plane': '',
		'node-role.kubernetes.io/master': '',
		'node-role.kubernetes.io/worker': '',
	};
	await ensure(client, '/api/v1/nodes', {
		apiVersion: 'v1',
		kind: 'Node',
		metadata: {name, labels},
	});
};

const nodeStatus = (name: string, address: string) => ({
	addresses: [
		{type: 'InternalIP', address},
		{type: 'Hostname', address: name},
	],
	conditions: [condition('Ready', true, 'kubelet is posting ready status')],
});
