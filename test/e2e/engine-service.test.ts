/**
 * The engine as a service on a lab host, ordered by kernel arguments: two consoles on pseudo-terminals see the same
 * countdown, one of them stops it, and a hundred consoles that are killed while the disk is written change nothing.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {buildStages} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {lab} from './lab-install.ts';
import {bundle} from './matrix/console.ts';
import {openPtyConsole, type PtyConsole} from './pty-console.ts';

let host: LabHost;
let engine: ChildProcess;
let first: PtyConsole;
let second: PtyConsole;

const start = (...words: readonly string[]): ChildProcess => {
	const {program, args} = host.inside(process.execPath, bundle, ...words);
	return spawn(program, args, {stdio: ['ignore', 'pipe', 'inherit']});
};

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {
		configuration: {allowBelowMinimums: true},
		kernelArguments: [
			'ibi.mode=auto',
			'ibi.wipe=yes',
			'ibi.countdown=600',
			'ibi.disk=serial:S4LABN0T4G27',
		],
	});
	engine = start('engine');
	first = openPtyConsole(host, ['attach', '--name', 'tty1']);
	// Whoever comes first has the keys.
	await first.waitFor('SAFE TO POWER OFF');
	second = openPtyConsole(host, ['attach', '--name', 'ttyS0']);
});

afterAll(async () => {
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
	while (killed < 100) {
		const console = start('attach', '--format', 'json', '--name', `victim-${killed}`);
		await once(console.stdout as NodeJS.ReadableStream, 'data');
		console.kill('SIGKILL');
		await once(console, 'exit');
		killed += 1;
		expect(isOver() && killed < 10).toBe(false);
	}
	await vi.waitUntil(isOver, {timeout: 240_000});
	await Promise.all([first, second].map((console) => console.waitFor('Done: the job sheet')));
	watcher.kill();
});
