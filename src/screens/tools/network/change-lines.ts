/** What a network is beside what it would become; pure. */
import type {NetworkChange} from '../../../engine/tools/network-change.ts';
import type {Words} from '../../../words/index.ts';
import {emptyLine, type Line, span} from '../../lines.ts';
import {padEnd, wrap} from '../../text.ts';
import {type ChangeField, type ChangeTexts, changeFields} from './form.ts';

export type Compared = {
	readonly label: string;
	/** Empty: there is none. */
	readonly before: string;
	readonly after: string;
};

export const compareLines = (
	now: ChangeTexts,
	change: NetworkChange,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {fields} = words.screens.tools.network.form;
	const next = textsOfChange(change, words);
	return comparedLines(
		changeFields.map((field) => ({label: fields[field], before: now[field], after: next[field]})),
		words,
		columns,
	);
};

export const comparedLines = (
	rows: readonly Compared[],
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {now, next, none} = screens.tools.network.compare;
	const labelColumns = Math.max(...rows.map(({label}) => label.length)) + 2;
	const half = Math.floor((columns - labelColumns) / 2);
	const line = ({label, before, after}: Compared, isChanged: boolean): readonly Line[] => {
		const [lefts, rights] = [wrap(before, half - 2), wrap(after, half - 1)];
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
		...line({label: '', before: now, after: next}, false),
		...rows.flatMap(({label, before, after}) => {
			const told = {label, before: before || none, after: after || none};
			return line(told, told.before !== told.after);
		}),
		emptyLine,
	];
};

const textsOfChange = (
	change: NetworkChange,
	{screens}: Words,
): Readonly<Record<ChangeField, string>> => {
	const {unchanged, leased, none} = screens.tools.network.compare;
	const isLeased = change.addresses === 'dhcp';
	const listed = (texts: readonly string[], otherwise: string): string =>
		texts.length === 0 ? otherwise : texts.join(' ');
	return {
		cards: change.cards.join(' '),
		bondMode: change.cards.length > 1 ? (change.bondMode ?? 'active-backup') : none,
		vlan: change.vlan === undefined ? none : String(change.vlan),
		addresses: change.addresses === 'dhcp' ? 'dhcp' : listed(change.addresses, none),
		gateways: listed(change.gateways, isLeased ? leased : none),
		dnsServers: listed(change.dnsServers, isLeased ? leased : unchanged),
		mtu: change.mtu === undefined ? unchanged : String(change.mtu),
	};
};
