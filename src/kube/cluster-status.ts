/**
 * How far the cluster has come, from the objects that say it. Kinds: ClusterVersion and ClusterOperator of OpenShift's
 * `config.openshift.io/v1`, Node of the core. Pure.
 */
import {z} from 'zod';
import {type JsonObject, metadataOf} from './json.ts';
import type {ClusterStatus, NodeStatus, OperatorStatus} from './status.ts';
import {conditionOf} from './status-conditions.ts';

/** As they lie in the API; each undefined while it is not there. */
export type ClusterObjects = {
	readonly version: JsonObject | undefined;
	readonly operators: readonly JsonObject[];
	readonly node: JsonObject | undefined;
};

export const clusterStatus = ({version, operators, node}: ClusterObjects): ClusterStatus => {
	const message = version && messageOf(version);
	const number = version && versionNumber(version);
	return {
		isAvailable: version !== undefined && conditionOf(version, 'Available')?.isTrue === true,
		...(number !== undefined && {version: number}),
		...(message !== undefined && {message}),
		operators: operators
			.map(operatorStatus)
			.toSorted((one, other) => compare(one.name, other.name)),
		...(node && {node: nodeStatus(node)}),
	};
};

/**
 * What the cluster still lacks, as sentences; none when it is ready. An operator that goes on rolling out while it is
 * available does not hold anybody up.
 */
export const lacks = ({
	isAvailable,
	message,
	operators,
	node,
}: ClusterStatus): readonly string[] => [
	...(node?.isReady ? [] : [nodeLack(node)]),
	...operators.flatMap(operatorLack),
	...(isAvailable
		? []
		: [`the cluster version is not available${message === undefined ? '' : ` (${message})`}`]),
];

const nodeLack = (node: NodeStatus | undefined): string =>
	node === undefined
		? 'no node has registered'
		: `node ${node.name} is not ready${node.reason === undefined ? '' : ` (${node.reason})`}`;

const operatorLack = (operator: OperatorStatus): readonly string[] => {
	const {name, isAvailable, isDegraded, message} = operator;
	const because = message === undefined ? '' : ` (${message})`;
	if (isAvailable !== true) {
		return [`operator ${name} is not available${because}`];
	}
	return isDegraded === true ? [`operator ${name} is degraded${because}`] : [];
};

/** A failure first: it is what somebody can do something about. */
const messageOf = (version: JsonObject): string | undefined => {
	const failing = conditionOf(version, 'Failing');
	if (failing?.isTrue === true) {
		return failing.message;
	}
	return conditionOf(version, 'Available')?.isTrue === true
		? undefined
		: (conditionOf(version, 'Progressing')?.message ?? conditionOf(version, 'Available')?.message);
};

const versionShape = z.looseObject({
	status: z.looseObject({desired: z.looseObject({version: z.string().min(1)})}),
});

const versionNumber = (version: JsonObject): string | undefined =>
	versionShape.safeParse(version).data?.status.desired.version;

const operatorShape = z.looseObject({
	status: z.looseObject({
		versions: z.array(z.looseObject({name: z.string(), version: z.string().min(1)})),
	}),
});

const operatorStatus = (operator: JsonObject): OperatorStatus => {
	const available = conditionOf(operator, 'Available');
	const progressing = conditionOf(operator, 'Progressing');
	const degraded = conditionOf(operator, 'Degraded');
	const versions = operatorShape.safeParse(operator).data?.status.versions ?? [];
	const version = versions.find(({name}) => name === 'operator')?.version;
	const speaking = [
		degraded?.isTrue === true ? degraded : undefined,
		available?.isTrue === true ? undefined : available,
		progressing?.isTrue === true ? progressing : undefined,
	].find((condition) => condition?.message !== undefined);
	return {
		name: metadataOf(operator).name,
		...(version !== undefined && {version}),
		...(available?.isTrue !== undefined && {isAvailable: available.isTrue}),
		...(progressing?.isTrue !== undefined && {isProgressing: progressing.isTrue}),
		...(degraded?.isTrue !== undefined && {isDegraded: degraded.isTrue}),
		...(speaking?.message !== undefined && {message: speaking.message}),
		...(available?.isTrue === true &&
			available.since !== undefined && {availableSince: available.since}),
	};
};

const nodeShape = z.looseObject({
	status: z.looseObject({
		addresses: z.array(z.looseObject({type: z.string(), address: z.string()})),
	}),
});

const nodeStatus = (node: JsonObject): NodeStatus => {
	const ready = conditionOf(node, 'Ready');
	const addresses = nodeShape.safeParse(node).data?.status.addresses ?? [];
	const reason = ready?.message ?? ready?.reason;
	return {
		name: metadataOf(node).name,
		isReady: ready?.isTrue === true,
		...(ready?.isTrue !== true && reason !== undefined && {reason}),
		addresses: addresses
			.filter(({type}) => type === 'InternalIP' || type === 'ExternalIP')
			.map(({address}) => address),
	};
};

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
