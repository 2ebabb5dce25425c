/** Which ports have a carrier, and how often that changed: for who plugs a cable and watches. Light; asked often. */
import {z} from 'zod';
import type {System} from '../../../system/types.ts';
import {readAttribute, readNumber} from '../../../tools/attribute.ts';
import type {Look} from '../look.ts';

export type Port = {
	readonly nic: string;
	readonly mac: string;
	/** Absent while the card is not started: then nobody can tell. */
	readonly hasCarrier?: boolean;
	/** How often the carrier came or went since the start. */
	readonly changes: number;
};

export type PortsReading = {readonly ports: readonly Port[]};

const netClass = '/sys/class/net';

export const ports: Look<Record<string, never>, PortsReading> = {
	params: z.strictObject({}),
	limitMs: 5000,
	read: async ({system}) => {
		const names = (await system.files.list(netClass)).filter((name) => name !== 'lo');
		const physical = await Promise.all(names.map((name) => isPhysical(system, name)));
		const cards = names.filter((_, index) => physical[index]);
		// Where there is no real card, as in a container or a lab, any will do.
		const shown = cards.length > 0 ? cards : names;
		return {ports: await Promise.all(shown.map((name) => readPort(system, name)))};
	},
};

const isPhysical = async (system: System, nic: string): Promise<boolean> =>
	(await system.files.resolve(`${netClass}/${nic}`))?.includes('/virtual/') === false;

const readPort = async (system: System, nic: string): Promise<Port> => {
	const path = `${netClass}/${nic}`;
	const [mac, carrier, changes] = await Promise.all([
		readAttribute(system, `${path}/address`),
		readAttribute(system, `${path}/carrier`),
		readNumber(system, `${path}/carrier_changes`),
	]);
	return {
		nic,
		mac: mac ?? '',
		changes: changes ?? 0,
		...((carrier === '0' || carrier === '1') && {hasCarrier: carrier === '1'}),
	};
};
