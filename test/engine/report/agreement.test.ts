/**
 * One run, told four ways: the exit code of its command, the line on the serial console, the record of the management
 * controller and what the address of `ibi.report` gets. A real executor, a program in the place of ipmitool, a real server.
 */
import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {exitCodeOf} from '../../../src/cli/exit-code.ts';
import type {Outcome} from '../../../src/engine/events.ts';
import {openReports} from '../../../src/engine/report/index.ts';
import {markerLine} from '../../../src/engine/report/marker.ts';
import {type ReportRecord, reportRecord} from '../../../src/engine/report/schema.ts';
import {startRun} from '../../../src/engine/run.ts';
import type {StepRegistry} from '../../../src/engine/step.ts';
import {InstallError, toProblem} from '../../../src/errors.ts';
import {known} from '../../../src/hardware/fact.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import {memoryMachine, memorySystem} from '../../helpers/memory-system.ts';
import {toyMachine, toyPlan, toyRegistry} from '../../helpers/toy-plan.ts';
import {facts} from '../../screens/fixtures/facts.ts';

let directory: string;
let server: Server;
let posted: ReportRecord[];

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'ibi-agree-'));
	const ipmitool = join(directory, 'ipmitool');
	await writeFile(ipmitool, `#!/bin/sh\ncat "$2" >>${directory}/sel\n`);
	await chmod(ipmitool, 0o755);
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			posted.push(reportRecord.parse(JSON.parse(Buffer.concat(chunks).toString())));
			response.writeHead(204).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	server.close();
	await rm(directory, {recursive: true, force: true});
});

/** The real one, whose serial console is a file. */
const systemWithConsole = (): System => {
	const real = realSystem({PATH: `${directory}:/usr/bin:/bin`});
	const {readText, openAppend} = real.files;
	return {
		...real,
		files: {
			...real.files,
			readText: async (path) =>
				path === '/sys/class/tty/console/active' ? 'tty0 ttyS0\n' : readText(path),
			openAppend: (path) =>
				openAppend(path === '/dev/ttyS0' ? join(directory, 'serial') : path, 0o600),
		},
	};
};

type Told = {
	readonly exit: number;
	readonly line: string;
	readonly bmc: readonly string[];
	readonly webhook: string;
};

/** What everybody was told, and the exit code. */
const tellOf = async (
	play: (reports: ReturnType<typeof openReports>) => Promise<number>,
): Promise<Told> => {
	posted = [];
	await Promise.all(['sel', 'serial'].map((name) => rm(join(directory, name), {force: true})));
	const {port} = server.address() as AddressInfo;
	const reports = openReports(systemWithConsole(), {
		orders: {reportUrl: `http://127.0.0.1:${port}/`},
		stateDirectory: directory,
		signal: new AbortController().signal,
	});
	const platform = {...facts.platform, bmc: known({kind: 'present'})};
	reports.take({type: 'facts.loaded', facts: {...facts, platform}} as never);
	const exit = await play(reports);
	expect(await reports.settle()).toEqual([]);
	const read = (name: string) => readFile(join(directory, name), 'utf8').catch(() => '');
	const end = posted.at(-1);
	return {
		exit,
		line: /RESULT=\S+ EXIT=\d+(?: CODE=\S+)?/.exec(await read('serial'))?.[0] ?? '',
		bmc: [...(await read('sel')).matchAll(/0x1F 0x00 0x6f (0x\w+)/g)].map(([, code = '']) => code),
		webhook: [end?.kind, end?.outcome, end?.problem?.code].filter(Boolean).join(' '),
	};
};

const runOf =
	(registry: StepRegistry, signal: AbortSignal = new AbortController().signal) =>
	async (reports: ReturnType<typeof openReports>): Promise<number> => {
		const steps = [{name: 'one', attempts: [], isVolatile: false, progress: 0}];
		const outcome: Outcome = await startRun(toyPlan(steps), {
			system: memorySystem(memoryMachine()),
			registry,
			journalPath: '/run/journal.jsonl',
			signal,
			listener: (event) => reports.take({type: 'run.event', event}),
		});
		return exitCodeOf(outcome);
	};

/** Offsets of sensor type 1Fh. */
const [started, completed, aborted, failed] = ['0x07', '0x08', '0x09', '0x0a'];

test('a run that is done: 0, done, completed', async () => {
	expect(await tellOf(runOf(toyRegistry(toyMachine())))).toEqual({
		exit: 0,
		line: 'RESULT=done EXIT=0',
		bmc: [started, completed],
		webhook: 'end done',
	});
});

test('one that failed: the code of its kind, in every place the same', async () => {
	const {toy} = toyRegistry(toyMachine());
	const registry = {
		toy: {
			...toy,
			run: async () => {
				throw new InstallError('TARGET_FULL', {path: '/sysroot'} as never);
			},
		},
	} as StepRegistry;
	expect(await tellOf(runOf(registry))).toEqual({
		exit: 5,
		line: 'RESULT=failed EXIT=5 CODE=TARGET_FULL',
		bmc: [started, failed],
		webhook: 'end failed TARGET_FULL',
	});
});

test('one that somebody stopped: 130, cancelled, aborted', async () => {
	const controller = new AbortController();
	const registry = {
		toy: {
			run: async () => {
				controller.abort();
				throw new InstallError('CANCELLED', undefined);
			},
		},
	} as StepRegistry;
	expect(await tellOf(runOf(registry, controller.signal))).toEqual({
		exit: 130,
		line: 'RESULT=cancelled EXIT=130',
		bmc: [started, aborted],
		webhook: 'end cancelled',
	});
});

test('one that was refused has begun nothing, and says why', async () => {
	const problem = toProblem(new InstallError('NOT_THE_HOLDER', {holder: 'tty1'}));
	const told = await tellOf(async (reports) => {
		reports.refused(problem);
		return 0;
	});
	expect(told).toMatchObject({
		line: expect.stringMatching(/^RESULT=refused EXIT=[2-5] CODE=NOT_THE_HOLDER$/),
		bmc: [failed],
		webhook: 'end refused NOT_THE_HOLDER',
	});
});

test.each([
	['done', 0],
	['skipped', 0],
	['cancelled', 130],
	['interrupted', 5],
] as const)('a run that ends as %s has the exit code %i in its line too', (kind, exit) => {
	const schema = 'ibi-console.report/1';
	const at = '2026-11-21T09:14:00.000Z';
	const line = markerLine({schema, kind: 'end', at, number: 1, host: {}, outcome: kind});
	expect(exitCodeOf({kind} as Outcome)).toBe(exit);
	expect(line).toContain(` EXIT=${exit}`);
});
