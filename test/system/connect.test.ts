import {createServer, type Server, type Socket} from 'node:net';
import {createServer as createTlsServer} from 'node:tls';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import type {Connection} from '../../src/system/types.ts';
import {type Authority, type LeafOptions, makeAuthority} from '../helpers/certificates.ts';

const {connect} = realSystem();
const host = '127.0.0.1';
const timeoutMs = 5000;
const dayMs = 86_400_000;

let authority: Authority;
const open = new Set<{readonly close: () => void}>();

beforeAll(() => {
	authority = makeAuthority();
});

afterEach(() => {
	for (const one of open) one.close();
	open.clear();
});

const listen = (server: Server): Promise<number> =>
	new Promise((resolve) => {
		const sockets = new Set<Socket>();
		server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
		open.add({
			close: () => {
				for (const socket of sockets) socket.destroy();
				server.close();
			},
		});
		server.listen(0, host, () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});

const listenTls = (leaf?: LeafOptions): Promise<number> =>
	listen(
		createTlsServer(authority.sign(leaf), (socket) => {
			socket.on('error', () => {});
			socket.once('data', () =>
				socket.end('HTTP/1.1 401 Unauthorized\r\nDate: Sat, 21 Nov 2026 09:00:00 GMT\r\n\r\nbody'),
			);
		}),
	);

const closedPort = async (): Promise<number> => {
	const server = createServer();
	const port = await listen(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
};

const faultOf = (connection: Connection): string | undefined =>
	connection.kind === 'open' && connection.tls?.isTrusted === false
		? connection.tls.fault
		: undefined;

const tlsTo = async (leaf: LeafOptions, caFiles = [authority.file]): Promise<Connection> =>
	connect({host, port: await listenTls(leaf), tls: {serverName: host, caFiles}, timeoutMs});

describe('a connection', () => {
	test('that stands is told with the address of the peer', async () => {
		const port = await listen(createServer());
		expect(await connect({host, port, timeoutMs})).toEqual({kind: 'open', address: host});
	});

	test('that is refused is told, not thrown', async () => {
		const answer = await connect({host, port: await closedPort(), timeoutMs});
		expect(answer).toEqual({kind: 'failed', at: 'tcp', code: 'ECONNREFUSED'});
	});

	test('to a name that nobody knows is told', async () => {
		const answer = await connect({host: 'no-such-host.invalid', port: 1, timeoutMs});
		expect(answer).toMatchObject({at: 'tcp', code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/)});
	});

	test('to a peer that says nothing ends at its limit', async () => {
		const port = await listen(createServer());
		const tls = {serverName: host, caFiles: []};
		const answer = await connect({host, port, tls, timeoutMs: 200});
		expect(answer).toEqual({kind: 'failed', at: 'tls', code: 'ETIMEDOUT'});
	});

	test('ends when the caller gives up', async () => {
		const port = await listen(createServer());
		const controller = new AbortController();
		const tls = {serverName: host, caFiles: []};
		const asking = connect({host, port, tls, timeoutMs, signal: controller.signal});
		controller.abort();
		await expect(asking).rejects.toMatchObject({code: 'CANCELLED'});
	});
});

describe('over TLS', () => {
	test('a peer of a known authority is trusted, and its certificates are told', async () => {
		const answer = await tlsTo({});
		expect(answer).toMatchObject({
			kind: 'open',
			tls: {isTrusted: true, certificates: [{subject: 'registry', issuer: 'Test CA'}, {}]},
		});
	});

	test('the head of the answer is told', async () => {
		const port = await listenTls();
		const tls = {serverName: host, caFiles: [authority.file]};
		const answer = await connect({host, port, tls, request: 'GET / HTTP/1.1\r\n\r\n', timeoutMs});
		expect(answer).toMatchObject({answer: expect.stringContaining('Date: Sat, 21 Nov 2026')});
	});

	test('a peer of an unknown authority is told as such', async () => {
		expect(faultOf(await tlsTo({}, []))).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
		const other = makeAuthority('Another CA');
		expect(faultOf(await tlsTo({}, [other.file, '/no/such/file']))).toMatch(/UNABLE_TO/);
		other.remove();
	});

	test('a certificate of tomorrow and one of yesterday are told, with their dates', async () => {
		const tomorrow = new Date(Date.now() + dayMs);
		const early = await tlsTo({validFrom: tomorrow});
		expect(faultOf(early)).toBe('CERT_NOT_YET_VALID');
		expect(early).toMatchObject({
			tls: {certificates: [{validFrom: `${tomorrow.toISOString().slice(0, 19)}.000Z`}, {}]},
		});
		expect(faultOf(await tlsTo({validTo: new Date(Date.now() - 1000)}))).toBe('CERT_HAS_EXPIRED');
	});

	test('a certificate for another name is told', async () => {
		expect(faultOf(await tlsTo({names: ['other.example.com']}))).toBe(
			'ERR_TLS_CERT_ALTNAME_INVALID',
		);
	});

	test('a peer that does not speak it is told', async () => {
		const port = await listen(createServer((socket) => socket.end('HTTP/1.0 400 Bad\r\n\r\n')));
		const answer = await connect({host, port, tls: {serverName: host, caFiles: []}, timeoutMs});
		expect(answer).toMatchObject({kind: 'failed', at: 'tls'});
	});
});

describe('through a proxy', () => {
	const proxyTo = (answer: string, heard: string[] = []): Promise<number> =>
		listen(
			createServer((socket) => {
				socket.once('data', (bytes) => {
					heard.push(String(bytes));
					socket.write(answer);
				});
			}),
		);

	test('it is asked by name, with credentials', async () => {
		const heard: string[] = [];
		const port = await proxyTo('HTTP/1.1 200 OK\r\n\r\n', heard);
		const proxy = {host, port, authorization: new Secret('Basic abc')};
		const answer = await connect({host: 'registry.invalid', port: 5000, proxy, timeoutMs});
		expect(answer).toEqual({kind: 'open', address: host});
		expect(heard.join('')).toBe(
			'CONNECT registry.invalid:5000 HTTP/1.1\r\nHost: registry.invalid:5000\r\nProxy-Authorization: Basic abc\r\n\r\n',
		);
	});

	test.each([407, 403, 502])('its %d is told', async (status) => {
		const port = await proxyTo(`HTTP/1.1 ${status} No\r\n\r\n`);
		const answer = await connect({host: 'r.invalid', port: 1, proxy: {host, port}, timeoutMs});
		expect(answer).toMatchObject({kind: 'failed', at: 'proxy', proxyStatus: status});
	});

	test('that is not there is told as a connection that was refused', async () => {
		const proxy = {host, port: await closedPort()};
		const answer = await connect({host: 'r.invalid', port: 1, proxy, timeoutMs});
		expect(answer).toEqual({kind: 'failed', at: 'tcp', code: 'ECONNREFUSED'});
	});
});
