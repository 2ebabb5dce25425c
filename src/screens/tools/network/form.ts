/** A change of the network as it is typed: texts in, the change or a fault for each field out; pure. */
import {familyOf, overlap, parseNetwork} from '../../../config/cidr.ts';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {type NetworkChange, networkChangeSchema} from '../../../engine/tools/network-change.ts';

export const changeFields = [
	'cards',
	'bondMode',
	'vlan',
	'addresses',
	'gateways',
	'dnsServers',
	'mtu',
] as const;

export type ChangeField = (typeof changeFields)[number];
export type ChangeTexts = Readonly<Record<ChangeField, string>>;

export type ChangeResult =
	| {readonly ok: true; readonly change: NetworkChange}
	| {
			readonly ok: false;
			readonly faults: Partial<Readonly<Record<ChangeField, 'invalid'>>>;
			/** A gateway that no address reaches. */
			readonly outside?: string;
	  };

/** What the card has now, as it would be typed. */
export const textsOf = (card: string, reading: Reading<'network'> | undefined): ChangeTexts => {
	const nic = reading?.nics.find(({name}) => name === card);
	const {vlan, members, kind, bondMode} = nic?.details ?? {};
	const addresses = (nic?.addresses ?? [])
		.filter(({address}) => !address.startsWith('fe80:'))
		.map(({address, prefixLength}) => `${address}/${prefixLength}`);
	return {
		cards: members?.join(' ') ?? vlan?.parent ?? card,
		bondMode: kind === 'bond' ? (bondMode ?? '') : '',
		vlan: vlan === undefined ? '' : String(vlan.id),
		addresses: addresses.join(' '),
		gateways: (reading?.gateways ?? [])
			.filter(({nic: own, gateway}) => own === card && !gateway.startsWith('fe80:'))
			.map(({gateway}) => gateway)
			.join(' '),
		dnsServers: (reading?.dnsServers ?? []).join(' '),
		mtu: '',
	};
};

export const readChangeForm = (texts: ChangeTexts): ChangeResult => {
	const parsed = networkChangeSchema.safeParse(valuesOf(texts));
	if (!parsed.success) {
		const faults = parsed.error.issues.map(({path}) => [path[0], 'invalid']);
		return {ok: false, faults: Object.fromEntries(faults)};
	}
	const outside = strayGateway(parsed.data);
	return outside === undefined
		? {ok: true, change: parsed.data}
		: {ok: false, faults: {gateways: 'invalid'}, outside};
};

const valuesOf = ({cards, bondMode, vlan, addresses, gateways, dnsServers, mtu}: ChangeTexts) => ({
	cards: wordsOf(cards),
	...(bondMode.trim() !== '' && {bondMode: bondMode.trim()}),
	...(vlan.trim() !== '' && {vlan: Number(vlan)}),
	...(mtu.trim() !== '' && {mtu: Number(mtu)}),
	addresses: addresses.trim().toLowerCase() === 'dhcp' ? 'dhcp' : wordsOf(addresses),
	gateways: wordsOf(gateways),
	dnsServers: wordsOf(dnsServers),
});

const wordsOf = (text: string): readonly string[] =>
	text.split(/[\s,]+/).filter((word) => word !== '');

const strayGateway = ({addresses, gateways}: NetworkChange): string | undefined =>
	addresses === 'dhcp'
		? undefined
		: gateways.find((gateway) => {
				const host = parseNetwork(`${gateway}/${familyOf(gateway) === 6 ? 128 : 32}`);
				return !addresses.some((text) => {
					const network = parseNetwork(text);
					return host !== undefined && network !== undefined && overlap(network, host);
				});
			});
