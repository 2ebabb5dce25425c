/**
 * From a keyfile of NetworkManager to the interface that it asks for. Format: nm-settings-keyfile(5). Keys that
 * are not judged are passed over, among them every one that may be a secret. Pure.
 */
import {familyOf, parseNetwork} from '../../config/cidr.ts';
import type {Address} from '../../hardware/facts.ts';
import {
	emptyPlan,
	type NetworkPlan,
	normalMac,
	type PlannedGateway,
	type PlannedInterface,
} from './network-plan.ts';

export const planOfKeyfile = (text: string, file: string): NetworkPlan => {
	const groups = parseKeyfile(text);
	const faults = formFaults(groups).map((fault) => `${file}: ${fault}`);
	if (faults.length > 0) {
		return {...emptyPlan, faults};
	}
	const planned = interfaceOf(groups, file);
	return {
		interfaces: [planned],
		gateways: stacks.flatMap(({group, family}) => gatewaysOf(groups, group, family, planned.name)),
		nameServers: stacks.flatMap(({group}) => listOf(groups.get(group)?.get('dns'))),
		faults: [],
	};
};

type Groups = ReadonlyMap<string, ReadonlyMap<string, string>>;

const stacks = [
	{group: 'ipv4', family: 4},
	{group: 'ipv6', family: 6},
] as const;

const parseKeyfile = (text: string): Groups => {
	const groups = new Map<string, Map<string, string>>();
	let group = new Map<string, string>();
	for (const line of text.split('\n').map((one) => one.trim())) {
		const name = /^\[(.+)\]$/.exec(line)?.[1];
		if (name !== undefined) {
			group = groups.get(name) ?? new Map<string, string>();
			groups.set(name, group);
			continue;
		}
		const [, key, value = ''] = /^([^#=\s][^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
		if (key !== undefined) {
			group.set(key, value);
		}
	}
	return groups;
};

const formFaults = (groups: Groups): readonly string[] => {
	const connection = groups.get('connection');
	if (connection === undefined) {
		return ['it has no [connection]'];
	}
	const missing = ['id', 'type'].filter((key) => !connection.has(key));
	return [
		...missing.map((key) => `[connection] has no ${key}`),
		...stacks.flatMap(({group, family}) =>
			addressTexts(groups, group)
				.filter((text) => addressOf(text, family) === undefined)
				.map((text) => `[${group}] ${text} is no address with a prefix, as 192.0.2.10/24`),
		),
	];
};

const interfaceOf = (groups: Groups, file: string): PlannedInterface => {
	const connection = groups.get('connection');
	const type = connection?.get('type') ?? '';
	const mac = (groups.get('ethernet') ?? groups.get('802-3-ethernet'))?.get('mac-address');
	const parent = groups.get('vlan')?.get('parent');
	return {
		name: connection?.get('interface-name') ?? connection?.get('id') ?? file,
		kind: kinds.get(type) ?? 'other',
		...(mac !== undefined && {mac: normalMac(mac)}),
		parts: parent === undefined ? [] : [parent],
		addresses: stacks.flatMap(({group, family}) =>
			addressTexts(groups, group).flatMap((text) => addressOf(text, family) ?? []),
		),
		isDynamic: stacks.some(({group}) => groups.get(group)?.get('method') === 'auto'),
	};
};

const kinds: ReadonlyMap<string, PlannedInterface['kind']> = new Map([
	['ethernet', 'card'],
	['802-3-ethernet', 'card'],
	['infiniband', 'card'],
	['vlan', 'vlan'],
	['bond', 'bond'],
	['bridge', 'bridge'],
]);

/** `address1=192.0.2.10/24,192.0.2.1` or without the gateway; `addresses=` is the older spelling of one of them. */
const addressTexts = (groups: Groups, group: string): readonly string[] =>
	[...(groups.get(group) ?? [])]
		.filter(([key]) => /^address(es)?\d*$/.test(key))
		.flatMap(([, value]) => value.split(';').filter((text) => text !== ''))
		.map((value) => value.trim());

const addressOf = (text: string, family: 4 | 6): Address | undefined => {
	const [written = ''] = text.split(',');
	const network = parseNetwork(written);
	const [address = ''] = written.split('/');
	return network?.family === family ? {family, address, prefixLength: network.prefix} : undefined;
};

const gatewaysOf = (
	groups: Groups,
	group: string,
	family: 4 | 6,
	nic: string,
): readonly PlannedGateway[] => {
	const beside = addressTexts(groups, group).map((text) => text.split(',')[1] ?? '');
	const own = groups.get(group)?.get('gateway') ?? '';
	return [...new Set([...beside, own])]
		.filter((gateway) => familyOf(gateway) === family)
		.map((gateway) => ({family, gateway, nic}));
};

const listOf = (text = ''): readonly string[] =>
	text
		.split(/[;,]/)
		.map((entry) => entry.trim())
		.filter((entry) => familyOf(entry) !== undefined);
