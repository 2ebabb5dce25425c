/**
 * Watches the cluster until it is ready, and tells how far it has come. The cluster settles by itself: this step only
 * looks, and may be cut short and begun again at any time.
 */
import {isDeepStrictEqual} from 'node:util';
import {InstallError} from '../../../errors.ts';
import type {KubeClient} from '../../../kube/client.ts';
import {type ClusterObjects, clusterStatus, lacks} from '../../../kube/cluster-status.ts';
import {follow} from '../../../kube/follow.ts';
import type {JsonObject} from '../../../kube/json.ts';
import type {ClusterStatus} from '../../../kube/status.ts';
import type {Step, StepContext} from '../../step.ts';
import {openCluster} from './api.ts';

export type ReadyParams = {readonly limitMinutes: number};

/** What tells how far a cluster is. */
export const clusterPaths = {
	versions: '/apis/config.openshift.io/v1/clusterversions',
	operators: '/apis/config.openshift.io/v1/clusteroperators',
	nodes: '/api/v1/nodes',
} as const;

/** Many operators change at the same moment; nobody reads faster. */
const lookEveryMs = 1000;

export const waitUntilReady: Step<ReadyParams> = {
	unit: 'objects',
	run: async ({limitMinutes}, context) => {
		const ending = new AbortController();
		const signal = AbortSignal.any([context.signal, ending.signal]);
		const seen: Seen = {};
		const following = followAll(seen, await openCluster({...context, signal}), {
			...context,
			signal,
		});
		try {
			await Promise.race([following, look(seen, limitMinutes, {...context, signal})]);
		} finally {
			ending.abort();
			await Promise.allSettled([following]);
		}
	},
};

/** Each undefined until it was read once. */
type Seen = {
	versions?: readonly JsonObject[];
	operators?: readonly JsonObject[];
	nodes?: readonly JsonObject[];
};

const followAll = (seen: Seen, client: KubeClient, context: StepContext): Promise<unknown> =>
	Promise.all(
		(['versions', 'operators', 'nodes'] as const).map((name) =>
			follow({
				...context,
				client,
				path: clusterPaths[name],
				onChange: (objects) => {
					seen[name] = objects;
				},
			}),
		),
	);

const look = async (seen: Seen, limitMinutes: number, context: StepContext): Promise<void> => {
	const {system, signal} = context;
	const endMs = system.clock.monotonicMs() + limitMinutes * 60_000;
	let told: ClusterStatus | undefined;
	for (;;) {
		const objects = objectsOf(seen);
		const status = objects && clusterStatus(objects);
		if (status !== undefined && !isDeepStrictEqual(status, told)) {
			tell(status, told, context);
			told = status;
		}
		const waiting = status === undefined ? ['its API has not said how it is'] : lacks(status);
		if (waiting.length === 0) {
			return;
		}
		if (system.clock.monotonicMs() >= endMs) {
			throw new InstallError('CLUSTER_NOT_READY', {minutes: limitMinutes, waiting});
		}
		await system.clock.sleep(lookEveryMs, signal);
	}
};

const objectsOf = ({versions, operators, nodes}: Seen): ClusterObjects | undefined =>
	versions && operators && nodes && {version: versions[0], operators, node: nodes[0]};

const tell = (
	status: ClusterStatus,
	told: ClusterStatus | undefined,
	{observe, progress, log}: StepContext,
): void => {
	observe({kind: 'cluster', status});
	const {operators} = status;
	progress(operators.filter(({isAvailable}) => isAvailable).length, operators.length);
	const [first] = lacks(status);
	if (first !== undefined && first !== (told && lacks(told)[0])) {
		log(`Waiting: ${first}`);
	}
};
