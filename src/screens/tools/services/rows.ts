/** Units and containers as rows, and what is known of one of them; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {ServiceName} from '../../../engine/tools/looks/services.ts';
import type {Words} from '../../../words/index.ts';
import {timeText} from '../../facts.ts';
import {type Entry, type Line, paragraph, sheet} from '../../lines.ts';
import {type Table, tableOf} from '../../table.ts';
import type {Tone} from '../../theme.ts';
import {clusterServices} from './cluster.ts';

export type Service = {
	/** A part is none that could be restarted: what is known of it stands in its details. */
	readonly kind: ServiceName['kind'] | 'part';
	/** What it goes by, where that is not its name. */
	readonly id?: string;
	readonly name: string;
	readonly state: string;
	/** As `running`, `exit 1`. */
	readonly detail: string;
	/** ISO 8601. */
	readonly since?: string;
	/** What it is: a sentence of its unit, or its image. */
	readonly about: string;
	readonly restarts: number;
	readonly mayRestart: boolean;
	readonly tone?: Tone;
};

export const servicesOf = (
	{units, containers, cluster}: Reading<'services'>,
	words: Words,
): readonly Service[] => [
	...(units.known ? units.value.map(ofUnit) : []),
	...(containers.known ? containers.value.map(ofContainer) : []),
	...(cluster ? clusterServices(cluster, words) : []),
];

export const idOf = ({kind, name, id}: Pick<Service, 'kind' | 'name' | 'id'>): string =>
	`${kind} ${id ?? name}`;

/** Absent for what cannot be asked. */
export const nameOf = ({kind, name, id}: Service): ServiceName | undefined =>
	kind === 'part' ? undefined : {kind, name: id ?? name};

export const serviceTable = (
	services: readonly Service[],
	columns: number,
	{screens}: Words,
): Table => {
	const heads = screens.tools.services.columns;
	return tableOf(
		[
			{head: heads.name, cells: services.map(({name}) => name), least: 20},
			{
				head: heads.state,
				cells: services.map(({state, detail}) => (detail === '' ? state : `${state} (${detail})`)),
				least: 12,
			},
			{head: heads.since, cells: services.map(({since}) => (since ? timeText(since) : ''))},
		],
		columns,
	);
};

export const serviceLines = (
	service: Service,
	/** Absent until they are here. */
	lines: Reading<'services'>['lines'] | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {labels, keptRunning} = words.screens.tools.services;
	const entries: readonly Entry[] = [
		{label: labels.about, value: service.about},
		...(service.restarts > 0
			? [{label: labels.restarts, value: String(service.restarts), tone: 'warning' as const}]
			: []),
	];
	return [
		...sheet(entries, columns),
		...(service.mayRestart || service.kind === 'part' ? [] : paragraph(keptRunning, columns)),
		...(lines && service.kind !== 'part' ? lastLines(lines, words, columns) : []),
	];
};

const ofUnit = (
	unit: (Reading<'services'>['units'] & {readonly known: true})['value'][number],
): Service => {
	const tone = unitTone(unit.state);
	return {
		kind: 'unit',
		name: unit.name,
		state: unit.state,
		detail: unit.state === 'failed' ? unit.result : unit.detail,
		about: unit.description,
		restarts: unit.restarts,
		mayRestart: unit.mayRestart,
		...(unit.since !== undefined && {since: unit.since}),
		...(tone && {tone}),
	};
};

const unitTone = (state: string): Tone | undefined => {
	switch (state) {
		case 'failed':
			return 'bad';
		case 'activating':
		case 'deactivating':
		case 'reloading':
			return 'busy';
		default:
			return undefined;
	}
};

const ofContainer = (
	container: (Reading<'services'>['containers'] & {readonly known: true})['value'][number],
): Service => {
	const hasEnded = container.state === 'exited';
	return {
		kind: 'container',
		name: container.name,
		state: container.state,
		detail: hasEnded ? `exit ${container.exitCode}` : 'podman',
		since: container.since,
		about: container.image,
		restarts: 0,
		mayRestart: true,
		...(hasEnded && container.exitCode !== 0 && {tone: 'bad' as const}),
	};
};

/** The newest first: a page that is cut keeps them. */
const lastLines = (
	lines: Reading<'services'>['lines'],
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	if (!lines.known) return paragraph(screens.unknown(lines.reason), columns, {tone: 'warning'});
	return lines.value.length === 0
		? paragraph(screens.tools.services.noLines, columns)
		: lines.value.toReversed().flatMap((line) => paragraph(line, columns, {indent: 9}));
};
