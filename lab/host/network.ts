/**
 * The network of a lab host: a loopback for the registry, and one interface whose cable leads to a gateway that
 * answers and forwards nothing. The gateway lives in a namespace of its own: in the host's it would answer for
 * the host's address too, and look like a second machine with the same one.
 */
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';

const host = ['ip'] as const;
const gateway = ['ip', '-netns', 'lab-gateway'] as const;

const commands = (address: string | undefined): readonly (readonly [string, ...string[]])[] => [
	[...host, 'netns', 'add', 'lab-gateway'],
	[...host, 'link', 'set', 'lo', 'up'],
	[
		...host,
		...['link', 'add', 'eno1', 'address', '52:54:00:1b:1c:01', 'type', 'veth'],
		...['peer', 'name', 'lan0', 'address', '52:54:00:1b:1c:fe', 'netns', 'lab-gateway'],
	],
	[...gateway, 'address', 'add', '192.0.2.1/24', 'dev', 'lan0'],
	[...gateway, 'link', 'set', 'lan0', 'up'],
	[...host, 'link', 'set', 'eno1', 'up'],
	...(address === undefined ? [] : ownAddress(address)),
];

const ownAddress = (address: string): readonly (readonly [string, ...string[]])[] => [
	[...host, 'address', 'add', address, 'dev', 'eno1'],
	[...host, 'route', 'add', 'default', 'via', '192.0.2.1', 'dev', 'eno1'],
];

/** @param address of the interface, with its prefix; absent: it has none */
export const makeNetwork = async (lab: Lab, address: string | undefined): Promise<void> => {
	for (const command of commands(address)) {
		await run(lab, command);
	}
};
