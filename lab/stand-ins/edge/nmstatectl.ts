/**
 * Stands in for `nmstatectl`: `apply FILE` gives Ethernet and VLAN interfaces their static addresses, routes and name
 * servers, by keyfile and by `ip`; each applied document is kept in `/run/ibi-lab/nmstate`. What it does not know it
 * refuses, as the real one refuses an interface that does not exist. It verifies nothing.
 */
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {load} from 'js-yaml';
import {applyConnection, type Connection, ip, writeKeyfile, writeResolvers} from './network.ts';

type Address = {readonly ip: string; readonly 'prefix-length': number};
type Family = {readonly enabled?: boolean; readonly address?: readonly Address[]};
type Interface = {
	readonly name: string;
	readonly type?: string;
	readonly ipv4?: Family;
	readonly ipv6?: Family;
	readonly vlan?: {readonly 'base-iface': string; readonly id: number};
};
type State = {
	readonly interfaces?: readonly Interface[];
	readonly routes?: {
		readonly config?: readonly {
			readonly destination: string;
			readonly 'next-hop-address': string;
			readonly 'next-hop-interface': string;
		}[];
	};
	readonly 'dns-resolver'?: {readonly config?: {readonly server?: readonly string[]}};
};

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const [verb, file = '/dev/stdin'] = words;

if (verb === 'apply') {
	apply(readFileSync(file, 'utf8'));
} else if (verb === 'show') {
	process.stdout.write('{"interfaces":[]}\n');
} else {
	fail(`nmstatectl stand-in: ${words.join(' ')} is not known`);
}

function apply(text: string): void {
	const state = load(text) as State;
	const dns = state['dns-resolver']?.config?.server ?? [];
	const connections = (state.interfaces ?? []).map((one) => connectionOf(one, state, dns));
	const unknown = connections.find(({name, vlan}) => !ip('link', 'show', vlan?.parent ?? name));
	if (unknown !== undefined) {
		fail(`[ERROR] NmstateError: InvalidArgument: interface ${unknown.name} not found`);
		return;
	}
	for (const connection of connections) {
		writeKeyfile(connection);
		applyConnection(connection);
	}
	writeResolvers(dns);
	keep(text);
}

function connectionOf(one: Interface, {routes}: State, dns: readonly string[]): Connection {
	const route = routes?.config?.find(
		(row) => row['next-hop-interface'] === one.name && row.destination === '0.0.0.0/0',
	);
	const addresses = [one.ipv4, one.ipv6].flatMap((family) => family?.address ?? []);
	return {
		name: one.name,
		type: one.type ?? 'ethernet',
		addresses: addresses.map((address) => `${address.ip}/${address['prefix-length']}`),
		gateway: route?.['next-hop-address'],
		dns,
		vlan: one.vlan && {parent: one.vlan['base-iface'], id: String(one.vlan.id)},
	};
}

function keep(text: string): void {
	const directory = '/run/ibi-lab/nmstate';
	mkdirSync(directory, {recursive: true});
	writeFileSync(`${directory}/${readdirSync(directory).length + 1}.yaml`, text, {mode: 0o600});
}

function fail(message: string): void {
	process.stderr.write(`${message}\n`);
	process.exitCode = 1;
}
