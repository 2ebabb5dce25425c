/**
 * A real etcd on a folder of the lab's, spoken to by its JSON gateway (etcd 3.4, `/v3`): plaintext on loopback, one
 * member, as long as `work` runs.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort} from './registry.ts';
import {run} from './run.ts';
import type {Lab} from './stage.ts';

export type EtcdClient = {
	readonly put: (key: string, value: string) => Promise<void>;
	/** Everything below a prefix. */
	readonly list: (prefix: string) => Promise<ReadonlyMap<string, string>>;
	readonly peerAddresses: () => Promise<readonly string[]>;
	readonly setPeerAddress: (address: string) => Promise<void>;
};

const readyWithinMs = 20_000;
const pollMs = 50;

export const withEtcd = async <T>(
	lab: Lab,
	directory: string,
	work: (client: EtcdClient) => Promise<T>,
): Promise<T> => {
	const [client, peer] = [await localAddress(), await localAddress()];
	const args = ['--pdeathsig', 'KILL', 'etcd', ...etcdArguments(directory, [client, peer])];
	const child = spawn('setpriv', args, {stdio: ['ignore', 'ignore', 'pipe']});
	const said: string[] = [];
	child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
	const ended = once(child, 'exit');
	try {
		await waitUntilHealthy(lab, client, () => {
			if (child.exitCode !== null) {
				throw new Error(`Starting etcd on ${directory}: ${said.join('').slice(-2000)}`);
			}
		});
		return await work(etcdClient(client));
	} finally {
		child.kill('SIGTERM');
		await ended;
	}
};

/** What a database holds, as JSON by key. A copy is read: opening it changes it. */
export const readDatabase = async (
	lab: Lab,
	directory: string,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> => {
	const copy = await mkdtemp(join(tmpdir(), 'ibi-lab-etcd-'));
	try {
		await run(lab, ['cp', '--archive', `${directory}/.`, copy]);
		const rows = await withEtcd(lab, copy, (client) => client.list('/'));
		return new Map([...rows].map(([key, value]) => [key, JSON.parse(value)]));
	} finally {
		await rm(copy, {recursive: true});
	}
};

const localAddress = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;

const etcdArguments = (directory: string, [client, peer]: readonly [string, string]) => [
	'--name=seed-0',
	`--data-dir=${directory}`,
	`--listen-client-urls=${client}`,
	`--advertise-client-urls=${client}`,
	`--listen-peer-urls=${peer}`,
	`--initial-advertise-peer-urls=${peer}`,
	`--initial-cluster=seed-0=${peer}`,
	'--log-level=error',
];

const waitUntilHealthy = async (
	{system}: Lab,
	address: string,
	requireAlive: () => void,
): Promise<void> => {
	const deadlineMs = system.clock.monotonicMs() + readyWithinMs;
	while (!(await isHealthy(address))) {
		requireAlive();
		if (system.clock.monotonicMs() > deadlineMs) {
			throw new Error(`Waiting for etcd at ${address}: it did not become healthy`);
		}
		await system.clock.sleep(pollMs);
	}
};

const isHealthy = async (address: string): Promise<boolean> => {
	const response = await fetch(`${address}/health`).catch(() => undefined);
	return response !== undefined && (await response.text()).includes('true');
};

const etcdClient = (address: string): EtcdClient => {
	const members = async () => (await post(address, 'cluster/member/list', {})).members ?? [];
	return {
		put: async (key, value) => {
			await post(address, 'kv/put', {key: encode(key), value: encode(value)});
		},
		list: async (prefix) => {
			const range = {key: encode(prefix), range_end: encode(endOf(prefix))};
			const {kvs = []} = await post(address, 'kv/range', range);
			return new Map(kvs.map(({key, value = ''}) => [decode(key), decode(value)]));
		},
		peerAddresses: async () => (await members()).flatMap(({peerURLs}) => peerURLs ?? []),
		setPeerAddress: async (peer) => {
			const [member] = await members();
			await post(address, 'cluster/member/update', {ID: member?.ID, peerURLs: [peer]});
		},
	};
};

type Answer = {
	readonly kvs?: readonly {readonly key: string; readonly value?: string}[];
	readonly members?: readonly {readonly ID: string; readonly peerURLs?: readonly string[]}[];
};

const post = async (address: string, path: string, body: object): Promise<Answer> => {
	const response = await fetch(`${address}/v3/${path}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	if (!response.ok) {
		throw new Error(`etcd ${path}: ${await response.text()}`);
	}
	return (await response.json()) as Answer;
};

const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (text: string): string => Buffer.from(text, 'base64').toString();

/** The first key after all that begin with it. */
const endOf = (prefix: string): string =>
	`${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)}`;
