/** Who this host is now and how its cluster stands; nothing secret, nothing that could be changed. */
import {apiUrl, consoleUrl, type Identity} from '../../../engine/edge/identity.ts';
import type {ClusterStatus} from '../../../kube/status.ts';
import type {RunView} from '../../../store/selectors.ts';
import type {Words} from '../../../words/index.ts';
import {durationText} from '../../../words/measures.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../../lines.ts';
import {clusterEntries} from '../cluster/lines.ts';

export type StatusData = {
	readonly identity: Identity | undefined;
	readonly cluster: ClusterStatus | undefined;
	readonly view: RunView;
};

export const statusLines = (data: StatusData, words: Words, columns: number): readonly Line[] => {
	const {status} = words.screens.edge;
	const {identity, cluster, view} = data;
	return [
		...sheet(
			[
				...(identity ? identityEntries(identity, cluster, words) : []),
				...(cluster
					? clusterEntries(cluster, words)
					: [{label: status.state, value: status.notYet}]),
				{label: status.took, value: durationText(view.elapsedMs)},
			],
			columns,
		),
		emptyLine,
		...paragraph(status.locked, columns, {tone: 'muted'}),
	];
};

const identityEntries = (
	identity: Identity,
	cluster: ClusterStatus | undefined,
	{screens}: Words,
): readonly Entry[] => {
	const {status} = screens.edge;
	const addresses = cluster?.node?.addresses ?? identity.addresses;
	return [
		{label: status.cluster, value: identity.cluster, tone: 'strong'},
		{
			label: status.hostName,
			value: identity.hostName ?? cluster?.node?.name ?? status.unknown,
			tone: 'strong',
		},
		{label: status.addresses, value: addresses.join(', ') || status.unknown, tone: 'strong'},
		{label: status.api, value: apiUrl(identity)},
		{label: status.console, value: consoleUrl(identity)},
	];
};
