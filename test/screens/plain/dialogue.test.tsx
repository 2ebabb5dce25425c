/** The whole install in lines: what a person without a picture, or a program that waits for words, hears and answers. */
import {expect, test} from 'vitest';
import type {Action} from '../../../src/engine/actions.ts';
import {App} from '../../../src/screens/app.tsx';
import {guardMs} from '../../../src/screens/guard.ts';
import type {ConsoleState} from '../../../src/store/state.ts';
import {plainProfile, speak} from '../../helpers/lines.tsx';
import {fakeClock, fakeConsole} from '../fake-console.ts';
import {doneRun, failedRun, runningRun} from '../fixtures/run.ts';
import {
	answered,
	diskAnswered,
	seedAnswered,
	unanswered,
	withFindings,
} from '../fixtures/states.ts';

const open = async (
	state: ConsoleState,
	answer?: (state: ConsoleState, action: Action) => ConsoleState,
) => {
	const console = fakeConsole(state, answer);
	const clock = fakeClock();
	const spoken = await speak(<App console={console} clock={clock} />, {}, clock);
	return {
		...spoken,
		console,
		change: async (next: ConsoleState) => {
			spoken.news();
			console.set(next);
			await spoken.settle();
			return spoken.news();
		},
		waitForGuard: async () => {
			clock.pass(guardMs);
			await spoken.settle();
		},
	};
};

test('asks for the disk by number, and says of every disk whether it can be chosen', async () => {
	const {news, answer, console} = await open(unanswered, (_state, {type}) =>
		type === 'disk.choose' ? diskAnswered : unanswered,
	);
	expect(news()).toMatch(
		/^\nThis console speaks in lines\..*== This host\n-- SAFE TO POWER OFF\n/s,
	);
	const disks = await answer('1');
	expect(disks).toMatch(/^1\n\n== Installation disk\n/);
	expect(disks).toContain('3 sda       30.7 GB');
	expect(disks).toContain('NO: the running system was started from it');
	expect(disks).toMatch(/\nNumber> $/);
	expect(await answer('d 5')).toContain('Can be chosen   no: it is write-protected');
	expect(console.actions).toEqual([]);
	expect(await answer('5')).toContain('sdc cannot be chosen; its details below say why.');
	expect(await answer('1')).toContain('== Network');
	expect(console.actions).toEqual([{type: 'disk.choose', path: '/dev/nvme0n1'}]);
});

test('takes texts line by line; an empty line keeps, a dot begins a command, two dots stand for one', async () => {
	const {answer, console} = await open(diskAnswered);
	await answer('1');
	const seed = await answer('1');
	expect(seed).toMatch(/> 1 {2}Seed image +\[\]\n.*\nText> $/s);
	expect(await answer('registry.test:5000/seed:4.18')).toMatch(
		/ {2}1 {2}Seed image +\[registry\.test:5000\/seed:4\.18\]\n> 2 {2}Seed version \[\]\n/,
	);
	expect(await answer('.1')).toContain('> 1  Seed image');
	expect(await answer('')).toContain('> 2  Seed version');
	await answer('4.18.6');
	expect(await answer('..odd')).toContain('[.odd]');
	expect(await answer('.3')).toMatch(/Text> $/);
	expect(await answer('.-')).toContain('3  Auth file    []');
	await answer('4');
	expect(console.actions).toMatchObject([
		{
			type: 'answers.set',
			answers: {seedImage: 'registry.test:5000/seed:4.18', seedVersion: '4.18.6'},
		},
		{type: 'seed.read'},
	]);
});

test('a warning is read before it is accepted: its number shows it, an empty line takes it', async () => {
	const {answer, console} = await open(withFindings);
	expect(await answer('5')).toContain('Enter accepts this warning');
	expect(console.actions).toEqual([]);
	await answer('');
	expect(console.actions).toMatchObject([{type: 'finding.accept'}]);
});

test('destroys nothing before the id of the disk is typed, and hears nothing that came too early', async () => {
	const {answer, send, console, waitForGuard, news} = await open(answered);
	const confirm = await answer('1');
	expect(confirm).toContain('== Confirm');
	expect(confirm).toContain('type the last four');
	expect(confirm).not.toContain('Text> ');
	await send('8523\r');
	await waitForGuard();
	expect(news()).toBe('Text> ');
	expect(await answer('9999')).toContain('"9999" is not what was asked for. Nothing was started.');
	expect(await answer('')).toContain('Nothing was typed. Nothing was started.');
	expect(console.actions).toEqual([]);
	await answer('8523');
	expect(console.actions).toEqual([{type: 'install.start', typed: '8523'}]);
});

test('tells each step once with a marker, and the numbers of a running one now and then', async () => {
	const {change} = await open(answered);
	const begun = await change({...answered, run: runningRun});
	expect(begun).toContain('== Installing\n-- WRITING - DO NOT POWER OFF\n');
	expect(begun).toMatch(/\nSTEP disk\.mount: Mounting the disk\nOK disk\.mount \(\d+ s\)\n/);
	expect(begun).toMatch(/\nSTEP seed\.download: .*\n +\d+ %, seed\.download 1\.6 GB of 4\.3 GB/);
	const further = {...runningRun.steps['seed.download'], done: 1_700_000_000};
	const steps = {...runningRun.steps, 'seed.download': {...further, status: 'running' as const}};
	expect(await change({...answered, run: {...runningRun, steps}})).toBe('');
	const ended = {...further, status: 'done' as const, durationMs: 61_000};
	const done = {...runningRun.steps, 'seed.download': ended};
	expect(await change({...answered, run: {...runningRun, running: {}, steps: done}})).toBe(
		'\nOK seed.download (1 min 1 s)\nNumber> ',
	);
});

test('a failure says what, why and what to do, and is retried by a number', async () => {
	const {change, waitForGuard, answer, console} = await open(seedAnswered);
	const failure = await change({...answered, run: failedRun});
	expect(failure).toMatch(/== The installation failed\nFAIL run: [A-Z_]+\n/);
	expect(failure).toContain('What to do');
	await waitForGuard();
	await answer('1');
	expect(console.actions).toEqual([{type: 'run.retry'}]);
});

test('the end says that the medium can go, and offers what follows', async () => {
	const {change} = await open(answered);
	const done = await change({...answered, run: doneRun});
	expect(done).toContain('== Done: the job sheet\n-- SAFE TO REMOVE MEDIA\n');
	expect(done).toContain('\nOK run\n');
	expect(done).toMatch(/> 1 Stay here\n {2}2 Reboot\n {2}3 Power off\n/);
});

test('what is no answer is told, and a page is said once more', async () => {
	const {answer} = await open(unanswered);
	expect(await answer('9')).toContain('That is no line of this page.');
	expect(await answer('install it')).toContain('That is no line of this page.');
	expect(await answer('l')).toMatch(/^l\n\n== This host\n/);
});

test('leaving asks first, on Ctrl-C too', async () => {
	const {send, news, answer, waitForGuard, waitUntilExit} = await open(unanswered);
	news();
	await send('\x03');
	expect(news()).toContain('== Leave?');
	await waitForGuard();
	await answer('2');
	await waitUntilExit();
});

test('rubbing out is the only thing that goes back, and nothing but ASCII is said', async () => {
	const {send, said, answer} = await open(diskAnswered);
	await answer('1');
	await answer('1');
	await send('seedx\x7f caf\u00e9\r');
	const controls = said().replaceAll('\n', '').replaceAll('\b \b', '');
	expect(controls).toMatch(/^[ -~]*$/);
	expect(said()).toContain('1  Seed image   [seed cafe]');
});

test('Ctrl-T goes from lines to a picture and back without losing the place or what was typed', async () => {
	const {send, news, answer} = await open(diskAnswered);
	await answer('1');
	await answer('1');
	await answer('registry.test/seed:1');
	news();
	await send('\x14');
	const picture = news();
	expect(picture).toContain('\x1b[H\x1b[J');
	expect(picture).toContain('registry.test/seed:1');
	await send('\x14');
	await send('\x14');
	expect(news()).toMatch(/This console speaks in lines.*== Seed image.*registry\.test\/seed:1/s);
	expect(plainProfile.kind).toBe('plain');
});
