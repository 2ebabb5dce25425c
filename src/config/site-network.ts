/** Typed addresses as an nmstate document, and what they must have in common. Pure. */
import {familyOf, holdsAddress, type Network, parseNetwork} from './cidr.ts';
import type {SiteAnswers, SiteBond, SiteInterface} from './site-answers.ts';

export type NetworkAnswers = Pick<
	Partial<SiteAnswers>,
	'interfaces' | 'bond' | 'dnsServers' | 'machineNetworks'
>;

/** undefined when nothing of the network was answered, so that what the seed brings holds. */
export const nmstateOf = (answers: NetworkAnswers): object | undefined => {
	const {interfaces = [], bond, dnsServers = []} = answers;
	if (interfaces.length === 0 && bond === undefined && dnsServers.length === 0) {
		return undefined;
	}
	const families = familiesOf(answers);
	const below = interfaces.filter(({vlan}) => vlan !== undefined);
	const all = onceEach([
		...(bond === undefined ? [] : [{...bondOf(bond), ...addressesOf(dhcp, families)}]),
		...below.map(({name}) => ({...baseOf(name, bond), ...noAddress})),
		...interfaces.map((card) => ({...linkOf(card, bond), ...addressesOf(card.address, families)})),
	]);
	const routes = interfaces.flatMap(routesOf);
	return {
		...(all.length > 0 && {interfaces: all}),
		...(routes.length > 0 && {routes: {config: routes}}),
		...(dnsServers.length > 0 && {'dns-resolver': {config: {server: [...dnsServers]}}}),
	};
};

/** A sentence for each fault between fields, at the field that a person would change. */
export const networkFaults = (
	answers: NetworkAnswers,
): readonly {readonly field: 'interfaces' | 'bond' | 'dnsServers'; readonly why: string}[] => [
	...gatewayFaults(answers).map((why) => ({field: 'interfaces' as const, why})),
	...outsideFaults(answers).map((why) => ({field: 'interfaces' as const, why})),
	...nameFaults(answers).map((why) => ({field: 'interfaces' as const, why})),
	...portFaults(answers).map((why) => ({field: 'bond' as const, why})),
	...dnsFaults(answers).map((why) => ({field: 'dnsServers' as const, why})),
];

type Families = {readonly 4: boolean; readonly 6: boolean};

type Link = {readonly name: string};

const dhcp = {kind: 'dhcp'} as const;

const noAddress = {ipv4: {enabled: false}, ipv6: {enabled: false}};

const familiesOf = ({machineNetworks = []}: NetworkAnswers): Families => {
	const found = machineNetworks.flatMap((text) => parseNetwork(text)?.family ?? []);
	return {4: found.length === 0 || found.includes(4), 6: found.includes(6)};
};

const linkOf = ({name, vlan}: SiteInterface, bond: SiteBond | undefined): Link =>
	vlan === undefined
		? baseOf(name, bond)
		: {
				name: vlanName(name, vlan),
				...{type: 'vlan', state: 'up', vlan: {'base-iface': name, id: vlan}},
			};

const baseOf = (name: string, bond: SiteBond | undefined): Link =>
	bond?.name === name ? bondOf(bond) : {name, ...{type: 'ethernet', state: 'up'}};

const bondOf = ({name, mode, ports}: SiteBond) => ({
	name,
	type: 'bond',
	state: 'up',
	'link-aggregation': {mode, port: [...ports]},
});

const vlanName = (name: string, vlan: number): string => `${name}.${vlan}`;

const addressesOf = (address: SiteInterface['address'], families: Families): object => {
	if (address.kind === 'dhcp') {
		return {
			ipv4: families[4] ? {enabled: true, dhcp: true} : {enabled: false},
			ipv6: families[6] ? {enabled: true, dhcp: true, autoconf: true} : {enabled: false},
		};
	}
	const of = (family: 4 | 6): object => {
		const found = address.cidrs.filter((cidr) => parseNetwork(cidr)?.family === family);
		return found.length === 0
			? {enabled: false}
			: {enabled: true, dhcp: false, address: found.map(nmstateAddress)};
	};
	return {ipv4: of(4), ipv6: of(6)};
};

const nmstateAddress = (cidr: string): object => {
	const [ip = '', prefix = ''] = cidr.split('/');
	return {ip, 'prefix-length': Number(prefix)};
};

const routesOf = ({name, gateways, vlan}: SiteInterface): readonly object[] =>
	gateways.map((gateway) => ({
		destination: familyOf(gateway) === 6 ? '::/0' : '0.0.0.0/0',
		'next-hop-address': gateway,
		'next-hop-interface': vlan === undefined ? name : vlanName(name, vlan),
	}));

/** The last of a name: what has an address comes after what only carries it. */
const onceEach = (links: readonly Link[]): readonly Link[] => [
	...new Map(links.map((link) => [link.name, link])).values(),
];

const gatewayFaults = ({interfaces = []}: NetworkAnswers): readonly string[] =>
	interfaces.flatMap(({name, address, gateways}) =>
		address.kind === 'dhcp'
			? []
			: gateways
					.filter((gateway) => !networksOf(address.cidrs).some((one) => holdsAddress(one, gateway)))
					.map((gateway) => `the gateway ${gateway} lies in no network of ${name}`),
	);

/** Only when no card asks DHCP is it certain. */
const outsideFaults = ({
	interfaces = [],
	machineNetworks = [],
}: NetworkAnswers): readonly string[] => {
	const cidrs = interfaces.flatMap(({address}) => (address.kind === 'static' ? address.cidrs : []));
	if (interfaces.length === 0 || interfaces.some(({address}) => address.kind === 'dhcp')) {
		return [];
	}
	return networksOf(machineNetworks)
		.filter((network) => !cidrs.some((cidr) => holdsAddress(network, cidr.replace(/\/.*/, ''))))
		.map(({text}) => `no address lies in the machine network ${text}`);
};

const nameFaults = ({interfaces = [], bond}: NetworkAnswers): readonly string[] => {
	const names = interfaces.map(({name, vlan}) =>
		vlan === undefined ? name : vlanName(name, vlan),
	);
	const repeated = names.filter((name, index) => names.indexOf(name) !== index);
	const ports = interfaces.filter(({name}) => bond?.ports.includes(name) === true);
	return [
		...repeated.map((name) => `${name} is there twice`),
		...ports.map(({name}) => `${name} is a port of ${bond?.name ?? ''}, which has the address`),
	];
};

const portFaults = ({bond}: NetworkAnswers): readonly string[] =>
	bond !== undefined && new Set([bond.name, ...bond.ports]).size <= bond.ports.length
		? ['a name is there twice']
		: [];

const dnsFaults = ({interfaces = [], dnsServers = []}: NetworkAnswers): readonly string[] =>
	interfaces.length > 0 &&
	dnsServers.length === 0 &&
	interfaces.every(({address}) => address.kind === 'static')
		? ['needed at least one, since no card asks DHCP']
		: [];

const networksOf = (texts: readonly string[]): readonly Network[] =>
	texts.flatMap((text) => parseNetwork(text) ?? []);
