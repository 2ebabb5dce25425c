/** A console that nobody touches: what locks and what must not, what stays to be seen, and a key that only wakes. */
import {expect, test} from 'vitest';
import {guardMs} from '../../../src/screens/guard.ts';
import {idleLimitMs} from '../../../src/screens/lock/idle.ts';
import type {ConsoleState} from '../../../src/store/state.ts';
import {words} from '../../../src/words/index.ts';
import {pseudo} from '../../../src/words/pseudo.ts';
import {deployed, failed as edgeFailed} from '../edge/fixtures/run.ts';
import {offered, ready, waiting} from '../edge/fixtures/states.ts';
import {showEdge} from '../edge/show.tsx';
import {doneRun, failedRun, runningRun} from '../fixtures/run.ts';
import {answered, unanswered} from '../fixtures/states.ts';
import {pictureAfter, type Shown, show} from '../show.tsx';

const minuteMs = 60_000;

/** What shows when all that followed has been drawn. */
const settled = async ({resize, size, screen}: Pick<Shown, 'resize' | 'size' | 'screen'>) => {
	await resize(size());
	return screen();
};

test('after ten minutes without a key the answers make way for ids and state', async () => {
	const shown = await show(answered);
	shown.clock.pass(idleLimitMs - 1);
	expect(await settled(shown)).toContain('── Review ─');
	shown.clock.pass(1);
	await shown.waitFor('── Locked ─');
	expect(await pictureAfter(shown, [])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Locked ──────────────────────────────────────────────────────────────────────
		Nobody pressed a key here for ten minutes. All answers are kept.

		Host           Dell Inc., PowerEdge XR8620t, sno-factory-17.lab.example.com
		Serial number  7XK29W3
		Disk           /dev/nvme0n1
		State          nothing was started

		Press any key to go on. That key does nothing else.











		────────────────────────────────────────────────────────────────────────────────
		"
	`);
});

test('it fits in a wider language, and on the smallest terminal', async () => {
	for (const [columns, rows] of [
		[80, 24],
		[40, 12],
	] as const) {
		const shown = await showEdge(ready, {words: pseudo(words), columns, rows});
		shown.clock.pass(idleLimitMs);
		await shown.waitFor(pseudo(words).screens.lock.title);
		await pictureAfter(shown, []);
	}
});

test('the first key only wakes, and what was pressed with it is forgotten', async () => {
	const shown = await show(answered);
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('── Locked ─');
	await shown.press('1');
	expect(shown.screen()).toContain('── Review ─');
	await shown.press('1');
	expect(shown.screen()).toContain('── Confirm ─');
	await shown.type('8523');
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('── Locked ─');
	await shown.paste('8523\r');
	expect(shown.screen()).toContain('── Confirm ─');
	expect(shown.screen()).not.toContain('8523  ');
	expect(shown.console.actions).toEqual([]);
});

test('a key begins the ten minutes anew', async () => {
	const shown = await show(answered);
	shown.clock.pass(9 * minuteMs);
	await shown.press('down');
	shown.clock.pass(9 * minuteMs);
	expect(await settled(shown)).toContain('── Review ─');
	shown.clock.pass(minuteMs);
	await shown.waitFor('── Locked ─');
});

const staying: readonly (readonly [string, ConsoleState, string])[] = [
	['while a disk is written', {...answered, run: runningRun}, 'WRITING - DO NOT POWER OFF'],
	['a failure', {...answered, run: failedRun}, 'The installation failed'],
	['the job sheet', {...answered, run: doneRun}, 'Done: the job sheet'],
	['the first screen, which says which host this is', unanswered, '── This host ─'],
	[
		'a countdown',
		{...answered, countdown: {isPaused: true, remainingSeconds: 3, configDigest: 'ab'}},
		'Stopped with 3 seconds',
	],
];

test.each(staying)('it never locks: %s', async (_, state, seen) => {
	const shown = await show(state);
	shown.clock.pass(10 * idleLimitMs);
	const screen = await settled(shown);
	expect(screen).not.toContain('── Locked ─');
	expect(screen).toContain(seen);
});

test('the tools go after ten minutes, and leave the failure below them to be seen; not while a disk is written', async () => {
	const shown = await show({...answered, run: failedRun});
	shown.clock.pass(guardMs);
	await shown.press('0');
	expect(shown.screen()).toContain('── Tools ─');
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('The installation failed');
	const writing = await show({...answered, run: runningRun});
	await writing.press('0');
	writing.clock.pass(10 * idleLimitMs);
	expect(await settled(writing)).toContain('── Tools ─');
});

test('the dashboard, which has the terminal for itself, gives it back to the lock', async () => {
	const shown = await show(answered);
	await shown.press('0');
	const [, digit = ''] = /(\d) +Dashboard/.exec(shown.screen()) ?? [];
	await shown.press(digit);
	await shown.waitFor(words.screens.tools.dashboard.title);
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('── Locked ─');
	await shown.press('x');
	expect(shown.screen()).toContain('── Review ─');
});

test('a run that another console starts is seen without a key', async () => {
	const shown = await show(answered);
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('── Locked ─');
	shown.console.set({...answered, run: runningRun});
	await shown.waitFor('WRITING - DO NOT POWER OFF');
	expect(shown.screen()).not.toContain('── Locked ─');
	shown.console.set({...answered, run: failedRun});
	await shown.waitFor('The installation failed');
});

const toPullSecret = async ({screen, press}: Pick<Shown, 'screen' | 'press'>): Promise<void> => {
	for (let moves = 0; moves < 30 && !/> \d+ +Pull secret/.test(screen()); moves += 1) {
		await press('down');
	}
	expect(screen()).toMatch(/> \d+ +Pull secret/);
};

test('at the edge what was typed of secrets is gone, and the rest is there', async () => {
	const shown = await showEdge(waiting);
	await shown.press('1');
	await shown.type('edge7');
	await toPullSecret(shown);
	await shown.paste('planted-pull-secret');
	expect(shown.screen()).toContain('****');
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('── Locked ─');
	const picture = await pictureAfter(shown, []);
	expect(picture).toContain('the pull secret was dropped');
	expect(picture).not.toContain('****');
	await shown.press('enter');
	expect(shown.screen()).toContain('edge7');
	await toPullSecret(shown);
	expect(shown.screen()).not.toContain('****');
});

test('a password that was shown is hidden again', async () => {
	const shown = await showEdge(offered);
	shown.clock.pass(guardMs);
	await shown.press('1');
	expect(shown.screen()).toContain('aaaaa-bbbbb');
	shown.clock.pass(idleLimitMs);
	await shown.waitFor('── Locked ─');
	expect(shown.screen()).not.toContain('aaaaa-bbbbb');
	await shown.press('enter');
	expect(shown.screen()).not.toContain('aaaaa-bbbbb');
});

test.each([
	['the review', ready, true],
	['what is waited for', waiting, false],
	['a failed deployment', edgeFailed, false],
	['a deployed host', deployed, false],
])('at the edge %s locks: %s', async (_, state, locks) => {
	const shown = await showEdge(state);
	shown.clock.pass(idleLimitMs);
	expect((await settled(shown)).includes('── Locked ─')).toBe(locks);
});
