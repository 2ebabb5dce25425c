/**
 * The registry of a measured install, started inside a lab host: the lab's own behind a front that serves its
 * blobs, counts what it hands out, and is no faster than it is told to be. One line of JSON on standard input is
 * one command, and is answered by one line.
 */
import {createReadStream} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer, request} from 'node:https';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {pipeline} from 'node:stream/promises';
import {freePort, startRegistry} from '../../lab/registry.ts';
import {silentReporter} from '../../lab/reporter.ts';
import {labSettings} from '../../lab/settings.ts';
import {artifactDirectory, type Lab} from '../../lab/stage.ts';
import {registryIdentity} from '../../lab/stages/registry-identity.ts';
import {registryStorage} from '../../lab/stages/registry-storage.ts';
import {realSystem} from '../../src/system/real.ts';

/** Bytes of bodies by the path that was asked for, and how often it was asked. */
type Served = Record<string, {bytes: number; requests: number}>;
type FrontCommand = {readonly bitsPerSecond: number} | 'served';

const lab: Lab = {
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: silentReporter,
};
const identity = await artifactDirectory(registryIdentity, lab.settings);
const storage = join(await artifactDirectory(registryStorage, lab.settings), 'storage');
const ca = await readFile(join(identity, 'ca.crt'));
const upstreamPort = await freePort();
const registry = await startRegistry(lab, {storage, access: 'read-only', port: upstreamPort});

let served: Served = {};
let bitsPerSecond = 1e9;
let wireIsFreeAtMs = 0;
/** What may leave at once, as from the buffers of a switch. */
const burstMs = 5;

const server = createServer(
	{
		cert: await readFile(join(identity, 'registry.crt')),
		key: await readFile(join(identity, 'registry.key')),
	},
	(incoming, outgoing) => {
		answer(incoming, outgoing).catch(() => outgoing.destroy());
	},
);
server.listen(lab.settings.registryPort, '127.0.0.1', () => process.stdout.write('ready\n'));

createInterface({input: process.stdin})
	.on('line', (line) => {
		const command = JSON.parse(line) as FrontCommand;
		process.stdout.write(`${JSON.stringify(served)}\n`);
		served = {};
		if (command !== 'served') {
			bitsPerSecond = command.bitsPerSecond;
		}
	})
	.on('close', () => void registry.stop().then(() => process.exit(0)));

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const path = incoming.url ?? '';
	const request = `${incoming.method} ${path}`;
	const row = served[request] ?? {bytes: 0, requests: 0};
	served[request] = row;
	row.requests += 1;
	const body = async function* (source: AsyncIterable<Uint8Array>) {
		for await (const chunk of source) {
			await pass(chunk.byteLength);
			row.bytes += chunk.byteLength;
			yield chunk;
		}
	};
	const blob = blobFile(incoming);
	if (blob !== undefined) {
		const {size} = await stat(blob);
		outgoing.writeHead(200, {
			'Content-Type': 'application/octet-stream',
			'Content-Length': size,
		});
		const file = createReadStream(blob, {highWaterMark: 256 * 1024});
		return pipeline(file, body, outgoing);
	}
	const reply = await ask(incoming);
	outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
	await pipeline(reply, body, outgoing);
}

/** Whole blobs are read from the storage itself: two more rounds of TLS would be measured as the wire. */
function blobFile({method, url = '', headers}: IncomingMessage): string | undefined {
	const digest = /\/blobs\/sha256:([0-9a-f]{64})$/.exec(url)?.[1];
	const isPlain = method === 'GET' && headers.range === undefined && headers.authorization;
	return digest !== undefined && isPlain
		? join(storage, 'docker/registry/v2/blobs/sha256', digest.slice(0, 2), digest, 'data')
		: undefined;
}

function ask(incoming: IncomingMessage): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const {method, url, headers} = incoming;
		const options = {host: '127.0.0.1', port: upstreamPort, ca, method, path: url, headers};
		request(options, resolve).on('error', reject).end();
	});
}

/** All connections share one wire. */
async function pass(bytes: number): Promise<void> {
	const now = performance.now();
	wireIsFreeAtMs = Math.max(now, wireIsFreeAtMs) + (bytes * 8000) / bitsPerSecond;
	const waitMs = wireIsFreeAtMs - now - burstMs;
	if (waitMs > 0) {
		await new Promise((resolve) => setTimeout(resolve, waitMs));
	}
}
