/** Cards and a bond as they are typed: one line each, in words that are always in the same order. Pure. */
import {familyOf, parseNetwork} from './cidr.ts';
import {type BondMode, bondModes, type SiteBond, type SiteInterface} from './site-answers.ts';

type Reading<Value> = {readonly value: Value} | {readonly fault: string};

/** `eno1 dhcp`, or `eno1 192.0.2.10/24 2001:db8::10/64 gateway 192.0.2.1 2001:db8::1 vlan 100` */
export const readInterfaces = (text: string): Reading<readonly SiteInterface[]> => {
	const lines = text
		.split(/[\n;]/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const readings = lines.map(readInterface);
	const bad = readings.findIndex((reading) => 'fault' in reading);
	const reading = readings[bad];
	if (reading !== undefined && 'fault' in reading) {
		return {fault: lines.length === 1 ? reading.fault : `card ${bad + 1}: ${reading.fault}`};
	}
	return {value: readings.flatMap((one) => ('value' in one ? [one.value] : []))};
};

/** `bond0 active-backup eno1 eno2` */
export const readBond = (text: string): Reading<SiteBond> => {
	const [name = '', mode = '', ...ports] = text.split(/[\s,]+/);
	if (![name, ...ports].every(isInterfaceName) || ports.length === 0) {
		return {fault: 'needed the name of the bond, its mode, and the names of its ports'};
	}
	return isMode(mode)
		? {value: {name, mode, ports}}
		: {fault: `needed a mode after the name: ${bondModes.join(', ')}`};
};

const readInterface = (line: string): Reading<SiteInterface> => {
	const match = /^(\S+)\s+(.+?)(?:\s+gateway\s+(.+?))?(?:\s+vlan\s+(\S+))?$/.exec(line);
	const [, name = '', addressText = '', gatewayText = '', vlanText] = match ?? [];
	const gateways = gatewayText.split(/[\s,]+/).filter((one) => one !== '');
	const address = readAddress(addressText);
	const vlan = vlanText === undefined ? undefined : Number(vlanText);
	if (match === null || !isInterfaceName(name) || address === undefined) {
		return {fault: 'needed a name, then dhcp or addresses as 192.0.2.10/24'};
	}
	if (!areGateways(gateways) || (address.kind === 'dhcp' && gateways.length > 0)) {
		return {
			fault: 'needed after gateway one IP address of each family at the most, and none with dhcp',
		};
	}
	if (vlan !== undefined && !(Number.isInteger(vlan) && vlan >= 1 && vlan <= 4094)) {
		return {fault: 'needed after vlan a number from 1 to 4094'};
	}
	return {value: {name, address, gateways, ...(vlan !== undefined && {vlan})}};
};

const readAddress = (text: string): SiteInterface['address'] | undefined => {
	if (text === 'dhcp') {
		return {kind: 'dhcp'};
	}
	const cidrs = text.split(/[\s,]+/);
	return cidrs.every((cidr) => (parseNetwork(cidr)?.prefix ?? 0) > 0)
		? {kind: 'static', cidrs}
		: undefined;
};

const areGateways = (addresses: readonly string[]): boolean => {
	const families = addresses.map(familyOf);
	return !families.includes(undefined) && new Set(families).size === families.length;
};

/** IFNAMSIZ of the kernel is 16 with a zero at the end. */
const isInterfaceName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/.test(name);

const isMode = (text: string): text is BondMode => (bondModes as readonly string[]).includes(text);
