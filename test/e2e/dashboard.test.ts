/** The dashboard of the bundle on a real terminal: how fast it opens, what it costs, and what it leaves behind. */
import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {guardMs} from '../../src/screens/guard.ts';
import {toolIds} from '../../src/screens/tools/rows.tsx';
import {createEmulator} from '../helpers/emulator.ts';

const bundle = new URL('../../dist/ibi-console.js', import.meta.url).pathname;
const enginePath = new URL('../fixtures/tools/engine.ts', import.meta.url).pathname;
const digit = String(toolIds.indexOf('dashboard') + 1);
const columns = 80;
const rows = 24;

let directory: string;
let engine: ChildProcess;
let consoles: pty.IPty[];

beforeEach(async () => {
	directory = mkdtempSync(join(tmpdir(), 'dashboard-'));
	consoles = [];
	engine = spawn(process.execPath, ['--no-warnings', enginePath, directory]);
	await new Promise((resolve) => engine.stdout?.once('data', resolve));
});

afterEach(() => {
	for (const console of consoles) {
		try {
			console.kill('SIGKILL');
		} catch {
			// It has ended.
		}
	}
	engine.kill('SIGKILL');
	rmSync(directory, {recursive: true});
});

/** A shell that says how its terminal is set, before and after the console. */
const start = async (TERM = 'linux') => {
	const script =
		'stty -g >"$1/before"; ' +
		'(echo $BASHPID >"$1/pid"; exec "$2" --max-semi-space-size=1 "$3" attach --state "$1"); ' +
		'echo $? >"$1/code"; stty -g >"$1/after"; echo ended';
	const child = pty.spawn('bash', ['-c', script, 'console', directory, process.execPath, bundle], {
		cols: columns,
		rows,
		name: TERM,
		env: {...process.env, TERM},
	});
	consoles.push(child);
	const emulator = createEmulator(columns, rows);
	emulator.onReply((text) => child.write(text));
	let check = (): void => {};
	child.onData((text) => {
		emulator.write(text);
		check();
	});
	const until = (isReached: (screen: string) => boolean, what: string): Promise<void> =>
		new Promise((resolve, reject) => {
			const late = setTimeout(
				() => reject(new Error(`${what} did not appear on:\n${emulator.text()}`)),
				20_000,
			);
			check = () => {
				if (!isReached(emulator.text())) return;
				clearTimeout(late);
				resolve();
			};
			check();
		});
	const shows = (text: string) => until((screen) => screen.includes(text), text);
	const isAgain = (before: string) => until((screen) => screen === before, before);
	const press = (keys: string): void => child.write(keys);
	await shows('SAFE TO POWER OFF');
	return {emulator, shows, isAgain, press};
};

const pidOf = (): number => Number(readFileSync(join(directory, 'pid'), 'utf8'));

/** In seconds, of all processors. */
const cpuSeconds = (pid: number | undefined): number => {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const [user = 0, system = 0] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13)
		.map(Number);
	return (user + system) / Number(execFileSync('getconf', ['CLK_TCK'], {encoding: 'utf8'}));
};

const settings = (moment: 'before' | 'after'): string =>
	readFileSync(join(directory, moment), 'utf8');

test('it opens within a second, and costs less than a twentieth of a processor', {
	retry: 2,
}, async () => {
	const {shows, press} = await start();
	press('0');
	await shows('Tools');
	const beganMs = performance.now();
	press(digit);
	await shows('Curves:');
	const openedMs = performance.now() - beganMs;
	await delay(2000);
	const pids = [pidOf(), engine.pid];
	const cost = (): number => pids.map(cpuSeconds).reduce((a, b) => a + b, 0);
	const [before, beforeMs] = [cost(), performance.now()];
	await delay(8000);
	const share = (cost() - before) / ((performance.now() - beforeMs) / 1000);
	expect(openedMs).toBeLessThan(1000);
	expect(share).toBeLessThan(0.05);
});

test('a hundred times it gives the terminal back as it was', async () => {
	const {emulator, shows, isAgain, press} = await start();
	press('0');
	await shows('── Tools ');
	press(digit);
	await shows('Curves:');
	press('b');
	await shows('Dashboard: live');
	await delay(300);
	const before = emulator.text();
	for (let turn = 0; turn < 100; turn++) {
		press('\r');
		await shows('Curves:');
		press('\r');
		await isAgain(before);
		expect(emulator.isCursorVisible()).toBe(false);
	}
	press('b');
	await shows('This host');
	press('\x03');
	await shows('Leave?');
	await delay(2 * guardMs);
	press('2');
	await shows('ended');
	expect(emulator.isCursorVisible()).toBe(true);
	expect(settings('after')).toBe(settings('before'));
});

test.each([
	['SIGTERM', 143],
	['SIGINT', 130],
	['SIGHUP', 129],
] as const)('%s while it is open restores the terminal', async (signal, code) => {
	const {emulator, shows, press} = await start();
	press('0');
	await shows('── Tools ');
	press(digit);
	await shows('Curves:');
	process.kill(pidOf(), signal);
	await shows('ended');
	expect(emulator.isCursorVisible()).toBe(true);
	expect(settings('after')).toBe(settings('before'));
	expect(readFileSync(join(directory, 'code'), 'utf8').trim()).toBe(String(code));
});
