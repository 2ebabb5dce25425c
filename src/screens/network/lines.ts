/** What is said of the network: the cards with a link first. */
import type {Fact, NetworkFacts, Nic} from '../../hardware/facts.ts';
import type {Words} from '../../words/index.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet, span} from '../lines.ts';
import {tableOf} from '../table.ts';

export const nicsByLink = (nics: readonly Nic[]): readonly Nic[] =>
	nics.toSorted((a, b) => linkRank(a) - linkRank(b));

export const speedText = ({speedMbps}: Nic, {screens}: Words): string =>
	speedMbps.known ? screens.network.speed(speedMbps.value) : screens.network.noSpeed;

export const networkLines = (
	{nics, defaultRoutes, dnsServers}: NetworkFacts,
	ladder: readonly Entry[],
	words: Words,
	columns: number,
): readonly Line[] => {
	const {routes, route, dns, readOnly} = words.screens.network;
	return [
		...nicLines(nics, words, columns),
		emptyLine,
		...sheet(
			[
				listEntry(routes, defaultRoutes, words, ({gateway, nic}) => route(gateway, nic)),
				listEntry(dns, dnsServers, words, String),
				...ladder,
			],
			columns,
		),
		emptyLine,
		...paragraph(readOnly, columns, {tone: 'muted'}),
	];
};

const linkRank = ({link, isPhysical}: Nic): number =>
	(link.known && link.value === 'up' ? 0 : 1) + (isPhysical ? 0 : 2);

const nicLines = (nics: Fact<readonly Nic[]>, words: Words, columns: number): readonly Line[] => {
	const {network} = words.screens;
	if (!nics.known) return paragraph(network.unknown(nics.reason), columns, {tone: 'warning'});
	if (nics.value.length === 0) return paragraph(network.none, columns, {tone: 'warning'});
	const sorted = nicsByLink(nics.value);
	const {head, rows} = nicTable(sorted, words, columns);
	return [
		[span(head, 'muted')],
		...sorted.flatMap((nic, index) => [
			[span(rows[index] ?? '', isUp(nic) ? 'good' : undefined)],
			...addressLines(nic, words, columns),
		]),
	];
};

const nicTable = (nics: readonly Nic[], words: Words, columns: number) => {
	const {columns: heads, link, virtual} = words.screens.network;
	return tableOf(
		[
			{head: heads.name, cells: nics.map(({name}) => name)},
			{head: heads.mac, cells: nics.map(({mac}) => mac)},
			{
				head: heads.link,
				cells: nics.map((nic) => (nic.link.known ? link[nic.link.value] : link.unknown)),
			},
			{head: heads.speed, cells: nics.map((nic) => speedText(nic, words)), align: 'right'},
			{
				head: heads.driver,
				cells: nics.map(({driver, isPhysical}) => driverText(driver, isPhysical, virtual)),
				least: 8,
			},
		],
		columns,
	);
};

const driverText = (driver: Fact<string>, isPhysical: boolean, virtual: string): string => {
	const name = driver.known ? driver.value : '?';
	return isPhysical ? name : `${name} (${virtual})`;
};

const addressLines = (nic: Nic, {screens}: Words, columns: number): readonly Line[] => {
	const texts = nic.addresses.map(({address, prefixLength}) => `${address}/${prefixLength}`);
	const shown = texts.length === 0 ? screens.network.noAddress : texts.join('  ');
	return paragraph(shown, columns - 4).map((line) => [span('    '), ...line]);
};

const listEntry = <Value>(
	label: string,
	fact: Fact<readonly Value[]>,
	{screens}: Words,
	show: (value: Value) => string,
) => {
	if (!fact.known) {
		return {label, value: screens.unknown(fact.reason), tone: 'warning' as const};
	}
	const value = fact.value.length === 0 ? screens.none : fact.value.map(show).join(', ');
	return {label, value};
};

const isUp = ({link}: Nic): boolean => link.known && link.value === 'up';
