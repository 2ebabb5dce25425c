/**
 * A console whose screens cannot be drawn, started again and again as by its unit: after three times it speaks in lines. The
 * bundled program on real pseudo-terminals, beside an engine whose state no screen can show.
 */
import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {serveConsoles} from '../../src/engine/service/server.ts';
import {initialState} from '../../src/store/state.ts';
import {localSockets} from '../../src/system/local-socket.ts';
import {realSystem} from '../../src/system/real.ts';
import {bundle} from './matrix/console.ts';
import {openPtyDialogue, type PtyDialogue} from './pty-dialogue.ts';

let directory: string;
let isSpoilt = true;
let engine: {readonly close: () => Promise<void>};
const opened: PtyDialogue[] = [];

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'ibi-crash-'));
	await mkdir(join(directory, 'run'));
	engine = await serveConsoles({
		engine: {
			subscribe: () => () => {},
			dispatch: () => {},
			getState: () => (isSpoilt ? {run: {}, config: 'no state of ours'} : initialState),
			readAction: () => {
				throw new Error('nothing is asked here');
			},
			isFreeForAll: () => false,
		},
		serves: 'install',
		version: '0',
		path: join(directory, 'engine.sock'),
		sockets: localSockets,
		clock: realSystem({}).clock,
	});
});

afterAll(async () => {
	for (const console of opened) console.kill('SIGKILL');
	await engine.close();
	await rm(directory, {recursive: true, force: true});
});

/** As a unit starts it, with a `/run` of its own that the next start finds again. */
const start = (...words: readonly string[]): PtyDialogue => {
	const inside = `mount --bind ${directory}/run /run && exec "$@"`;
	const console = openPtyDialogue(
		{
			program: 'unshare',
			args: [
				...['--mount', 'sh', '-c', inside, 'sh'],
				...[process.execPath, bundle, 'attach', '--name', 'tty1', '--state', directory, ...words],
			],
		},
		'xterm',
	);
	opened.push(console);
	return console;
};

const counted = (): Promise<readonly string[]> =>
	readdir(join(directory, 'run/ibi-console-starts')).catch(() => []);

const isDrawn = '\x1b[?25l';

test('an exception in a screen ends the console, which draws again at its next starts', async () => {
	for (let time = 0; time < 3; time += 1) {
		const console = start();
		expect(await console.exited).toBe(1);
		expect(console.transcript()).toContain(isDrawn);
		expect(await counted()).toEqual(['tty1']);
	}
});

test('after the third it speaks in lines, and says why and how to go back', async () => {
	isSpoilt = false;
	const console = start();
	await console.expect(/it crashed 3 times in a row\. .*Ctrl-T draws them again.*--ui/s);
	await console.expect(/Number> $/);
	expect(console.transcript()).not.toContain(isDrawn);
	console.send('\x14');
	await expect.poll(console.transcript).toContain(isDrawn);
	await delay(200);
	console.send('\x03');
	await console.expect(/Leave the console/);
	console.kill('SIGKILL');
	await console.exited;
});

test('a terminal that vanishes is no crash, however often it does', async () => {
	for (let time = 0; time < 4; time += 1) {
		const console = start('--ui', 'basic');
		await console.expect(/This host/);
		console.hangUp();
		await console.exited;
		await expect.poll(counted).toEqual([]);
	}
	const console = start();
	await console.expect(/This host/);
	expect(console.transcript()).toContain(isDrawn);
});
