/**
 * A change of the network of this host, as a person asks for it, and the nmstate document that it becomes: one
 * interface with what it stands on (https://nmstate.io/features.html). Pure.
 */
import {z} from 'zod';
import {familyOf, parseNetwork} from '../../config/cidr.ts';

export const bondModes = ['active-backup', '802.3ad', 'balance-xor'] as const;

/** Kernel names, `IFNAMSIZ` less one. */
const cardName = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,14}$/);

export const networkChangeSchema = z.strictObject({
	/** One; several are bonded. */
	cards: z.array(cardName).min(1).max(8),
	bondMode: z.enum(bondModes).optional(),
	vlan: z.int().min(1).max(4094).optional(),
	mtu: z.int().min(1280).max(9216).optional(),
	/** `dhcp`, or addresses with their prefix, of either family; none takes them all away. */
	addresses: z.union([
		z.literal('dhcp'),
		z.array(z.string().refine((text) => parseNetwork(text) !== undefined)),
	]),
	gateways: z.array(z.string().refine((text) => familyOf(text) !== undefined)),
	/** None: as they are now; with `dhcp` those of the lease. */
	dnsServers: z.array(z.string().refine((text) => familyOf(text) !== undefined)),
});

export type NetworkChange = z.infer<typeof networkChangeSchema>;

const bondName = 'bond0';

/** What has the addresses afterwards, as `bond0.100`. */
export const interfaceOf = ({cards, vlan}: NetworkChange): string =>
	vlan === undefined ? baseOf(cards) : `${baseOf(cards)}.${vlan}`;

/** JSON, which is YAML too. */
export const nmstateOf = (change: NetworkChange): string => {
	const name = interfaceOf(change);
	return JSON.stringify(
		{
			interfaces: interfacesOf(change),
			routes: {config: [...droppedRoutes(change, name), ...routesOf(change, name)]},
			...nameServersOf(change),
		},
		null,
		'\t',
	);
};

/** Fixed ones hide those of a lease, so these are taken away. */
const nameServersOf = ({addresses, dnsServers}: NetworkChange): object => {
	if (dnsServers.length > 0) {
		return {'dns-resolver': {config: {server: dnsServers}}};
	}
	return addresses === 'dhcp' ? {'dns-resolver': {config: {}}} : {};
};

const baseOf = (cards: readonly string[]): string =>
	cards.length > 1 ? bondName : (cards[0] ?? '');

const interfacesOf = (change: NetworkChange): readonly object[] => {
	const {cards, vlan, mtu} = change;
	const base = baseOf(cards);
	const size = mtu === undefined ? {} : {mtu};
	const bond = cards.length > 1 ? bondOf(change) : {type: 'ethernet'};
	const addressed = addressesOf(change);
	if (vlan === undefined) {
		return [{name: base, state: 'up', ...bond, ...size, ...addressed}];
	}
	return [
		{name: base, state: 'up', ...bond, ...size, ...withoutAddresses},
		{
			name: interfaceOf(change),
			type: 'vlan',
			state: 'up',
			vlan: {'base-iface': base, id: vlan},
			...size,
			...addressed,
		},
	];
};

const bondOf = ({cards, bondMode = bondModes[0]}: NetworkChange) => ({
	type: 'bond',
	'link-aggregation': {mode: bondMode, options: {miimon: 100}, port: cards},
});

const withoutAddresses = {ipv4: {enabled: false}, ipv6: {enabled: false}};

const addressesOf = ({addresses}: NetworkChange) => {
	if (addresses === 'dhcp') {
		return {
			ipv4: {enabled: true, dhcp: true},
			ipv6: {enabled: true, dhcp: true, autoconf: true},
		};
	}
	const own = (family: 4 | 6) => {
		const address = addresses
			.filter((text) => parseNetwork(text)?.family === family)
			.map((text) => ({ip: text.split('/')[0], 'prefix-length': Number(text.split('/')[1])}));
		return address.length > 0
			? {enabled: true, dhcp: false, ...(family === 6 && {autoconf: false}), address}
			: {enabled: false};
	};
	return {ipv4: own(4), ipv6: own(6)};
};

/** The gateways of the lease, where there is one. */
const routesOf = ({gateways}: NetworkChange, name: string): readonly object[] =>
	gateways.map((gateway) => ({
		destination: destinationOf(gateway),
		'next-hop-address': gateway,
		'next-hop-interface': name,
	}));

/** Whatever led out by this interface before: nmstate adds, and takes away only what it is told to. */
const droppedRoutes = ({gateways}: NetworkChange, name: string): readonly object[] =>
	[...new Set(gateways.map(destinationOf))].map((destination) => ({
		state: 'absent',
		destination,
		'next-hop-interface': name,
	}));

const destinationOf = (gateway: string): string => (familyOf(gateway) === 6 ? '::/0' : '0.0.0.0/0');
