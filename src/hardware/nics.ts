/**
 * Network cards with link and addresses, default routes, name servers. What the kernel made itself (bridges,
 * bonds, the loopback) is listed too but is not physical; only the loopback is left out.
 */
import type {System} from '../system/types.ts';
import {
	type DefaultRoute,
	type Link,
	type LinkAddress,
	listAddresses,
	listDefaultRoutes,
	listLinks,
} from '../tools/ip.ts';
import {type Fact, known, type NetworkFacts, type Nic, type Route, unknown} from './facts.ts';
import type {Probes} from './probes.ts';

export const networkProbes: Probes<NetworkFacts> = {
	nics: async (system, signal) => {
		const [links, addresses] = await Promise.all([
			listLinks(system, signal),
			listAddresses(system, signal),
		]);
		const shown = links.filter(({linkType}) => linkType !== 'loopback');
		return known(await Promise.all(shown.map((link) => readNic(system, link, addresses))));
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

const netClass = '/sys/class/net';

const readNic = async (
	system: System,
	link: Link,
	addresses: readonly LinkAddress[],
): Promise<Nic> => {
	const device = await system.files.resolve(`${netClass}/${link.name}`);
	return {
		name: link.name,
		mac: link.permanentMac ?? link.mac ?? '',
		isPhysical: device !== undefined && !device.includes('/virtual/'),
		link: await readLinkState(system, link),
		speedMbps: await readSpeed(system, link.name),
		driver: await readDriver(system, link.name),
		mtu: link.mtu,
		addresses: addresses
			.filter((one) => one.link === link.name)
			.map(({family, address, prefixLength}) => ({family, address, prefixLength})),
	};
};

/** The kernel refuses to tell the carrier of a link that is administratively down. */
const readLinkState = async (system: System, {name, state}: Link): Promise<Fact<'up' | 'down'>> => {
	const carrier = await readAttribute(system, name, 'carrier');
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
	const speed = Number((await readAttribute(system, name, 'speed')) ?? Number.NaN);
	return speed > 0 ? known(speed) : unknown('the driver does not tell the speed');
};

const readDriver = async (system: System, name: string): Promise<Fact<string>> => {
	const driver = await system.files.resolve(`${netClass}/${name}/device/driver`);
	const last = driver?.split('/').at(-1);
	return last === undefined ? unknown('there is no driver: it is not a card') : known(last);
};

/** Reading rejects with EINVAL where the kernel has no answer. */
const readAttribute = async (
	system: System,
	name: string,
	attribute: string,
): Promise<string | undefined> => {
	try {
		return (await system.files.readText(`${netClass}/${name}/${attribute}`)).trim();
	} catch {
		return undefined;
	}
};
