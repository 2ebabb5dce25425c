/**
 * Runs inside an edge host: starts etcd on a copy of its database, and prints as JSON how often each key was written, and
 * the value of the one that is named.
 */
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as delay} from 'node:timers/promises';

const copy = '/run/ibi-lab/etcd-copy';
const address = 'http://127.0.0.1:23790';
const limitMs = 30_000;

const decode = (text: string): string => Buffer.from(text, 'base64').toString();
const encode = (text: string): string => Buffer.from(text).toString('base64');

spawnSync('rm', ['-rf', copy]);
spawnSync('cp', ['--archive', '/var/lib/etcd', copy]);
const etcd = spawn(
	'etcd',
	[
		...['--name=copy', `--data-dir=${copy}`, '--log-level=error'],
		...[`--listen-client-urls=${address}`, `--advertise-client-urls=${address}`],
		'--listen-peer-urls=http://127.0.0.1:23800',
	],
	{stdio: ['ignore', 'ignore', 'inherit']},
);
const startedMs = Date.now();
while (!(await fetch(`${address}/health`).catch(() => undefined))?.ok) {
	if (Date.now() - startedMs > limitMs || etcd.exitCode !== null) {
		throw new Error('etcd does not serve the copy of the database');
	}
	await delay(50);
}

type Row = {readonly key: string; readonly value?: string; readonly version: string};

const ask = async (range: object): Promise<readonly Row[]> => {
	const request = {method: 'POST', body: JSON.stringify(range)};
	const answer = await fetch(`${address}/v3/kv/range`, request);
	return ((await answer.json()) as {kvs?: readonly Row[]}).kvs ?? [];
};

const rows = await ask({key: encode('/'), range_end: encode('0'), keys_only: true});
const [named] = await ask({key: encode(process.argv[2] ?? '')});
const writes = rows.map(({key, version}) => [decode(key), Number(version)]);
process.stdout.write(JSON.stringify({writes, value: decode(named?.value ?? '')}));
etcd.kill();
await once(etcd, 'exit');
