/**
 * The engine as a service on a lab host, ordered by kernel arguments: two consoles on pseudo-terminals see the same
 * countdown, one of them stops it, and a hundred consoles that are killed while the disk is written change nothing. A program
 * asks for the state over HTTPS meanwhile, and no console outgrows its memory.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {buildStages} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {lab} from './lab-install.ts';
import {bundle} from './matrix/console.ts';
import {openPtyProgram, type PtyConsole} from './pty-console.ts';

/** Of a console: more is more than the live ISO of a small host can spare for a second screen. */
const mostResidentKiB = 120 * 1024;
const token = 'planted-token-of-the-status-service';

let host: LabHost;
let engine: ChildProcess;
let first: PtyConsole;
let second: PtyConsole;
let directory: string;

const start = (...words: readonly string[]): ChildProcess => {
	const {program, args} = host.inside(process.execPath, bundle, ...words);
	return spawn(program, args, {stdio: ['ignore', 'pipe', 'inherit']});
};

/** With the limits of memory that its first line has: units start it by that. */
const openShippedConsole = (name: string): PtyConsole => {
	const [, limits = ''] = /^#!.* node (.*)$/m.exec(readFileSync(bundle, 'utf8')) ?? [];
	const words = [...limits.split(' '), bundle, 'attach', '--name', name];
	return openPtyProgram(host.inside(process.execPath, ...words));
};

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'ibi-ask-'));
	await buildStages(stages, lab);
	host = await startHost(lab, {
		configuration: {allowBelowMinimums: true},
		kernelArguments: [
			'ibi.mode=auto',
			'ibi.wipe=yes',
			'ibi.countdown=600',
			'ibi.disk=serial:S4LABN0T4G27',
			'ibi.api=:8443',
			`ibi.api.token=${token}`,
		],
	});
	engine = start('engine');
	first = openShippedConsole('tty1');
	// Whoever comes first has the keys.
	await first.waitFor('SAFE TO POWER OFF');
	second = openShippedConsole('ttyS0');
});

/** What the status service says, and its status after it. */
const ask = async (path: string, word: string, ...options: readonly string[]): Promise<string> => {
	const auth = join(directory, 'auth');
	await writeFile(auth, `Authorization: Bearer ${word}\n`);
	const curl = host.inside(
		'curl',
		...['--silent', '--insecure', '--header', `@${auth}`, '--write-out', '\n%{http_code}'],
		...options,
		`https://127.0.0.1:8443${path}`,
	);
	return (await lab.system.run(curl)).stdout;
};

/** Of every process that is the console of this name: the most memory that it ever had. */
const residentKiB = async (name: string): Promise<number> => {
	const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
	const found = await Promise.all(
		pids.map(async (pid) => {
			const words = (await readText(`/proc/${pid}/cmdline`)).split('\0');
			const isOurs = words[0] === process.execPath && words.slice(-3).includes(name);
			const [, peak = '0'] =
				/^VmHWM:\s+(\d+) kB$/m.exec(await readText(`/proc/${pid}/status`)) ?? [];
			return isOurs ? Number(peak) : 0;
		}),
	);
	return Math.max(...found);
};

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

afterAll(async () => {
	await rm(directory, {recursive: true, force: true});

	first?.kill('SIGKILL');
	second?.kill('SIGKILL');
	engine?.kill('SIGTERM');
	await host?.close();
});

test('both consoles show the countdown, and a key on the one that only watches stops it on both', async () => {
	await Promise.all(
		[first, second].map((console) => console.waitFor(/It begins in \d+ seconds\./)),
	);
	expect(second.screen()).toContain('S4LABN0T4G27');
	second.type('x');
	await Promise.all([first, second].map((console) => console.waitFor(/Stopped with \d+ seconds/)));
});

test('only the one that holds the keys lets it go on; the other asks for them and gets them', async () => {
	await second.waitFor('tty1 holds the keys');
	second.type('2');
	await second.waitFor('REFUSED (NOT_THE_HOLDER)');
	second.type('t');
	await first.waitFor(/ttyS0 takes the keys over in \d s/);
	await first.waitFor('ttyS0 holds the keys; this console watches');
	second.type('1');
	await Promise.all([first, second].map((console) => console.waitFor(/── Checks ─/)));
});

test('the install goes on while a hundred consoles are killed, and everyone sees its end', async () => {
	const watcher = start('attach', '--format', 'json', '--name', 'recorder');
	const seen: SessionEvent[] = [];
	createInterface({input: watcher.stdout as NodeJS.ReadableStream}).on('line', (line) =>
		seen.push(JSON.parse(line) as SessionEvent),
	);
	// A list of more than nine lines takes a number with Enter.
	second.type('1\r');
	await second.waitFor(/── Review ─/);
	expect(second.screen()).not.toContain('REFUSED');
	second.type('1');
	await second.waitFor('type the last four characters of');
	await new Promise((resolve) => setTimeout(resolve, 500));
	second.type('4G27\r');
	await second.waitFor('WRITING - DO NOT POWER OFF');
	let killed = 0;
	const isOver = (): boolean =>
		seen.some((event) => event.type === 'run.event' && event.event.type === 'run.finished');
	const answers = new Set<string>();
	while (killed < 100) {
		const console = start('attach', '--format', 'json', '--name', `victim-${killed}`);
		await once(console.stdout as NodeJS.ReadableStream, 'data');
		console.kill('SIGKILL');
		await once(console, 'exit');
		killed += 1;
		if (killed % 25 === 0) {
			answers.add((await ask('/v1/state', token)).slice(-3));
		}
		expect(isOver() && killed < 10).toBe(false);
	}
	await vi.waitUntil(isOver, {timeout: 240_000});
	await Promise.all([first, second].map((console) => console.waitFor('Done: the job sheet')));
	watcher.kill();
	expect([...answers]).toEqual(['200']);
});

test('a program that has the token is told how it ended, and another one nothing', async () => {
	const told = await ask('/v1/state', token);
	expect(told).toContain('"outcome":{"kind":"done"}');
	expect(told).not.toContain(token);
	expect(await ask('/v1/state', `${token}x`)).toMatch(/missing or wrong[\s\S]*401$/);
});

test('it gives the support bundle of this host, without the token', async () => {
	const path = join(directory, 'bundle.tar.gz');
	expect(await ask('/v1/bundle', token, '--output', path)).toMatch(/200$/);
	const {stdout} = await lab.system.run({program: 'tar', args: ['--list', '--file', path]});
	expect(stdout).toMatch(/manifest\.json$/m);
	expect(gunzipSync(await readFile(path)).includes(token)).toBe(false);
});

test('after a whole install no console has had more than 120 MiB of memory', async ({annotate}) => {
	const [tty1, ttyS0] = [await residentKiB('tty1'), await residentKiB('ttyS0')];
	await annotate(`G16: consoles at their most: ${tty1} KiB, ${ttyS0} KiB`);
	for (const resident of [tty1, ttyS0]) {
		expect(resident).toBeGreaterThan(10_000);
		expect(resident).toBeLessThanOrEqual(mostResidentKiB);
	}
});

test('with its work done the engine ends as soon as it is asked to, as a restart of the host does', async () => {
	const ended = once(engine, 'exit');
	const askedAtMs = performance.now();
	engine.kill('SIGTERM');
	await ended;
	expect(performance.now() - askedAtMs).toBeLessThan(10_000);
});
