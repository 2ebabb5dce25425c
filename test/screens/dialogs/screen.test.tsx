import {expect, test} from 'vitest';
import {guardMs} from '../../../src/screens/guard.ts';
import {runningRun} from '../fixtures/run.ts';
import {answered, unanswered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('0 offers what every screen has', async () => {
	expect(await pictureOf(unanswered, ['0', '0'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── More ────────────────────────────────────────────────────────────────────────















		────────────────────────────────────────────────────────────────────────────────
		> 1  Close                               4  Leave the console
		  2  Help: keys and marks                5  Text mode: rich (Ctrl-T)
		  3  Log of the work
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('Ctrl-C asks, and does not leave at once', async () => {
	expect(await pictureOf(unanswered, ['ctrl-c', 'ctrl-c'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Leave? ──────────────────────────────────────────────────────────────────────

		Nothing is being written. Leaving ends the console; nothing is changed on any
		disk.













		────────────────────────────────────────────────────────────────────────────────
		> 1  Stay
		  2  Leave the console
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('leaving ends the console when somebody says so', async () => {
	const {press, clock, waitUntilExit} = await show(unanswered);
	await press('ctrl-c');
	clock.pass(guardMs);
	await press('2');
	await waitUntilExit();
});

test('while the disk is written nobody leaves; the work can be cancelled', async () => {
	const {press, clock, screen} = await show({...answered, run: runningRun});
	await press('ctrl-c');
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com          WRITING - DO NOT POWER OFF
		── Leave? ──────────────────────────────────────────────────────────────────────

		The installation is running and ends with the console. The console cannot be
		left while the disk is written. Cancel the work first, or wait.













		────────────────────────────────────────────────────────────────────────────────
		> 1  Stay
		  2  Cancel the work ...
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	clock.pass(guardMs);
	await press('2');
	expect(screen()).toContain('── Cancel the work? ─');
});

test('Escape closes a question and changes nothing', async () => {
	const {press, clock, screen, console} = await show(unanswered);
	await press('ctrl-c');
	clock.pass(guardMs);
	await press('escape');
	expect(screen()).toContain('── This host ─');
	expect(console.actions).toEqual([]);
});
