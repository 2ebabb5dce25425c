/** The ways of a bundle out of the host that need a network, with real servers and clients on this one. */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {makeBundle} from '../../../src/engine/evidence/make-bundle.ts';
import type {EvidenceSource} from '../../../src/engine/evidence/source.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import {membersOf} from './members.ts';

let directory: string;
const {signal} = new AbortController();
const real = realSystem(process.env);

/** Only the journal: what is brought out is not the matter here. */
const leftOut = ['facts', 'config', 'screens', 'commands', 'logs'] as const;

const source = (): EvidenceSource => ({
	serves: 'install',
	version: '1',
	stateDirectory: directory,
	host: () => 'SN1',
	known: () => ({}),
});

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-outs-'));
});

afterEach(() => rmSync(directory, {recursive: true, force: true}));

describe('over HTTP', () => {
	const serving = (
		openMs: number,
		mostFetches: number,
		fetchAll: (line: string) => Promise<void>,
	) => {
		const opened = Promise.withResolvers<readonly string[]>();
		const made = makeBundle(
			real,
			source(),
			{
				leftOut,
				out: {kind: 'web', openMs, mostFetches},
				outs: {serve: {addresses: async () => ['127.0.0.1', '::1'], opened: opened.resolve}},
			},
			{signal},
		);
		return Promise.all([made, opened.promise.then(([line = '']) => fetchAll(line))]);
	};

	test('the line that is shown fetches the bundle, and after so many fetches nobody answers', async () => {
		let address = '';
		const [{name}] = await serving(60_000, 2, async (line) => {
			const [program = '', ...args] = line.split(' ');
			address = args.at(-1) ?? '';
			await real.run({program, args: ['--silent', '--show-error', ...args]}, {cwd: directory});
			await (await fetch(address)).arrayBuffer();
		});
		expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/ibi-evidence-/);
		expect(membersOf(join(directory, name)).has('manifest.json')).toBe(true);
		await expect(fetch(address)).rejects.toThrow();
	});

	test('any other address is not there', async () => {
		await serving(60_000, 1, async (line) => {
			const address = line.split(' ').at(-1) ?? '';
			const other = address.replace(/[0-9a-f]{32}/, '0'.repeat(32));
			expect((await fetch(other)).status).toBe(404);
			expect((await fetch(new URL('/', address))).status).toBe(404);
			expect((await fetch(address, {method: 'POST'})).status).toBe(404);
			await (await fetch(address)).arrayBuffer();
		});
	});

	test('when nobody fetches it in time, that is told', async () => {
		await expect(serving(30, 1, async () => {})).rejects.toMatchObject({
			code: 'EVIDENCE_FAILED',
			message: expect.stringContaining('nobody fetched it'),
		});
	});
});

describe('an upload', () => {
	let server: Server;
	let seen: {method: string; authorization: string | undefined; bytes: Buffer}[];
	let answers: number[];

	beforeEach(async () => {
		seen = [];
		server = createServer((request, response) => {
			void bodyOf(request).then((bytes) => {
				const {method = '', headers} = request;
				seen.push({method, authorization: headers.authorization, bytes});
				response.writeHead(answers.shift() ?? 201).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});

	afterEach(() => new Promise((resolve) => server.close(resolve)));

	const upload = (system: System, deadlineMs = 60_000) => {
		const {port} = server.address() as AddressInfo;
		const url = new Secret(`http://127.0.0.1:${port}/in?signature=planted`);
		return makeBundle(
			system,
			source(),
			{
				leftOut,
				out: {kind: 'upload', deadlineMs},
				outs: {upload: {url, method: 'PUT', token: new Secret('planted-token')}},
			},
			{signal},
		);
	};

	/** Pauses take no time, and are counted by the clock that the deadline is held against. */
	const hasty = (): System => {
		let sleptMs = 0;
		return {
			...real,
			clock: {
				...real.clock,
				monotonicMs: () => sleptMs,
				sleep: async (durationMs) => {
					sleptMs += durationMs < 8000 ? durationMs : 0;
					await new Promise((resolve) => setImmediate(resolve));
				},
			},
		};
	};

	test('brings the whole bundle, with the token, and is tried again while the other side is busy', async () => {
		answers = [503, 429, 201];
		const {path} = await upload(withoutLimits(hasty()));
		expect(seen).toHaveLength(3);
		expect(seen.at(-1)).toEqual({
			method: 'PUT',
			authorization: 'Bearer planted-token',
			bytes: readFileSync(path),
		});
	});

	test('that is refused is not tried again', async () => {
		answers = [403, 201];
		await expect(upload(real)).rejects.toMatchObject({
			message: expect.stringContaining('the answer was 403'),
		});
		expect(seen).toHaveLength(1);
	});

	test('ends when its time is over, and tells neither token nor signature', async () => {
		answers = Array.from({length: 99}, () => 500);
		const failure = await upload(withoutLimits(hasty()), 6000).catch((error: unknown) => error);
		expect(failure).toMatchObject({code: 'EVIDENCE_FAILED'});
		expect(String(failure)).toContain('the answer was 500 (tried 3 times)');
		expect(String(failure)).toMatch(/to 127\.0\.0\.1:\d+:/);
		const {stdout} = await real.run(
			{
				program: 'grep',
				args: ['--recursive', '--count', 'planted', directory],
			},
			{acceptedExitCodes: [0, 1]},
		);
		expect(stdout.split('\n').filter((line) => line !== '' && !line.endsWith(':0'))).toEqual([]);
	});
});

/** Limits of items are waited for by the clock as well; those must not pass in no time. */
const withoutLimits = (system: System): System => ({
	...system,
	clock: {
		...system.clock,
		sleep: (durationMs, either) =>
			durationMs === 8000 ? new Promise(() => {}) : system.clock.sleep(durationMs, either),
	},
});

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
};
