/**
 * A made network: the host under test in one namespace, and the world in another (gateway, name servers, a real
 * registry), with one cable between them. Needs root, iproute2, docker-registry, htpasswd, skopeo.
 */
import {type ChildProcess, execFile, execFileSync, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {promisify} from 'node:util';
import type {LadderFacts} from '../../src/engine/ladder/facts.ts';
import type {Authority, LeafOptions} from './certificates.ts';
import type {Services} from './network-services.ts';
import {password, writeAuth} from './registry.ts';

/** The plan of addresses: the gateway and a name server on the cable, the registry behind the gateway. */
export const addresses = {
	host: '10.77.0.10',
	gateway: '10.77.0.1',
	nameServer: '10.77.0.53',
	otherNameServer: '10.77.0.54',
	registry: '10.99.0.5',
	nobody: '10.77.0.99',
} as const;

export const registryName = 'registry.lab.test:5000';
export const image = `${registryName}/seed:v1`;

export type Fault = {
	/** Commands of `ip`, run in the world and then in the host once all is up; `HOST` is the namespace of the host. */
	readonly host?: readonly string[];
	readonly world?: readonly string[];
	/** What chronyd was told to ask, and could not follow yet. */
	readonly timeServers?: readonly string[];
	readonly services?: Services;
	readonly nameServers?: readonly string[];
	/** Of the certificate of the registry; null: there is no registry. */
	readonly leaf?: LeafOptions | null;
	readonly isAuthorityTrusted?: boolean;
	readonly userAndPassword?: string;
	readonly image?: string;
	readonly environment?: Readonly<Record<string, string>>;
	readonly clockWrongByMs?: number;
	/** The kernel needs a moment to find that somebody has an IPv6 address. */
	readonly isRefusedAddressAwaited?: boolean;
};

/** A directory that a registry serves: whatever was pushed to it before. */
export type Shelf = {readonly storage: string; readonly authority: Authority};

const run = promisify(execFile);
let count = 0;

export const goodServices: Services = {
	nameServers: [
		{address: addresses.nameServer, records: {'registry.lab.test': addresses.registry}},
	],
	proxies: [],
};

/** Makes the network with the fault, climbs, and takes all down again. */
export const climbWith = async (shelf: Shelf, fault: Fault): Promise<LadderFacts> =>
	withNetwork(shelf, fault, (host, directory) => climbIn(host, directory, shelf, fault));

/** Makes the network with the fault, and takes it down again when the task has ended. */
export const withNetwork = async <Result>(
	shelf: Shelf,
	fault: Fault,
	task: (host: string, directory: string) => Promise<Result>,
): Promise<Result> => {
	const name = `ibi${process.pid}-${count++}`;
	const [host, world] = [`${name}h`, `${name}w`];
	const directory = mkdtempSync(join(tmpdir(), 'ibi-network-'));
	const children: ChildProcess[] = [];
	try {
		makeCable(host, world);
		children.push(await startServices(world, fault.services ?? goodServices));
		if (fault.leaf !== null) {
			children.push(await startRegistryIn(world, directory, shelf, fault.leaf ?? {}));
		}
		for (const command of fault.world ?? []) ip(world, command.replace('HOST', host));
		for (const command of fault.host ?? []) ip(host, command);
		if (fault.isRefusedAddressAwaited) await untilRefused(host);
		return await task(host, directory);
	} finally {
		await Promise.all(children.map(ended));
		for (const namespace of [host, world]) {
			execFileSync('ip', ['netns', 'delete', namespace]);
		}
		rmSync(directory, {recursive: true});
	}
};

const ip = (namespace: string, command: string): void => {
	execFileSync('ip', ['-n', namespace, ...command.split(' ')], {stdio: 'pipe'});
};

const makeCable = (host: string, world: string): void => {
	for (const namespace of [host, world]) {
		execFileSync('ip', ['netns', 'add', namespace]);
		ip(namespace, 'link set lo up');
	}
	ip(host, `link add eno1 type veth peer name far netns ${world}`);
	for (const address of [addresses.gateway, addresses.nameServer, addresses.otherNameServer]) {
		ip(world, `address add ${address}/24 dev far`);
	}
	ip(world, `address add ${addresses.registry}/32 dev lo`);
	ip(world, 'link set far up');
	ip(host, `address add ${addresses.host}/24 dev eno1`);
	ip(host, 'link set eno1 up');
	ip(host, `route add default via ${addresses.gateway}`);
	// As a router: it answers for the addresses of the cable only, not for those behind it.
	execFileSync('ip', ['netns', 'exec', world, 'sysctl', '-qw', 'net.ipv4.conf.all.arp_ignore=1']);
};

const startServices = async (world: string, services: Services): Promise<ChildProcess> => {
	const script = new URL('network-services.ts', import.meta.url).pathname;
	const args = ['netns', 'exec', world, process.execPath, script, JSON.stringify(services)];
	const child = spawn('ip', args, {stdio: ['ignore', 'pipe', 'inherit']});
	await new Promise<void>((resolve, reject) => {
		child.stdout.once('data', () => resolve());
		// Not its exit, which may be told before what it printed.
		child.once('close', (code) => reject(new Error(`services ended with ${code}`)));
	});
	return child;
};

const startRegistryIn = async (
	world: string,
	directory: string,
	{storage, authority}: Shelf,
	leaf: LeafOptions,
): Promise<ChildProcess> => {
	const {cert, key} = authority.sign({names: ['registry.lab.test'], ...leaf});
	const file = (name: string, text: string): string => {
		writeFileSync(join(directory, name), text);
		return join(directory, name);
	};
	const config = {
		version: 0.1,
		log: {level: 'error'},
		storage: {filesystem: {rootdirectory: storage}, maintenance: {readonly: {enabled: true}}},
		http: {
			addr: `${addresses.registry}:5000`,
			tls: {certificate: file('tls.crt', cert), key: file('tls.key', key)},
		},
		auth: {
			htpasswd: {
				realm: 'test',
				path: file(
					'htpasswd',
					execFileSync('htpasswd', ['-Bbn', 'user', password], {encoding: 'utf8'}),
				),
			},
		},
	};
	const args = ['netns', 'exec', world, 'docker-registry', 'serve'];
	const child = spawn('ip', [...args, file('config.yml', JSON.stringify(config))], {
		stdio: 'ignore',
	});
	await untilListening(world, child);
	return child;
};

const untilListening = async (world: string, child: ChildProcess): Promise<void> => {
	for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
		const {stdout} = await run('ip', ['netns', 'exec', world, 'cat', '/proc/net/tcp']);
		// State 0A is LISTEN, 1388 is port 5000.
		if (/:1388 00000000:0000 0A/.test(stdout)) return;
		await delay(50);
	}
	throw new Error('the registry did not start');
};

const untilRefused = async (host: string): Promise<void> => {
	for (let attempt = 0; attempt < 100; attempt++) {
		const {stdout} = await run('ip', ['-n', host, '-6', 'address', 'show', 'dadfailed']);
		if (stdout.includes('dadfailed')) return;
		await delay(100);
	}
	throw new Error('the kernel found no other owner of the address');
};

const climbIn = async (
	host: string,
	directory: string,
	shelf: Shelf,
	fault: Fault,
): Promise<LadderFacts> => {
	writeProgram(directory, 'timedatectl', 'echo yes');
	if (fault.timeServers !== undefined) {
		writeProgram(directory, 'chronyc', chronyScript(fault.timeServers));
	}
	const auth = fault.userAndPassword ?? `user:${password}`;
	const order = {
		source: {
			kind: 'registry',
			image: fault.image ?? image,
			authFile: writeAuth(directory, 'auth.json', registryName, auth),
		},
		clockWrongByMs: fault.clockWrongByMs ?? 0,
	};
	const script = new URL('climb-in-namespace.ts', import.meta.url);
	const answer = await runInHost(host, directory, shelf, fault, script, order);
	return answer as LadderFacts;
};

/** As chronyc prints its tracking and its sources while nothing was reached yet (`-c`). */
const chronyScript = (servers: readonly string[]): string => `case "$*" in
*tracking) echo '00000000,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised' ;;
*) printf '%s\\n' ${servers.map((server) => `'^,?,${server},0,6,0,4294967295,0.0,0.0,0.0'`).join(' ')} ;;
esac`;

/** A stand-in for a program that speaks of the real host, found before it. */
export const writeProgram = (directory: string, name: string, script: string): void => {
	mkdirSync(join(directory, 'bin'), {recursive: true});
	writeFileSync(join(directory, 'bin', name), `#!/bin/sh\n${script}\n`, {mode: 0o755});
};

/** Runs a script in the host, with its order as JSON; what it prints is JSON too. */
export const runInHost = async (
	host: string,
	directory: string,
	{authority}: Shelf,
	fault: Fault,
	script: URL,
	order: object,
): Promise<unknown> => {
	const {program, args, env} = commandInHost(host, directory, {authority}, fault, script, order);
	const {stdout} = await run(program, [...args], {env});
	return JSON.parse(stdout);
};

/** How that is started. */
export const commandInHost = (
	host: string,
	directory: string,
	{authority}: Pick<Shelf, 'authority'>,
	fault: Fault,
	script: URL,
	order: object,
) => {
	const home = join(directory, 'home');
	if (fault.isAuthorityTrusted ?? true) {
		const file = join(home, '.config/containers/certs.d', registryName, 'ca.crt');
		mkdirSync(dirname(file), {recursive: true});
		writeFileSync(file, authority.pem);
	}
	const nameServers = fault.nameServers ?? [addresses.nameServer];
	writeFileSync(
		join(directory, 'resolv.conf'),
		nameServers.map((server) => `nameserver ${server}\noptions timeout:1 attempts:1\n`).join(''),
	);
	const inside = 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"';
	return {
		program: 'ip',
		args: [
			...['netns', 'exec', host, 'unshare', '--mount', 'sh', '-c', inside, 'sh'],
			...[join(directory, 'resolv.conf'), process.execPath, script.pathname, JSON.stringify(order)],
		],
		env: {
			PATH: `${join(directory, 'bin')}:/usr/sbin:/usr/bin:/sbin:/bin`,
			HOME: home,
			...fault.environment,
		},
	};
};

const ended = async (child: ChildProcess): Promise<void> => {
	if (child.exitCode === null) {
		const end = new Promise((resolve) => child.once('exit', resolve));
		child.kill();
		await end;
	}
};
