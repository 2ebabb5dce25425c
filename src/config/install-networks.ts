/**
 * Rules of the networks of an install-config: each is a network and not an address in it, none lies in
 * another, and two families come in pairs. What a document leaves out counts with its default.
 */
import {z} from 'zod';
import {familyOf, holdsAddress, isCanonical, type Network, overlap, parseNetwork} from './cidr.ts';
import type {Rule} from './rules.ts';

type ListName = 'machineNetwork' | 'serviceNetwork' | 'clusterNetwork';

const listNames: readonly ListName[] = ['machineNetwork', 'serviceNetwork', 'clusterNetwork'];

type Networks = Readonly<Record<ListName, readonly Network[]>>;

export const networkRules: readonly Rule[] = [
	{
		path: ['networking', 'machineNetwork'],
		faultOf: (document) => {
			const given = textsOf(document).machineNetwork ?? [];
			if (given.length === 0) {
				return 'is required: the first boot fails without the network of the node';
			}
			return given.length <= 2 ? undefined : `found ${given.length} networks, needed at most 2`;
		},
	},
	...listNames.map(
		(name): Rule => ({
			path: ['networking', name],
			faultOf: (document) => (textsOf(document)[name] ?? []).map(networkFault).find(Boolean),
		}),
	),
	{
		path: ['networking', 'serviceNetwork'],
		faultOf: (document) => networksOf(document).serviceNetwork.map(serviceFault).find(Boolean),
	},
	{
		path: ['networking', 'clusterNetwork'],
		faultOf: (document) =>
			(draftOf(document).networking.clusterNetwork ?? []).map(hostPrefixFault).find(Boolean),
	},
	...listNames.map(
		(name): Rule => ({
			path: ['networking', name],
			faultOf: (document) => overlapFault(networksOf(document), name),
		}),
	),
	...listNames.map(
		(name): Rule => ({
			path: ['networking', name],
			faultOf: (document) => familyFault(networksOf(document), name),
		}),
	),
	...(['httpProxy', 'httpsProxy'] as const).map(
		(name): Rule => ({
			path: ['proxy', name],
			faultOf: (document) => proxyFault(document, name),
		}),
	),
];

const defaults: Networks = {
	machineNetwork: [],
	serviceNetwork: ['172.30.0.0/16'].flatMap((text) => parseNetwork(text) ?? []),
	clusterNetwork: ['10.128.0.0/14'].flatMap((text) => parseNetwork(text) ?? []),
};

/** What OVN-Kubernetes takes for itself unless told otherwise. */
const taken = [
	'100.64.0.0/16',
	'100.88.0.0/16',
	'169.254.0.0/17',
	'fd98::/64',
	'fd97::/64',
	'fd69::/112',
].flatMap((text) => parseNetwork(text) ?? []);

const texts = z.array(z.string()).optional().catch(undefined);

const draft = z.object({
	networking: z
		.object({
			machineNetwork: z
				.array(z.object({cidr: z.string()}))
				.optional()
				.catch(undefined),
			serviceNetwork: texts,
			clusterNetwork: z
				.array(z.object({cidr: z.string(), hostPrefix: z.number().optional().catch(undefined)}))
				.optional()
				.catch(undefined),
		})
		.catch({}),
	proxy: z.object({httpProxy: z.string().optional(), httpsProxy: z.string().optional()}).catch({}),
});

const draftOf = (document: unknown): z.output<typeof draft> => draft.parse(document);

const textsOf = (document: unknown): Partial<Record<ListName, readonly string[]>> => {
	const {machineNetwork, serviceNetwork, clusterNetwork} = draftOf(document).networking;
	return {
		...(machineNetwork && {machineNetwork: machineNetwork.map(({cidr}) => cidr)}),
		...(serviceNetwork && {serviceNetwork}),
		...(clusterNetwork && {clusterNetwork: clusterNetwork.map(({cidr}) => cidr)}),
	};
};

const networksOf = (document: unknown): Networks => {
	const given = textsOf(document);
	const read = (name: ListName): readonly Network[] =>
		given[name]?.flatMap((text) => parseNetwork(text) ?? []) ?? defaults[name];
	return {
		machineNetwork: read('machineNetwork'),
		serviceNetwork: read('serviceNetwork'),
		clusterNetwork: read('clusterNetwork'),
	};
};

const networkFault = (text: string): string | undefined => {
	const network = parseNetwork(text);
	if (network === undefined || network.prefix === 0) {
		return 'needed networks as 192.0.2.0/24 or 2001:db8::/64';
	}
	return isCanonical(network)
		? undefined
		: 'found an address in a network, needed the network itself';
};

const serviceFault = ({family, prefix}: Network): string | undefined => {
	const smallest = family === 4 ? 12 : 108;
	return prefix >= smallest ? undefined : `found /${prefix}, needed /${smallest} or smaller`;
};

type ClusterNetwork = {readonly cidr: string; readonly hostPrefix?: number | undefined};

const hostPrefixFault = ({cidr, hostPrefix}: ClusterNetwork): string | undefined => {
	const network = parseNetwork(cidr);
	if (network === undefined || hostPrefix === undefined) {
		return undefined;
	}
	if (network.family === 6 && hostPrefix !== 64) {
		return `found hostPrefix ${hostPrefix}, needed 64 with IPv6`;
	}
	return hostPrefix >= network.prefix && hostPrefix <= (network.family === 4 ? 32 : 128)
		? undefined
		: `found hostPrefix ${hostPrefix} in /${network.prefix}, needed a smaller network`;
};

/** Told at the later of the two lists. */
const overlapFault = (networks: Networks, name: ListName): string | undefined => {
	const own = networks[name];
	const earlier = listNames
		.slice(0, listNames.indexOf(name))
		.flatMap((other) => networks[other].map((network) => ({network, where: other as string})));
	const reserved = taken.map((network) => ({network, where: 'OVN-Kubernetes'}));
	const among = own.flatMap((network, index) =>
		own.slice(index + 1).map((other) => ({a: network, b: other, where: name as string})),
	);
	const across = own.flatMap((a) =>
		[...earlier, ...reserved].map(({network: b, where}) => ({a, b, where})),
	);
	const found = [...among, ...across].find(({a, b}) => overlap(a, b));
	return found && `${found.a.text} and ${found.b.text} (${found.where}) have addresses in common`;
};

/** As the machine network: one family, or both with IPv4 first. */
const familyFault = (networks: Networks, name: ListName): string | undefined => {
	const own = familiesOf(networks[name]);
	const machine = familiesOf(networks.machineNetwork);
	if (own === '6,4') {
		return 'needed IPv4 before IPv6';
	}
	return name === 'machineNetwork' || machine === '' || own === machine
		? undefined
		: 'needed the same families (IPv4, IPv6) as machineNetwork, in the same order';
};

const familiesOf = (networks: readonly Network[]): string =>
	[...new Set(networks.map(({family}) => family))].join();

const proxyFault = (document: unknown, name: 'httpProxy' | 'httpsProxy'): string | undefined => {
	const url = draftOf(document).proxy[name] ?? '';
	const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : '';
	const {serviceNetwork, clusterNetwork} = networksOf(document);
	const isInside = [...serviceNetwork, ...clusterNetwork].some(
		(network) => familyOf(host) !== undefined && holdsAddress(network, host),
	);
	return isInside ? 'lies in a network of the cluster, which it cannot' : undefined;
};
