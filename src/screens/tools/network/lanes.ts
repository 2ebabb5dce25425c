/** The ladder of each card as a row, and rung by rung; pure. */
import {brokenRung, type Lane, type LaneRung} from '../../../engine/ladder/lanes.ts';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {Nic} from '../../../hardware/facts.ts';
import type {LldpNeighbour} from '../../../hardware/nic-facts.ts';
import type {DeedState} from '../../../store/reduce-tools.ts';
import type {Words} from '../../../words/index.ts';
import {factText} from '../../facts.ts';
import {emptyLine, type Line, paragraph, sheet, span} from '../../lines.ts';
import {type Table, tableOf} from '../../table.ts';
import {padEnd} from '../../text.ts';
import type {Tone} from '../../theme.ts';
import {deedLines} from '../deed-lines.ts';

type NetworkReading = Reading<'network'>;

/** A lane without a card is that of the host; no card has this name. */
export const hostLane = ':host';

export const laneId = ({nic}: Lane): string => nic ?? hostLane;

export const laneTone = (lane: Lane): Tone | undefined => {
	if (brokenRung(lane)) return 'bad';
	if (lane.rungs.some(({state}) => state === 'warning')) return 'warning';
	return lane.rungs.some(({state}) => state === 'holds') ? 'good' : undefined;
};

export const laneTable = ({lanes, nics}: NetworkReading, words: Words, columns: number): Table => {
	const {network} = words.screens.tools;
	const nicOf = (lane: Lane) => nics.find(({name}) => name === lane.nic);
	return tableOf(
		[
			{head: network.columns.name, cells: lanes.map(({nic}) => nic ?? network.host)},
			{head: network.columns.link, cells: lanes.map((lane) => linkText(nicOf(lane), words))},
			{
				head: network.columns.addresses,
				cells: lanes.map((lane) => addressesText(nicOf(lane), words)),
				least: 18,
			},
			{
				head: network.columns.ladder,
				cells: lanes.map((lane) => ladderText(lane, words)),
				least: 20,
			},
		],
		columns,
	);
};

export const laneLines = (
	lane: Lane,
	reading: NetworkReading,
	words: Words,
	columns: number,
): readonly Line[] => {
	const nic = reading.nics.find(({name}) => name === lane.nic);
	return [
		...lane.rungs.flatMap((rung) => rungLines(rung, words, columns)),
		...(nic ? [emptyLine, ...lldpLines(nic, words, columns)] : []),
		...(lane.nic === undefined ? clusterLines(reading, words, columns) : []),
	];
};

/** What was begun on this card; of a listening, what it heard. */
export const nicDeedLines = (
	deed: DeedState | undefined,
	nic: string,
	words: Words,
	columns: number,
): readonly Line[] => {
	const isOurs = deed?.deed === 'port.blink' || deed?.deed === 'lldp.listen';
	if (!isOurs || deed.about !== nic) return [];
	if (deed.deed !== 'lldp.listen' || deed.outcome?.kind !== 'done') {
		return deedLines(deed, words, columns);
	}
	const {lldp, lldpNone} = words.screens.tools.network;
	const {neighbours} = deed.outcome.result;
	const value = neighbours.length === 0 ? lldpNone : portsText(neighbours, words);
	return sheet([{label: lldp, value, tone: 'strong'}], columns);
};

const portsText = (ports: readonly LldpNeighbour[], {screens}: Words): string =>
	ports
		.map(({system, chassis, port, portDescription = ''}) =>
			screens.tools.network.lldpPort(system ?? chassis, port, portDescription),
		)
		.join('; ');

const linkText = (nic: Nic | undefined, {screens}: Words): string => {
	if (nic === undefined) return '';
	const {link} = screens.tools.network;
	return nic.link.known ? link[nic.link.value] : link.unknown;
};

const addressesText = (nic: Nic | undefined, {screens}: Words): string => {
	if (nic === undefined) return '';
	const texts = nic.addresses
		.filter(({address}) => !address.startsWith('fe80:'))
		.map(({address, prefixLength}) => `${address}/${prefixLength}`);
	return texts.length === 0 ? screens.tools.network.noAddress : texts.join(' ');
};

const ladderText = (lane: Lane, words: Words): string => {
	const {holds, warnings, free, stops} = words.screens.tools.network;
	const broken = brokenRung(lane);
	if (broken) return stops(words.checkTitle(broken.id));
	const count = lane.rungs.filter(({state}) => state === 'warning').length;
	if (count > 0) return warnings(count);
	return lane.rungs.some(({state}) => state === 'holds') ? holds : free;
};

const tones: Readonly<Record<LaneRung['state'], Tone | undefined>> = {
	holds: 'good',
	broken: 'bad',
	warning: 'warning',
	unknown: 'warning',
	untried: 'muted',
	unused: 'muted',
};

const rungLines = (
	{id, state, text, remedy}: LaneRung,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {states, remedy: label} = words.screens.tools.network;
	const stateColumns = Math.max(...Object.values(states).map(({length}) => length)) + 2;
	const title = words.checkTitle(id);
	const what = text === '' ? title : `${title}: ${text}`;
	const indent = ' '.repeat(stateColumns);
	const told = paragraph(what, columns - stateColumns).map(
		(line, index): Line => [
			index === 0 ? span(padEnd(states[state], stateColumns), tones[state]) : span(indent),
			...line,
		],
	);
	const advice =
		remedy === undefined
			? []
			: paragraph(`${label}: ${remedy}`, columns - stateColumns).map(
					(line): Line => [span(indent), ...line],
				);
	return [...told, ...advice];
};

const lldpLines = (nic: Nic, words: Words, columns: number): readonly Line[] => {
	const {lldp, lldpNone} = words.screens.tools.network;
	const heard = nic.details?.lldp;
	const value =
		heard === undefined
			? lldpNone
			: factText(heard, words, (ports) =>
					ports.length === 0 ? lldpNone : portsText(ports, words),
				);
	return sheet([{label: lldp, value}], columns);
};

const clusterLines = (
	{clusterNames}: NetworkReading,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {clusterName, clusterUnknown, clusterSilent} = screens.tools.network;
	return clusterNames.length === 0
		? []
		: [
				emptyLine,
				...sheet(
					clusterNames.map(({name, server, answer}) => ({
						label: clusterName(name, server),
						value:
							answer.kind === 'silent'
								? clusterSilent
								: answer.values.join(', ') || `${clusterUnknown} (${answer.status})`,
						...((answer.kind === 'silent' || answer.values.length === 0) && {
							tone: 'bad' as const,
						}),
					})),
					columns,
				),
			];
};
