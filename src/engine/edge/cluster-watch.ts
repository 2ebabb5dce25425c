/** How the cluster stands after its deployment, asked now and then: for the status screen, which stays for years. */
import {isDeepStrictEqual} from 'node:util';
import {isCancelled} from '../../errors.ts';
import {clusterStatus} from '../../kube/cluster-status.ts';
import {itemsOf} from '../../kube/json.ts';
import type {ClusterStatus} from '../../kube/status.ts';
import type {System} from '../../system/types.ts';
import {openCluster} from '../steps/cluster/api.ts';
import {clusterPaths} from '../steps/cluster/ready.ts';

const everyMs = 15_000;

/** Until the signal ends it. A cluster that does not answer is asked again; what it said last stays. */
export const watchCluster = async (
	system: System,
	signal: AbortSignal,
	tell: (status: ClusterStatus) => void,
): Promise<void> => {
	let told: ClusterStatus | undefined;
	for (;;) {
		const status = await readStatus(system, signal).catch(unlessCancelled);
		if (status !== undefined && !isDeepStrictEqual(status, told)) {
			told = status;
			tell(status);
		}
		await system.clock.sleep(everyMs, signal);
	}
};

const readStatus = async (
	system: System,
	signal: AbortSignal,
): Promise<ClusterStatus | undefined> => {
	const client = await openCluster({system, signal});
	const [versions, operators, nodes] = await Promise.all(
		[clusterPaths.versions, clusterPaths.operators, clusterPaths.nodes].map(async (path) => {
			const answer = await client.get(path);
			return answer.isOk ? itemsOf(answer.value) : undefined;
		}),
	);
	return versions && operators && nodes
		? clusterStatus({version: versions[0], operators, node: nodes[0]})
		: undefined;
};

const unlessCancelled = (error: unknown): undefined => {
	if (isCancelled(error)) {
		throw error;
	}
};
