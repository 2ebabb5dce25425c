/** What makes a cluster of an installed host, as rows: recert, etcd, and the containers of the control plane; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {Words} from '../../../words/index.ts';
import {bytesText, durationText} from '../../../words/measures.ts';
import type {Service} from './rows.ts';

type Cluster = NonNullable<Reading<'services'>['cluster']>;

export const clusterServices = (
	{pods, recert, etcd}: Cluster,
	words: Words,
): readonly Service[] => [
	partOf('recert', recert, words, (detail) => recertPart(detail, words)),
	partOf('etcd', etcd, words, ({databaseBytes}) => {
		const {database, noDatabase} = words.screens.tools.services.parts;
		return {
			state: databaseBytes === undefined ? noDatabase : bytesText(databaseBytes),
			about: database,
		};
	}),
	...(pods.known ? pods.value.map(podService) : []),
];

type Part = Pick<Service, 'state' | 'about' | 'tone'>;

const partOf = <Value>(
	name: 'recert' | 'etcd',
	fact:
		| {readonly known: true; readonly value: Value}
		| {readonly known: false; readonly reason: string},
	{screens}: Words,
	show: (value: Value) => Part,
): Service => ({
	kind: 'part',
	name: screens.tools.services.parts[name],
	detail: '',
	restarts: 0,
	mayRestart: false,
	...(fact.known
		? show(fact.value)
		: {state: screens.tools.services.parts.unknown, about: fact.reason, tone: 'warning' as const}),
});

const recertPart = (
	{state, hasSnapshot, summary}: (Cluster['recert'] & {readonly known: true})['value'],
	{screens}: Words,
): Part => {
	const {recertStates, snapshot, noSnapshot, took, erred} = screens.tools.services.parts;
	const told = summary === undefined ? [] : [took(durationText(summary.durationMs))];
	const error = summary?.error === undefined ? [] : [erred(summary.error)];
	return {
		state: recertStates[state],
		about: [hasSnapshot ? snapshot : noSnapshot, ...told, ...error].join(' '),
		...(error.length > 0 && {tone: 'bad' as const}),
	};
};

const podService = ({
	id,
	name,
	namespace,
	state,
	since,
	attempt,
}: (Cluster['pods'] & {readonly known: true})['value'][number]): Service => ({
	kind: 'pod',
	id,
	name,
	state,
	detail: namespace.replace(/^openshift-/, ''),
	since,
	about: namespace,
	restarts: attempt,
	mayRestart: true,
	...(state !== 'running' && {tone: 'bad' as const}),
});
