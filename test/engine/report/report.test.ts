/** Whom an unattended run tells, over a real HTTP server and real files: what they get, and that none of them is waited for. */
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {openReports} from '../../../src/engine/report/index.ts';
import {markerLine} from '../../../src/engine/report/marker.ts';
import {recordMaker} from '../../../src/engine/report/records.ts';
import type {ReportRecord} from '../../../src/engine/report/schema.ts';
import {openWebhook} from '../../../src/engine/report/webhook.ts';
import type {SessionEvent} from '../../../src/engine/session-events.ts';
import {known} from '../../../src/hardware/fact.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import {commandLine} from '../../../src/system/run.ts';
import type {Command} from '../../../src/system/types.ts';
import {facts} from '../../screens/fixtures/facts.ts';

const at = '2026-11-21T09:14:00.000Z';
const later = '2026-11-21T09:18:12.000Z';
const run = (event: object): SessionEvent =>
	({type: 'run.event', event: {seq: 1, at, ...event}}) as SessionEvent;

const problem = {
	code: 'TARGET_FULL',
	kind: 'install',
	message: 'It is full.',
	causes: [],
	remedy: ['Use a larger one.'],
};

describe('the records of a run', () => {
	test('are its start, the end of each step and its end, counted without a gap', () => {
		const maker = recordMaker();
		const records = [
			run({type: 'run.started', runId: 'a1', plan: {name: 'install', phases: []}}),
			run({type: 'step.started', step: 'disk.clean'}),
			run({type: 'step.progressed', step: 'disk.clean', done: 1}),
			run({type: 'step.finished', step: 'disk.clean', outcome: {kind: 'done'}, durationMs: 12}),
			run({
				type: 'run.finished',
				at: later,
				outcome: {kind: 'failed', error: problem, undone: false},
			}),
		].flatMap(maker.recordsOf);
		expect(records).toMatchObject([
			{schema: 'ibi-console.report/1', kind: 'start', number: 1, runId: 'a1'},
			{kind: 'step', number: 2, step: 'disk.clean', outcome: 'done', durationMs: 12},
			{
				kind: 'end',
				number: 3,
				outcome: 'failed',
				durationMs: 252_000,
				problem: {code: 'TARGET_FULL'},
			},
		]);
	});
});

describe('the line for a serial recorder', () => {
	const end: ReportRecord = {
		schema: 'ibi-console.report/1',
		kind: 'end',
		at,
		number: 9,
		runId: 'a1',
		host: {serial: '7XK 29W3'},
		disk: {path: '/dev/sda', serial: 'S4LABN0T4G27'},
		seed: {digest: 'sha256:ab'},
		outcome: 'done',
		durationMs: 252_400,
	};

	test('is words that a script can wait for, with the exit code of the same run', () => {
		expect(markerLine(end)).toBe(
			'IBI-CONSOLE RESULT=done EXIT=0 HOST=7XK_29W3 DISK=S4LABN0T4G27 SEED=sha256:ab SECONDS=252 RUN=a1',
		);
		const {code, message, remedy} = problem;
		const failed = {...end, outcome: 'failed', problem: {code, message, remedy}} as ReportRecord;
		expect(markerLine(failed)).toMatch(/^IBI-CONSOLE RESULT=failed EXIT=5 CODE=TARGET_FULL /);
		expect(markerLine({...end, outcome: 'cancelled'})).toMatch(/RESULT=cancelled EXIT=130 /);
	});
});

describe('an address that is told', () => {
	let server: Server;
	let url: string;
	let taken: {readonly record: ReportRecord; readonly authorization: string | undefined}[];
	let answers: number[];

	beforeEach(async () => {
		taken = [];
		answers = [];
		server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const status = answers.shift() ?? 204;
				if (status === 204) {
					const record = JSON.parse(Buffer.concat(chunks).toString()) as ReportRecord;
					taken.push({record, authorization: request.headers.authorization});
				}
				response.writeHead(status).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/report`;
	});

	afterEach(() => server.close());

	const pausesMs: number[] = [];
	const system = () => {
		const real = realSystem({});
		pausesMs.length = 0;
		let nowMs = 0;
		const sleep = async (durationMs: number): Promise<void> => {
			pausesMs.push(durationMs);
			nowMs += durationMs;
		};
		return {...real, clock: {...real.clock, sleep, monotonicMs: () => nowMs}};
	};

	const record = (number: number): ReportRecord => ({
		schema: 'ibi-console.report/1',
		kind: 'step',
		at,
		number,
		host: {},
	});

	const {signal} = new AbortController();

	test('gets each record in order, with the token, however often it had to be sent', async () => {
		answers = [503, 500, 204, 204];
		const webhook = openWebhook(system(), {url, token: new Secret('planted-token'), signal});
		webhook.send(record(1));
		webhook.send(record(2));
		expect(await webhook.settle()).toEqual({lost: 0});
		expect(taken.map((one) => [one.record.number, one.authorization])).toEqual([
			[1, 'Bearer planted-token'],
			[2, 'Bearer planted-token'],
		]);
		expect(pausesMs).toEqual([1000, 2000]);
	});

	test('that is gone delays what the host does at the end by one deadline, however many records wait', async () => {
		server.close();
		server.closeAllConnections();
		const webhook = openWebhook(system(), {url, signal});
		for (let number = 1; number <= 30; number += 1) webhook.send(record(number));
		expect(await webhook.settle()).toEqual({lost: 30});
		expect(pausesMs.reduce((sum, pause) => sum + pause)).toBeLessThan(640_000);
	});

	test('that refuses a record for good is not asked again, and that never answers only until the deadline', async () => {
		answers = [401];
		const webhook = openWebhook(system(), {url, signal});
		webhook.send(record(1));
		expect(await webhook.settle()).toEqual({lost: 1});
		server.close();
		server.closeAllConnections();
		const gone = openWebhook(system(), {url, signal});
		gone.send(record(1));
		expect(await gone.settle()).toEqual({lost: 1});
		expect(pausesMs.reduce((sum, pause) => sum + pause)).toBeGreaterThanOrEqual(600_000);
	});
});

test('the orders decide whom a run tells; what could not be told is said at the end, and nothing waits for it', async () => {
	const written: string[] = [];
	const ran: string[] = [];
	const real = realSystem({});
	const system = {
		...real,
		run: async (command: Command) => {
			ran.push(commandLine(command));
			return {stdout: '', stderr: '', exitCode: 0};
		},
		files: {
			...real.files,
			readText: async () => 'tty0 ttyS0\n',
			writeText: async () => {},
			remove: async () => true,
			openAppend: async (path: string) => ({
				write: async (text: string) => void written.push(`${path} ${text.trim()}`),
				sync: async () => {},
				close: async () => {},
			}),
		},
	};
	const {signal} = new AbortController();
	const stateDirectory = '/run/ibi-console';
	const reports = openReports(system, {
		orders: {reportUrl: 'https://127.0.0.1:1/r'},
		stateDirectory,
		signal: AbortSignal.timeout(200),
	});
	reports.take(run({type: 'run.started', runId: 'a1', plan: {name: 'install', phases: []}}));
	reports.take(run({type: 'run.finished', outcome: {kind: 'done'}}));
	expect(await reports.settle()).toEqual(['report address: 2 records were not taken']);
	expect([written, ran]).toEqual([
		['/dev/ttyS0 IBI-CONSOLE RESULT=done EXIT=0 SECONDS=0 RUN=a1'],
		[],
	]);
	const silent = openReports(system, {orders: {}, stateDirectory, signal});
	const platform = {...facts.platform, bmc: known({kind: 'present'})};
	silent.take({type: 'facts.loaded', facts: {...facts, platform}} as never);
	silent.take(run({type: 'run.started', runId: 'a1', plan: {name: 'install', phases: []}}));
	expect(await silent.settle()).toEqual([]);
	expect(ran).toEqual(['ipmitool event /run/ibi-console/ipmi-event']);
});
