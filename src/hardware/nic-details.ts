/** What a network card is beside its link and addresses: hardware, virtual functions, bonds, VLANs, bridges. */
import type {System} from '../system/types.ts';
import {readAttribute, readLinkName, readNumber} from '../tools/attribute.ts';
import {readFirmwareVersion} from '../tools/ethtool.ts';
import type {Link} from '../tools/ip.ts';
import {type Fact, known, unknown} from './fact.ts';
import type {NicDetails, NicHardware, NicKind, SriovRole} from './nic-facts.ts';
import {partLimitMs} from './probes.ts';
import {asFact} from './time-limit.ts';

const netClass = '/sys/class/net';

export type NicSources = {
	readonly links: readonly Link[];
	/** Lower case, with colons. */
	readonly bootMac: string | undefined;
	readonly signal: AbortSignal | undefined;
};

export const readNicDetails = async (
	system: System,
	link: Link,
	{links, bootMac, signal}: NicSources,
): Promise<Omit<NicDetails, 'lldp'>> => {
	const hardware = await readHardware(system, link.name, signal);
	const sriov = await readSriov(system, link.name);
	const members = links.filter(({master}) => master === link.name).map(({name}) => name);
	const own = link.permanentMac ?? link.mac;
	return {
		kind: kindOf(link, hardware),
		...(link.permanentMac !== undefined && {permanentMac: link.permanentMac}),
		duplex: await readDuplex(system, link.name),
		...(hardware && {hardware}),
		...(sriov && {sriov}),
		...(link.master !== undefined && {master: link.master}),
		...(members.length > 0 && {members}),
		...(link.bondMode !== undefined && {bondMode: link.bondMode}),
		...(link.vlanId !== undefined && {
			vlan: {id: link.vlanId, ...(link.parent !== undefined && {parent: link.parent})},
		}),
		...(link.maximumMtu !== undefined && {maximumMtu: link.maximumMtu}),
		isBootCard: bootMac !== undefined && own === bootMac,
	};
};

/** The firmware names the card it started from as `BOOTIF=01-52-54-…`: a type, then the MAC. */
export const bootMacOf = (commandLine: string): string | undefined =>
	/(?:^|\s)BOOTIF=(?:[0-9a-f]{2}-)?((?:[0-9a-f]{2}[-:]){5}[0-9a-f]{2})(?:\s|$)/i
		.exec(commandLine)?.[1]
		?.toLowerCase()
		.replaceAll('-', ':');

const kindOf = ({kind}: Link, hardware: NicHardware | undefined): NicKind => {
	switch (kind) {
		case 'bond':
		case 'vlan':
		case 'bridge':
			return kind;
		default:
			return hardware === undefined ? 'other' : 'card';
	}
};

const readDuplex = async (system: System, name: string): Promise<NicDetails['duplex']> => {
	const duplex = await readAttribute(system, `${netClass}/${name}/duplex`);
	return duplex === 'full' || duplex === 'half'
		? known(duplex)
		: unknown('the driver does not tell the duplex mode');
};

/** Undefined for what the kernel made itself. */
const readHardware = async (
	system: System,
	name: string,
	signal: AbortSignal | undefined,
): Promise<NicHardware | undefined> => {
	const device = `${netClass}/${name}/device`;
	const place = await system.files.resolve(device);
	if (place === undefined) {
		return undefined;
	}
	const [vendor, model, node] = await Promise.all([
		readAttribute(system, `${device}/vendor`),
		readAttribute(system, `${device}/device`),
		readNumber(system, `${device}/numa_node`),
	]);
	const address = pciAddress.exec(place)?.[0];
	const isPci = pciId.test(vendor ?? '') && pciId.test(model ?? '');
	return {
		address: address === undefined ? unknown('it is not on PCI') : known(address),
		id: isPci
			? known([vendor, model].map((word) => word?.replace(/^0x0*(?=.{4})/, '')).join(':'))
			: unknown('it is not on PCI'),
		numaNode:
			node === undefined || node < 0
				? unknown('the firmware does not tell its memory node')
				: known(node),
		firmware: await readFirmware(system, name, signal),
	};
};

const pciAddress =
	/[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.\d(?!.*[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.\d)/;
const pciId = /^0x[0-9a-f]+$/;

const readFirmware = (
	system: System,
	name: string,
	signal: AbortSignal | undefined,
): Promise<Fact<string>> =>
	asFact(system, {what: name, limitMs: partLimitMs, signal}, async (either) => {
		const version = await readFirmwareVersion(system, name, either);
		return version === undefined
			? unknown('the driver does not tell its firmware')
			: known(version);
	});

const readSriov = async (system: System, name: string): Promise<SriovRole | undefined> => {
	const device = `${netClass}/${name}/device`;
	const parent = await system.files.resolve(`${device}/physfn`);
	if (parent !== undefined) {
		const [nic] = await system.files.list(`${device}/physfn/net`);
		return {role: 'virtual', ...(nic !== undefined && {parent: nic})};
	}
	const totalFunctions = await readNumber(system, `${device}/sriov_totalvfs`);
	if (totalFunctions === undefined || totalFunctions === 0) {
		return undefined;
	}
	const activeFunctions = (await readNumber(system, `${device}/sriov_numvfs`)) ?? 0;
	return {role: 'physical', totalFunctions, activeFunctions};
};

export const driverOf = async (system: System, name: string): Promise<Fact<string>> => {
	const driver = await readLinkName(system, `${netClass}/${name}/device/driver`);
	return driver === undefined ? unknown('there is no driver: it is not a card') : known(driver);
};
