/** The status service over real TLS, asked by the curl lines of its manual, by strangers, and by readers that hang. */
import {execFile, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {connect as connectPlainly} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {connect} from 'node:tls';
import {promisify} from 'node:util';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {keepApi} from '../../../src/engine/api/keep.ts';
import type {ApiNotice} from '../../../src/engine/api/notice.ts';
import type {ApiSources} from '../../../src/engine/api/service.ts';
import type {ServedEvent} from '../../../src/engine/service/server.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import {type SecureServers, secureServers} from '../../../src/system/secure-server.ts';
import type {System} from '../../../src/system/types.ts';

type Told = ServedEvent & {readonly count?: number; readonly text?: unknown};

const system = realSystem({PATH: process.env['PATH']});
/** What is tried again is tried at once. */
const hasty: System = {
	...system,
	clock: {
		...system.clock,
		sleep: (durationMs, signal) =>
			system.clock.sleep(durationMs === 5000 ? 10 : durationMs, signal),
	},
};

const sh = promisify(execFile);

let directory: string;
let closers: (() => Promise<void>)[];

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'status-'));
	closers = [];
});

afterEach(async () => {
	await Promise.all(closers.map((close) => close()));
	rmSync(directory, {recursive: true});
});

const countingEngine = () => {
	const listeners = new Set<(event: Told) => void>();
	let count = 0;
	return {
		tell: (event: Told): void => {
			count = event.count ?? count;
			for (const listener of listeners) listener(event);
		},
		listeners,
		subscribe: (listener: (event: Told) => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		getState: () => ({count, password: new Secret('planted-password')}),
	};
};

const bundle: NonNullable<ApiSources['bundle']> = async () => ({
	name: 'bundle.tar.gz',
	body: (async function* () {
		yield Buffer.from('what was ');
		yield Buffer.from('gathered');
	})(),
});

type Listening = Extract<ApiNotice, {kind: 'listening'}>;

const open = async ({
	token,
	engine = countingEngine(),
	servers = secureServers,
	bundle: made = bundle,
}: {
	readonly token?: string;
	readonly engine?: ReturnType<typeof countingEngine>;
	readonly servers?: SecureServers;
	readonly bundle?: ApiSources['bundle'] | 'none';
} = {}) => {
	const told: ApiNotice[] = [];
	const remembered: string[] = [];
	const {close} = keepApi(hasty, {
		orders: {
			api: {host: '127.0.0.1', port: 0},
			...(token !== undefined && {apiToken: new Secret(token)}),
		},
		sources: {engine, serves: 'install', version: '1', ...(made !== 'none' && {bundle: made})},
		servers,
		directory: join(directory, 'api'),
		remember: (secrets) => remembered.push(...secrets.map((secret) => secret.reveal())),
		tell: (notice) => told.push(notice),
	});
	closers.push(close);
	const notice = await vi.waitUntil(
		() => told.find((one): one is Listening => one.kind === 'listening'),
		{timeout: 15_000},
	);
	const known = token ?? notice.token ?? '';
	writeFileSync(join(directory, 'ibi.auth'), `Authorization: Bearer ${known}\n`);
	return {engine, notice, told, remembered, token: known};
};

const surroundings = ({port}: Listening) => ({
	cwd: directory,
	env: {PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port)},
});

const curl = async (
	{port, token}: {readonly port: number; readonly token?: string},
	path: string,
	...args: readonly string[]
): Promise<{readonly status: number; readonly body: string}> => {
	const {stdout} = await sh('curl', [
		'--silent',
		'--insecure',
		...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
		...['--write-out', '\n%{http_code}', ...args],
		`https://127.0.0.1:${port}${path}`,
	]);
	const [, body = '', status] = /^([\s\S]*)\n(\d{3})$/.exec(stdout) ?? [];
	return {status: Number(status), body};
};

/** The lines of the manual, as somebody types them. */
const [certificateLine, fingerprintLine, stateLine, eventsLine, bundleLine] = readFileSync(
	'docs/status-service.md',
	'utf8',
)
	.split('\n')
	.flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));

test('the lines of the manual find the certificate of the console, and then the state, the events and the bundle', async () => {
	const {engine, notice} = await open();
	const typed = async (line = ''): Promise<string> =>
		(await sh('sh', ['-c', line], surroundings(notice))).stdout;
	await typed(certificateLine);
	expect(await typed(fingerprintLine)).toContain(notice.fingerprint);
	engine.tell({type: 'counted', count: 7});
	expect(JSON.parse(await typed(stateLine))).toEqual({
		schema: 'ibi-console.state/1',
		version: '1',
		serves: 'install',
		state: {count: 7, password: '<redacted>'},
	});
	await typed(bundleLine);
	expect(readFileSync(join(directory, 'bundle.tar.gz'), 'utf8')).toBe('what was gathered');

	const following = spawn('sh', ['-c', `exec ${eventsLine}`], surroundings(notice));
	let seen = '';
	following.stdout.on('data', (chunk: Buffer) => {
		seen += chunk.toString();
	});
	await vi.waitFor(() => expect(seen).toContain('event: state\ndata: {"count":7,'), 10_000);
	engine.tell({type: 'counted', count: 8});
	await vi.waitFor(() =>
		expect(seen).toContain('event: event\ndata: {"type":"counted","count":8}\n\n'),
	);
	following.kill();
	await vi.waitFor(() => expect(engine.listeners.size).toBe(0));
}, 30_000);

test('without the token nothing is told, not even what there is; with it nothing can be changed', async () => {
	const {notice, token} = await open({token: 'the-word-that-was-given'});
	const {port} = notice;
	const wrong = ['the-word-that-was-give', 'x'.repeat(4000), ''];
	for (const path of ['/v1/state', '/v1/events', '/v1/bundle', '/', '/constructor']) {
		expect(await curl({port}, path)).toMatchObject({status: 401});
		for (const word of wrong) {
			const answer = await curl({port, token: word}, path);
			expect(answer).toMatchObject({
				status: 401,
				body: expect.stringContaining('missing or wrong'),
			});
		}
	}
	expect(await curl({port, token}, '/constructor')).toMatchObject({status: 404});
	expect((await curl({port, token}, '/')).body).toContain('/v1/state, /v1/events, /v1/bundle');
	for (const method of ['POST', 'PUT', 'DELETE']) {
		const answer = await curl({port, token}, '/v1/state', '--request', method, '--data', 'x');
		expect(answer).toMatchObject({status: 405});
	}
	expect(notice).not.toHaveProperty('token');
});

test('the token that was made here is shown and kept, masked everywhere, and never told by the service', async () => {
	const engine = countingEngine();
	const first = await open({engine});
	expect(first.remembered).toContain(first.token);
	expect(first.token).toMatch(/^[a-zA-Z2-9-]{23}$/);
	expect(statSync(join(directory, 'api')).mode & 0o777).toBe(0o700);
	expect(statSync(join(directory, 'api/service.pem')).mode & 0o777).toBe(0o600);
	Object.assign(engine, {getState: () => ({api: first.notice})});
	const {body} = await curl({port: first.notice.port, token: first.token}, '/v1/state');
	expect(body).toContain('"token":"<redacted>"');
	expect(body).not.toContain(first.token);
	const again = await open();
	expect([again.token, again.notice.fingerprint]).toEqual([first.token, first.notice.fingerprint]);
});

test('lines of JSON for who asks for them; an engine without a bundle says so', async () => {
	const {engine, notice, token} = await open({bundle: 'none'});
	const following = spawn('curl', [
		...['--silent', '--insecure', '--no-buffer', '--header', 'Accept: application/jsonl'],
		...['--header', `Authorization: Bearer ${token}`, `https://127.0.0.1:${notice.port}/v1/events`],
	]);
	let seen = '';
	following.stdout.on('data', (chunk: Buffer) => {
		seen += chunk.toString();
	});
	await vi.waitFor(() => expect(seen).toContain('{"state":{"count":0,'), 10_000);
	engine.tell({type: 'counted', text: new Secret('planted-password')});
	await vi.waitFor(() =>
		expect(seen).toContain('\n{"event":{"type":"counted","text":"<redacted>"}}\n'),
	);
	following.kill();
	const answer = await curl({port: notice.port, token}, '/v1/bundle');
	expect(answer).toEqual({status: 404, body: '{"error":"This engine makes no support bundle."}\n'});
}, 30_000);

test('a bundle that is long in the making is waited for, one at a time', async () => {
	const impatient: SecureServers = {
		listen: (listening) => secureServers.listen({...listening, longestSilenceMs: 200}),
	};
	const [asked, making] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const slow: typeof bundle = async (gone) => {
		asked.resolve();
		await making.promise;
		return bundle(gone);
	};
	const {notice, token} = await open({servers: impatient, bundle: slow});
	const place = {port: notice.port, token};
	const first = curl(place, '/v1/bundle');
	await asked.promise;
	expect(await curl(place, '/v1/bundle')).toMatchObject({status: 503});
	// Longer than any silence that a reader is allowed.
	await system.clock.sleep(600);
	making.resolve();
	expect(await first).toEqual({status: 200, body: 'what was gathered'});
}, 30_000);

test('a reader that takes nothing is hung up on, and the engine did not wait for it', async () => {
	const impatient: SecureServers = {
		listen: (listening) => secureServers.listen({...listening, longestSilenceMs: 400}),
	};
	const {engine, notice, token} = await open({servers: impatient});
	const socket = connect({port: notice.port, host: '127.0.0.1', rejectUnauthorized: false});
	await new Promise((resolve) => socket.once('secureConnect', resolve));
	socket.on('error', () => {});
	socket.pause();
	socket.write(`GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
	await vi.waitFor(() => expect(engine.listeners.size).toBe(1), 10_000);
	const line = 'x'.repeat(200_000);
	for (let count = 1; count <= 300; count += 1) {
		engine.tell({type: 'counted', count, text: line});
	}
	// As the rest of the engine goes on, each event found the reader gone or was counted for it.
	expect(engine.getState().count).toBe(300);
	await vi.waitFor(() => expect(engine.listeners.size).toBe(0), 10_000);
	socket.destroy();
}, 30_000);

test('a reader that was slow gets one whole state for what it missed', async () => {
	const {streamOf} = await import('../../../src/engine/api/event-stream.ts');
	const engine = countingEngine();
	const gone = new AbortController();
	const stream = streamOf(engine, system.clock, gone.signal);
	expect((await stream.next()).value).toMatchObject({state: {count: 0}});
	for (let count = 1; count <= 1000; count += 1) {
		engine.tell({type: 'counted', count});
	}
	expect((await stream.next()).value).toMatchObject({state: {count: 1000}});
	engine.tell({type: 'counted', count: 1001});
	expect((await stream.next()).value).toMatchObject({event: {count: 1001}});
	gone.abort();
	expect((await stream.next()).done).toBe(true);
	expect(engine.listeners.size).toBe(0);
});

test('what cannot be listened on yet is told and tried again', async () => {
	let tries = 0;
	const late: SecureServers = {
		listen: (listening) => {
			tries += 1;
			return secureServers.listen({...listening, host: tries === 1 ? '192.0.2.1' : '127.0.0.1'});
		},
	};
	const {told} = await open({servers: late});
	expect(told.map(({kind}) => kind)).toEqual(['failed', 'listening']);
	expect(told[0]).toMatchObject({problem: {code: 'LISTEN_FAILED'}});
}, 30_000);

test('strangers that connect and say nothing, or no TLS at all, are hung up on, and readers are served meanwhile', async () => {
	const impatient: SecureServers = {
		listen: (listening) => secureServers.listen({...listening, longestSilenceMs: 300}),
	};
	const {notice, token} = await open({servers: impatient});
	const {port} = notice;
	const silent = connect({port, host: '127.0.0.1', rejectUnauthorized: false});
	const plain = connectPlainly({port, host: '127.0.0.1'}, () =>
		plain.write('GET / HTTP/1.1\r\n\r\n'),
	);
	const closed = [silent, plain].map(
		(socket) =>
			new Promise((resolve) => {
				socket.on('error', () => {});
				socket.on('close', resolve);
				socket.resume();
			}),
	);
	expect(await curl({port, token}, '/v1/state')).toMatchObject({status: 200});
	await Promise.all(closed);
	expect(await curl({port, token}, '/v1/state')).toMatchObject({status: 200});
}, 30_000);
