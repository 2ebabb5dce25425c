/**
 * Switches that NetworkManager heard of by LLDP. It listens where a connection says so; asking starts nothing.
 * Format: nmcli(1), `--terse`: colons between fields, a backslash before a colon that belongs to a value.
 */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export type Neighbour = {
	readonly nic: string;
	readonly chassis: string;
	readonly port: string;
	readonly portDescription: string;
	readonly system: string;
};

export const nmcliLldpCommand: Command = {
	program: 'nmcli',
	args: [
		'--terse',
		'--escape=yes',
		'--fields=DEVICE,CHASSIS-ID,PORT-ID,PORT-DESCRIPTION,SYSTEM-NAME',
		'device',
		'lldp',
		'list',
	],
};

/** On the device as it runs, not in its profile: the next activation listens no more. */
export const listenForNeighbours = async (
	system: System,
	nic: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['device', 'modify', nic, 'connection.lldp', 'enable-rx'];
	await system.run({program: 'nmcli', args}, {signal, timeoutMs: 30_000});
};

export const listNeighbours = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly Neighbour[]> =>
	parseNeighbours((await system.run(nmcliLldpCommand, reading(signal))).stdout);

export const parseNeighbours = (text: string): readonly Neighbour[] =>
	text.split('\n').flatMap((line) => {
		const [nic, chassis, port, portDescription = '', name = ''] = fieldsOf(line);
		return nic === undefined || chassis === undefined || port === undefined
			? []
			: [{nic, chassis, port, portDescription, system: name}];
	});

const fieldsOf = (line: string): readonly string[] =>
	(line.match(/(?:\\.|[^:\\])*(?::|$)/g) ?? [])
		.map((field) => field.replace(/:$/, '').replace(/\\(.)/g, '$1'))
		.slice(0, 5);
