/** How far the cluster is: its version, its node, and every operator with its state and since when. */
import type {ClusterStatus, OperatorStatus} from '../../../kube/status.ts';
import type {Words} from '../../../words/index.ts';
import {timeText} from '../../facts.ts';
import {type Entry, emptyLine, type Line, listed, paragraph, sheet, span} from '../../lines.ts';
import {tableOf} from '../../table.ts';
import type {Tone} from '../../theme.ts';

export const clusterLines = (
	status: ClusterStatus | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {cluster} = words.screens.edge;
	if (status === undefined) return paragraph(cluster.unknown, columns);
	return [
		...sheet(clusterEntries(status, words), columns),
		emptyLine,
		...operatorLines(status.operators, words, columns),
	];
};

export const clusterEntries = (status: ClusterStatus, words: Words): readonly Entry[] => {
	const {cluster} = words.screens.edge;
	const {version, isAvailable, message, node} = status;
	return [
		{label: cluster.version, value: version ?? cluster.states.unknown},
		{
			label: cluster.state,
			value: `${isAvailable ? cluster.available : cluster.unavailable}, ${operatorCount(status, words)}`,
			tone: isAvailable ? 'good' : 'busy',
		},
		...(message !== undefined && !isAvailable ? [{label: cluster.waitsFor, value: message}] : []),
		...(node ? [{label: cluster.node, value: nodeText(node, words)}] : []),
	];
};

const operatorCount = ({operators}: ClusterStatus, {screens}: Words): string =>
	screens.edge.cluster.operators(
		operators.filter(({isAvailable}) => isAvailable).length,
		operators.length,
	);

const nodeText = (
	{name, isReady, reason, addresses}: NonNullable<ClusterStatus['node']>,
	{screens}: Words,
): string => {
	const {ready, notReady} = screens.edge.cluster;
	const state = isReady
		? ready
		: [notReady, reason].filter((part) => part !== undefined).join(': ');
	return [name, state, ...addresses].join(', ');
};

const operatorLines = (
	operators: readonly OperatorStatus[],
	words: Words,
	columns: number,
): readonly Line[] => {
	const {cluster} = words.screens.edge;
	if (operators.length === 0) return paragraph(cluster.noOperators, columns);
	const sorted = [...operators].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
	const {columns: heads, states} = cluster;
	const table = tableOf(
		[
			{head: heads.state, cells: sorted.map((operator) => states[stateOf(operator)])},
			{head: heads.name, cells: sorted.map(({name}) => name), least: 12},
			{head: heads.version, cells: sorted.map(({version}) => version ?? '-'), least: 6},
			{head: heads.since, cells: sorted.map(sinceText), least: 8},
		],
		columns,
	);
	return [
		[span(table.head, 'muted')],
		...sorted.flatMap((operator, index) => [
			[span(table.rows[index] ?? '', tones[stateOf(operator)])],
			...messageLines(operator, columns),
		]),
	];
};

type OperatorState = 'degraded' | 'unavailable' | 'unknown' | 'progressing' | 'available';

/** The worst first. */
const order: readonly OperatorState[] = [
	'degraded',
	'unavailable',
	'unknown',
	'progressing',
	'available',
];

const tones: Readonly<Record<OperatorState, Tone | undefined>> = {
	degraded: 'bad',
	unavailable: 'warning',
	unknown: 'warning',
	progressing: 'busy',
	available: undefined,
};

const stateOf = ({isAvailable, isProgressing, isDegraded}: OperatorStatus): OperatorState => {
	if (isDegraded) return 'degraded';
	if (isAvailable === undefined) return 'unknown';
	if (!isAvailable) return 'unavailable';
	return isProgressing ? 'progressing' : 'available';
};

const rank = (operator: OperatorStatus): number => order.indexOf(stateOf(operator));

const sinceText = ({availableSince}: OperatorStatus): string =>
	availableSince === undefined ? '-' : timeText(availableSince);

const messageLines = (operator: OperatorStatus, columns: number): readonly Line[] =>
	operator.message === undefined || stateOf(operator) === 'available'
		? []
		: listed('    ', operator.message, columns, 'muted');
