/** What a network is beside what it would become; pure. */
import type {NetworkChange} from '../../../engine/tools/network-change.ts';
import type {Words} from '../../../words/index.ts';
import {emptyLine, type Line, span} from '../../lines.ts';
import {padEnd, wrap} from '../../text.ts';
import {type ChangeField, type ChangeTexts, changeFields} from './form.ts';

export const compareLines = (
	now: ChangeTexts,
	change: NetworkChange,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {form, compare} = words.screens.tools.network;
	const next = textsOfChange(change, words);
	const labelColumns = Math.max(...changeFields.map((field) => form.fields[field].length)) + 2;
	const half = Math.floor((columns - labelColumns) / 2);
	const row = (label: string, left: string, right: string, isChanged: boolean): readonly Line[] => {
		const [lefts, rights] = [wrap(left, half - 2), wrap(right, half - 1)];
		return Array.from(
			{length: Math.max(lefts.length, rights.length)},
			(_, index): Line => [
				span(padEnd(index === 0 ? label : '', labelColumns), 'muted'),
				span(padEnd(lefts[index] ?? '', half)),
				span(rights[index] ?? '', isChanged ? 'strong' : undefined),
			],
		);
	};
	return [
		...row('', compare.now, compare.next, false),
		...changeFields.flatMap((field) => {
			const before = now[field] || compare.none;
			return row(form.fields[field], before, next[field], before !== next[field]);
		}),
		emptyLine,
	];
};

const textsOfChange = (
	change: NetworkChange,
	{screens}: Words,
): Readonly<Record<ChangeField, string>> => {
	const {unchanged, none} = screens.tools.network.compare;
	const listed = (texts: readonly string[], otherwise: string): string =>
		texts.length === 0 ? otherwise : texts.join(' ');
	return {
		cards: change.cards.join(' '),
		bondMode: change.cards.length > 1 ? (change.bondMode ?? 'active-backup') : none,
		vlan: change.vlan === undefined ? none : String(change.vlan),
		addresses: change.addresses === 'dhcp' ? 'dhcp' : listed(change.addresses, none),
		gateways: listed(change.gateways, none),
		dnsServers: listed(change.dnsServers, unchanged),
		mtu: change.mtu === undefined ? unchanged : String(change.mtu),
	};
};
