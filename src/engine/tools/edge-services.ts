/** What of the cluster and of its making matters on an installed host: the control plane's containers, recert, etcd. */
import type {System} from '../../system/types.ts';
import type {PodContainer} from '../../tools/crictl.ts';
import {summaryPath} from '../recert/config.ts';
import {readSummary} from '../recert/summary.ts';
import {type RecertState, readRecertState} from '../steps/edge/recert-state.ts';
import {readSnapshot} from '../steps/edge/snapshot.ts';

export type RecertDetail = {
	readonly state: RecertState['kind'];
	/** A copy of the seed's data is there: it can be put back. */
	readonly hasSnapshot: boolean;
	/** What the newest run told; absent when none did. */
	readonly summary?: {
		readonly error?: string;
		/** Of its parts together. */
		readonly durationMs: number;
	};
};

export type EtcdDetail = {
	/** Of the database file; absent where there is none. */
	readonly databaseBytes?: number;
};

/** Of each container the newest one, and of those that ended only those that nothing took the place of. */
export const controlPlane = (all: readonly PodContainer[]): readonly PodContainer[] => {
	const newest = new Map<string, PodContainer>();
	for (const one of all.filter(({namespace}) => namespaces.has(namespace))) {
		const key = `${one.namespace}/${one.name}`;
		const known = newest.get(key);
		if (known === undefined || isNewer(one, known)) {
			newest.set(key, one);
		}
	}
	return [...newest.values()].toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
};

export const readRecertDetail = async (
	system: System,
	stateDirectory: string,
): Promise<RecertDetail> => {
	const {kind} = await readRecertState(system, {stateDirectory});
	const snapshot = await readSnapshot(system, {stateDirectory});
	const summary = await readNewestSummary(system);
	return {
		state: kind,
		hasSnapshot: snapshot !== undefined,
		...(summary && {
			summary: {
				durationMs: Object.values(summary.runTimesMs).reduce((sum, part) => sum + part, 0),
				...(summary.error !== undefined && {error: summary.error}),
			},
		}),
	};
};

export const readEtcdDetail = async ({files}: System): Promise<EtcdDetail> => {
	const stat = await files.stat('/var/lib/etcd/member/snap/db');
	return stat === undefined ? {} : {databaseBytes: stat.sizeBytes};
};

/** In the order in which they come up. */
const order = [
	'openshift-etcd',
	'openshift-kube-apiserver',
	'openshift-kube-controller-manager',
	'openshift-kube-scheduler',
	'openshift-ovn-kubernetes',
	'openshift-machine-config-operator',
	'openshift-cluster-version',
];

const namespaces: ReadonlySet<string> = new Set(order);

const placeOf = ({namespace, name}: PodContainer): string => `${order.indexOf(namespace)} ${name}`;

const isNewer = (one: PodContainer, other: PodContainer): boolean => {
	const isRunning = (container: PodContainer): boolean => container.state === 'running';
	return isRunning(one) === isRunning(other) ? one.since > other.since : isRunning(one);
};

const readNewestSummary = async ({files}: System) =>
	(await files.stat(summaryPath)) === undefined
		? undefined
		: readSummary(await files.readText(summaryPath));
