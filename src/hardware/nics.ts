/**
 * Network cards with link and addresses, default routes, name servers. What the kernel made itself (bridges,
 * bonds, the loopback) is listed too but is not physical; only the loopback is left out.
 */
import type {System} from '../system/types.ts';
import {readAttribute} from '../tools/attribute.ts';
import {
	type DefaultRoute,
	type Link,
	type LinkAddress,
	listAddresses,
	listDefaultRoutes,
	listLinks,
} from '../tools/ip.ts';
import {type Fact, known, type NetworkFacts, type Nic, type Route, unknown} from './facts.ts';
import {readLldp} from './lldp.ts';
import {bootMacOf, driverOf, readNicDetails} from './nic-details.ts';
import type {LldpNeighbour, NicDetails} from './nic-facts.ts';
import type {Probes} from './probes.ts';

export const networkProbes: Probes<NetworkFacts> = {
	nics: async (system, signal) => {
		const [cards, neighbours] = await Promise.all([
			readNics(system, signal),
			readLldp(system, signal),
		]);
		return known(cards.map(({nic, details}) => withNeighbours(nic, details, neighbours)));
	},
	defaultRoutes: async (system, signal) => {
		const routes = await listDefaultRoutes(system, signal);
		return known(routes.map(toRoute));
	},
	dnsServers: async (system) =>
		known(parseResolvConf(await system.files.readText('/etc/resolv.conf'))),
};

/** resolv.conf(5): a keyword and its value a line. */
export const parseResolvConf = (text: string): readonly string[] =>
	text
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(([keyword, value]) => keyword === 'nameserver' && value !== undefined)
		.map(([, value = '']) => value);

const toRoute = ({family, gateway, link}: DefaultRoute): Route => ({
	family,
	gateway,
	nic: link,
});

type Card = {readonly nic: Nic; readonly details: Omit<NicDetails, 'lldp'>};

const readNics = async (system: System, signal: AbortSignal): Promise<readonly Card[]> => {
	const [links, addresses, commandLine] = await Promise.all([
		listLinks(system, signal),
		listAddresses(system, signal),
		system.files.readText('/proc/cmdline'),
	]);
	const sources = {links, bootMac: bootMacOf(commandLine), signal};
	return Promise.all(
		links
			.filter(({linkType}) => linkType !== 'loopback')
			.map(async (link) => {
				const [nic, details] = await Promise.all([
					readNic(system, link, addresses),
					readNicDetails(system, link, sources),
				]);
				return {nic, details};
			}),
	);
};

const withNeighbours = (
	nic: Nic,
	details: Card['details'],
	neighbours: Fact<ReadonlyMap<string, readonly LldpNeighbour[]>>,
): Nic => ({
	...nic,
	details: {
		...details,
		lldp: neighbours.known ? known(neighbours.value.get(nic.name) ?? []) : neighbours,
	},
});

const netClass = '/sys/class/net';

const readNic = async (
	system: System,
	link: Link,
	addresses: readonly LinkAddress[],
): Promise<Nic> => {
	const device = await system.files.resolve(`${netClass}/${link.name}`);
	return {
		name: link.name,
		mac: link.permanentMac ?? link.mac ?? 'none',
		isPhysical: device !== undefined && !device.includes('/virtual/'),
		link: await readLinkState(system, link),
		speedMbps: await readSpeed(system, link.name),
		driver: await driverOf(system, link.name),
		mtu: link.mtu,
		addresses: addresses
			.filter((one) => one.link === link.name)
			.map(({family, address, prefixLength}) => ({family, address, prefixLength})),
	};
};

/** The kernel refuses to tell the carrier of a link that is administratively down. */
const readLinkState = async (system: System, {name, state}: Link): Promise<Fact<'up' | 'down'>> => {
	const carrier = await readAttribute(system, `${netClass}/${name}/carrier`);
	if (carrier === '1') {
		return known('up');
	}
	if (carrier === '0') {
		return known('down');
	}
	return unknown(
		state === 'DOWN' ? 'the card is not started, so its carrier cannot be told' : 'no carrier told',
	);
};

/** -1 where the driver does not know, as virtio. */
const readSpeed = async (system: System, name: string): Promise<Fact<number>> => {
	const speed = Number((await readAttribute(system, `${netClass}/${name}/speed`)) ?? Number.NaN);
	return speed > 0 ? known(speed) : unknown('the driver does not tell the speed');
};
