import type {RequestListener} from 'node:http';
import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {rehearsal} from '../../src/system/rehearsal.ts';
import type {ByteStream, SecureRequest} from '../../src/system/types.ts';
import {type Authority, makeAuthority} from '../helpers/certificates.ts';

const system = realSystem({});

let authority: Authority & {readonly remove: () => void};
let other: Authority & {readonly remove: () => void};
let server: Server;
let answer: RequestListener;

beforeAll(async () => {
	authority = makeAuthority();
	other = makeAuthority('Other CA');
	const {cert, key} = authority.sign();
	const options = {cert, key, ca: authority.pem, requestCert: true, rejectUnauthorized: true};
	server = createServer(options, (request, response) => answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
	authority.remove();
	other.remove();
});

const asked = (changes: Partial<SecureRequest> = {}): SecureRequest => {
	const {cert, key} = authority.sign();
	return {
		method: 'GET',
		url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/path`,
		tls: {authorities: authority.pem, certificate: cert, key: new Secret(key)},
		longestSilenceMs: 5000,
		...changes,
	};
};

const textOf = async (body: ByteStream): Promise<string> => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
};

describe('a request over TLS', () => {
	test('shows our certificate, sends a secret body, and gives status, headers and body', async () => {
		answer = async (request, response) => {
			let sent = '';
			for await (const chunk of request) sent += chunk;
			response.writeHead(201, {'X-Own': 'yes'});
			response.end(`${request.method} ${request.url} ${request.headers['content-length']} ${sent}`);
		};
		const got = await system.request(asked({method: 'POST', body: new Secret('größe')}));
		expect(got).toMatchObject({kind: 'answered', status: 201, headers: {'x-own': 'yes'}});
		expect(got.kind === 'answered' && (await textOf(got.body))).toBe('POST /path 7 größe');
	});

	test('gives the body as it comes', async () => {
		answer = (_, response) => {
			response.write('one');
			setTimeout(() => response.end('two'), 20);
		};
		const got = await system.request(asked());
		const chunks: string[] = [];
		if (got.kind === 'answered') {
			for await (const chunk of got.body) chunks.push(Buffer.from(chunk).toString());
		}
		expect(chunks).toEqual(['one', 'two']);
	});

	test('that is left in the middle of a body closes its connection', async () => {
		const closed = new Promise<void>((resolve) => {
			answer = (request, response) => {
				request.socket.once('close', () => resolve());
				response.write('one');
			};
		});
		const got = await system.request(asked());
		if (got.kind === 'answered') {
			for await (const _ of got.body) break;
		}
		await closed;
	});

	test.each([
		[
			'an authority that did not sign the server',
			() => ({tls: {authorities: other.pem}}),
			/UNABLE_TO_|SELF_SIGNED|CERT_/,
		],
		[
			'no certificate',
			() => ({tls: {authorities: authority.pem}}),
			/CERTIFICATE_REQUIRED|ECONNRESET/,
		],
		['a port where nothing listens', () => ({url: 'https://127.0.0.1:1/'}), /ECONNREFUSED/],
		[
			'another name than the certificate has',
			() => ({tls: {...asked().tls, serverName: 'api.example.com'}}),
			/ERR_TLS_CERT_ALTNAME_INVALID/,
		],
	])('with %s is told as a fault', async (_, changes, expected) => {
		answer = (_request, response) => response.end();
		const got = await system.request(asked(changes()));
		expect(got.kind === 'failed' && got.code).toMatch(expected);
	});

	test('that is not answered in time is told as a fault', async () => {
		answer = () => {};
		expect(await system.request(asked({longestSilenceMs: 50}))).toEqual({
			kind: 'failed',
			code: 'ETIMEDOUT',
		});
	});

	test('whose body falls silent or breaks off rejects its reader', async () => {
		answer = (_, response) => response.write('one');
		const silent = await system.request(asked({longestSilenceMs: 50}));
		await expect(silent.kind === 'answered' && textOf(silent.body)).rejects.toThrow();
		answer = (_, response) => response.write('one', () => response.destroy());
		const broken = await system.request(asked());
		await expect(broken.kind === 'answered' && textOf(broken.body)).rejects.toThrow();
	});

	test('can be cancelled before its answer and in its body', async () => {
		const before = new AbortController();
		answer = () => before.abort();
		await expect(system.request(asked({signal: before.signal}))).rejects.toMatchObject({
			code: 'CANCELLED',
		});
		const during = new AbortController();
		answer = (_, response) => response.write('one');
		const got = await system.request(asked({signal: during.signal}));
		const reading = got.kind === 'answered' ? textOf(got.body) : undefined;
		during.abort();
		await expect(reading).rejects.toMatchObject({code: 'CANCELLED'});
	});
});

test('a rehearsal asks, and only tells what it would change', async () => {
	const told: string[] = [];
	const rehearsed = rehearsal(
		system,
		() => true,
		(line) => told.push(line),
	);
	answer = (request, response) => response.end(request.method);
	const read = await rehearsed.request(asked());
	expect(read.kind === 'answered' && (await textOf(read.body))).toBe('GET');
	const url = 'https://api.example.com/x';
	const changed = await rehearsed.request(asked({method: 'DELETE', url}));
	expect(changed.kind === 'answered' && (await textOf(changed.body))).toBe('{}');
	expect(told).toEqual(['would DELETE https://api.example.com/x']);
});
