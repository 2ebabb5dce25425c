import {createHash, randomBytes} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../../src/errors.ts';
import {type BaseIso, findBase} from '../../../src/iso/coreos/base.ts';
import {realSystem} from '../../../src/system/real.ts';
import {inTemporary} from '../xorriso.ts';

const system = realSystem({PATH: process.env['PATH']});
const {signal} = new AbortController();
const content = randomBytes(3_000_000);
const sha256 = createHash('sha256').update(content).digest('hex');

type Serving = {
	/** Serves only so much of what was asked for, then hangs up. */
	readonly cutBytes?: number;
	readonly servesRanges?: boolean;
	readonly delayMs?: number;
	readonly body?: Buffer;
};

type Asked = {readonly range: string | undefined; readonly url: string | undefined};

/** A web server of one file, which tells what it was asked. */
const withServer = async <Result>(
	use: (url: string, serve: (how: Serving) => void, asked: readonly Asked[]) => Promise<Result>,
): Promise<Result> => {
	let how: Serving = {};
	const asked: Asked[] = [];
	const server = createServer((request: IncomingMessage, response) => {
		const {servesRanges = true, body = content, cutBytes} = how;
		const {range} = request.headers;
		asked.push({range, url: request.url});
		const start = servesRanges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
		if (start >= body.length) {
			response.writeHead(416).end();
			return;
		}
		response.writeHead(start > 0 ? 206 : 200, {
			'content-length': body.length - start,
			...(start > 0 && {'content-range': `bytes ${start}-${body.length - 1}/${body.length}`}),
		});
		const rest = body.subarray(start);
		if (cutBytes === undefined) {
			setTimeout(() => response.end(rest), how.delayMs ?? 0);
		} else {
			response.write(rest.subarray(0, cutBytes), () => response.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	try {
		const serve = (wanted: Serving): void => {
			how = wanted;
		};
		return await use(`http://127.0.0.1:${port}/live.x86_64.iso`, serve, asked);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
};

const find = (
	directory: string,
	place: string,
	wanted: string | undefined = sha256,
): Promise<BaseIso> => {
	const request = {place, cacheDirectory: join(directory, 'cache')};
	return findBase(system, {...request, ...(wanted && {sha256: wanted})}, {signal});
};

const problemOf = async (work: Promise<unknown>) => {
	try {
		await work;
	} catch (error) {
		return toProblem(error);
	}
	throw new Error('it worked');
};

describe('a live ISO that is fetched', () => {
	test('is kept, and not fetched again', async () => {
		await inTemporary((directory) =>
			withServer(async (url, _serve, asked) => {
				const base = await find(directory, url);
				expect(base).toMatchObject({sha256, isKept: true});
				expect(readFileSync(base.path).equals(content)).toBe(true);
				expect(await find(directory, url)).toEqual(base);
				expect(asked.length).toBe(1);
			}),
		);
	});

	test('goes on where it was cut', async () => {
		await inTemporary((directory) =>
			withServer(async (url, serve, asked) => {
				serve({cutBytes: 1_000_000});
				expect((await problemOf(find(directory, url))).code).toBe('DOWNLOAD_FAILED');
				serve({});
				const {path} = await find(directory, url);
				expect(readFileSync(path).equals(content)).toBe(true);
				expect(asked.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
				expect(readdirSync(join(directory, 'cache')).some((name) => /partial/.test(name))).toBe(
					false,
				);
			}),
		);
	});

	test('begins again where a server gives no parts', async () => {
		await inTemporary((directory) =>
			withServer(async (url, serve) => {
				serve({cutBytes: 1_000_000});
				await problemOf(find(directory, url));
				serve({servesRanges: false});
				expect(readFileSync((await find(directory, url)).path).equals(content)).toBe(true);
			}),
		);
	});

	test('begins again when what is there is longer than what is served', async () => {
		await inTemporary((directory) =>
			withServer(async (url, serve) => {
				serve({cutBytes: 2_000_000});
				await problemOf(find(directory, url, ''));
				const body = content.subarray(0, 500_000);
				serve({body});
				expect(readFileSync((await find(directory, url, '')).path).equals(body)).toBe(true);
			}),
		);
	});

	test('with other bytes than were asked for is not kept', async () => {
		await inTemporary((directory) =>
			withServer(async (url, serve) => {
				serve({body: randomBytes(1000)});
				expect((await problemOf(find(directory, url))).code).toBe('ISO_DIGEST_MISMATCH');
				expect(readdirSync(join(directory, 'cache'))).toEqual([]);
				serve({});
				expect((await find(directory, url)).sha256).toBe(sha256);
			}),
		);
	});

	test('is fetched again when another one is asked for', async () => {
		await inTemporary((directory) =>
			withServer(async (url, serve, asked) => {
				await find(directory, url);
				const body = randomBytes(1000);
				serve({body});
				const other = createHash('sha256').update(body).digest('hex');
				expect((await find(directory, url, other)).sha256).toBe(other);
				expect(asked.length).toBe(2);
			}),
		);
	});

	test('is fetched by one at a time', async () => {
		await inTemporary((directory) =>
			withServer(async (url, serve) => {
				serve({delayMs: 500});
				const both = await Promise.allSettled([find(directory, url), find(directory, url)]);
				expect(both.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected']);
				const [failed] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
				expect(toProblem(failed).message).toContain('another ibi-console is fetching it');
				expect(readFileSync((await find(directory, url)).path).equals(content)).toBe(true);
			}),
		);
	});

	test('may say its digest in its address, and the server never sees it', async () => {
		await inTemporary((directory) =>
			withServer(async (url, _serve, asked) => {
				expect((await find(directory, `${url}?sha256=${sha256}`, '')).sha256).toBe(sha256);
				expect(asked.map((one) => one.url)).toEqual(['/live.x86_64.iso']);
			}),
		);
	});

	test('tells how far it is, and no password', async () => {
		await inTemporary((directory) =>
			withServer(async (url) => {
				const told: string[] = [];
				const place = url.replace('http://', 'http://user:planted-passw0rd@');
				const request = {place, sha256, cacheDirectory: join(directory, 'cache')};
				await findBase(system, request, {signal, onProgress: (text) => told.push(text)});
				expect(told[0]).toBe(`from ${url}`);
				expect(told.at(-1)).toMatch(/^100 % of /);
				const missing = problemOf(
					find(directory, 'http://user:planted-passw0rd@127.0.0.1:9/live.iso'),
				);
				expect(JSON.stringify([told, await missing])).not.toContain('planted');
			}),
		);
	});

	test('comes through the proxy of this machine', async () => {
		await inTemporary((directory) =>
			withServer(async (url, _serve, asked) => {
				const proxied = realSystem({PATH: process.env['PATH'], HTTP_PROXY: new URL(url).origin});
				const place = 'http://nowhere.invalid/live.iso';
				const request = {place, cacheDirectory: join(directory, 'cache')};
				expect((await findBase(proxied, request, {signal})).sha256).toBe(sha256);
				expect(asked[0]?.url).toBe(place);
			}),
		);
	});
});

test('a path is taken as it is, and nothing is kept', async () => {
	await inTemporary(async (directory) => {
		const path = join(directory, 'live.iso');
		writeFileSync(path, content);
		expect(await find(directory, path)).toEqual({path, sha256, isKept: false});
		expect(existsSync(join(directory, 'cache'))).toBe(false);
	});
});

test.each(['https://', 'http://exa mple/live.iso'])('%s is no address', async (place) => {
	await inTemporary(async (directory) => {
		expect((await problemOf(find(directory, place))).code).toBe('USAGE');
	});
});
