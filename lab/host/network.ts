/**
 * The network of a lab host: a loopback for the registry, and one interface whose cable leads to a gateway that
 * answers and forwards nothing. The gateway lives in a namespace of its own: in the host's it would answer for
 * the host's address too, and look like a second machine with the same one.
 */
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';

const host = ['ip'] as const;
const gateway = ['ip', '-netns', 'lab-gateway'] as const;

export type HostNetwork = {
	/** Of the interface, with its prefix; absent: it has none. */
	readonly address?: string | undefined;
	/** Further addresses of the gateway, with their prefixes: in networks that a site has instead. */
	readonly gateways?: readonly string[] | undefined;
};

export const makeNetwork = async (lab: Lab, network: HostNetwork): Promise<void> => {
	for (const command of commands(network)) {
		await run(lab, command);
	}
};

type Words = readonly [string, ...string[]];

const commands = ({address, gateways = []}: HostNetwork): readonly Words[] => [
	[...host, 'netns', 'add', 'lab-gateway'],
	[...host, 'link', 'set', 'lo', 'up'],
	[
		...host,
		...['link', 'add', 'eno1', 'address', '52:54:00:1b:1c:01', 'type', 'veth'],
		...['peer', 'name', 'lan0', 'address', '52:54:00:1b:1c:fe', 'netns', 'lab-gateway'],
	],
	...['192.0.2.1/24', ...gateways].map(
		(one): Words => [...gateway, 'address', 'add', one, 'dev', 'lan0'],
	),
	[...gateway, 'link', 'set', 'lan0', 'up'],
	[...host, 'link', 'set', 'eno1', 'up'],
	...(address === undefined ? [] : ownAddress(address)),
];

const ownAddress = (address: string): readonly Words[] => [
	[...host, 'address', 'add', address, 'dev', 'eno1'],
	[...host, 'route', 'add', 'default', 'via', '192.0.2.1', 'dev', 'eno1'],
];
