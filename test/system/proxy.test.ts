/** The proxy of this process, changed while it works: what programs and requests see of it from then on. */
import {createServer, type Server} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';

let asked: string[];
let proxy: Server;
let origin: Server;

/** A small real proxy: CONNECT, and whole addresses. */
const startProxy = (): Server => {
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.end('by the proxy');
	});
	server.on('connect', (request, socket) => {
		asked.push(`CONNECT ${request.url}`);
		const far = connect((origin.address() as AddressInfo).port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			far.pipe(socket).pipe(far);
		});
		socket.on('error', () => far.destroy());
		far.on('error', () => socket.destroy());
	});
	return server;
};

const listening = async (server: Server): Promise<Server> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
};

const urlOf = (server: Server): string =>
	`http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeEach(async () => {
	asked = [];
	proxy = await listening(startProxy());
	origin = await listening(createServer((_, response) => response.end('by itself')));
});

afterEach(() => {
	for (const server of [proxy, origin]) {
		server.closeAllConnections();
		server.close();
	}
});

test('programs that are started later have it in both spellings, however the door is wrapped', async () => {
	const real = realSystem({...process.env, HTTPS_PROXY: 'http://old.example.com:3128'});
	const wrapped = {...real};
	const variables = async () => {
		const {stdout} = await wrapped.run({program: 'printenv', args: []});
		return stdout.split('\n').filter((line) => /proxy/i.test(line));
	};
	expect(await variables()).toEqual([
		'HTTPS_PROXY=http://old.example.com:3128',
		'https_proxy=http://old.example.com:3128',
	]);
	real.proxy.set({
		httpProxy: new Secret('http://user:a-password@new.example.com'),
		noProxy: '.lab',
	});
	expect((await variables()).toSorted()).toEqual([
		'HTTP_PROXY=http://user:a-password@new.example.com',
		'NO_PROXY=.lab',
		'http_proxy=http://user:a-password@new.example.com',
		'no_proxy=.lab',
	]);
	real.proxy.set({});
	expect(await variables().catch(() => [])).toEqual([]);
	expect(JSON.stringify(wrapped.proxy.get())).toBe('{}');
});

test('requests go through it, then through none', async () => {
	const {fetch: request, proxy: door} = realSystem({});
	door.set({httpProxy: new Secret(urlOf(proxy))});
	await (await request('http://far.example.invalid/page')).text();
	expect(asked.join()).toContain('far.example.invalid');
	door.set({});
	await expect(request('http://far.example.invalid/page')).rejects.toThrow();
	expect(asked).toHaveLength(1);
});

test('what is on this host is reached without, and so are the networks among the exceptions', async () => {
	const {fetch: request, proxy: door} = realSystem({});
	door.set({httpProxy: new Secret(urlOf(proxy)), noProxy: '240.0.0.0/8'});
	expect(await (await request(urlOf(origin))).text()).toBe('by itself');
	const far = request('http://240.0.0.7/', {signal: AbortSignal.timeout(300)});
	await far.catch(() => {});
	expect(asked).toEqual([]);
	door.set({});
	await request(urlOf(origin));
});
