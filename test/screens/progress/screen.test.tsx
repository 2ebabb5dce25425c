import {expect, test} from 'vitest';
import {guardMs} from '../../../src/screens/guard.ts';
import {pullingRun, runningRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const working = {...answered, run: pullingRun};

test('the work shows phases, steps, bytes, rate, time left and the log', async () => {
	expect(await pictureOf(working)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com          WRITING - DO NOT POWER OFF
		── Installing ──────────────────────────────────────────────────────────────────
		  29 % ████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
		 running for 4 min 0 s · about 24 min 41 s left · 61 MB/s
		 done      Prepare                                            1 of 1 step  21 s
		 done      Disk                                         6 of 6 steps  2 min 8 s
		 RUNNING   Seed image                                              0 of 2 steps
		 RUNNING     Downloading the seed image                  1.6 GB of 4.3 GB  37 %
		 waiting     Unpacking and verifying the seed image
		 waiting   System                                                  0 of 6 steps
		 RUNNING   Images                                                   0 of 1 step
		 RUNNING     Precaching images                             1.0 GB of 15 GB  6 %
		 waiting   Finish                                                  0 of 6 steps
		── Log ─────────────────────────────────────────────────────────────────────────
		 09:17:47 line 56 of the program
		 09:17:51 line 57 of the program
		 09:17:55 line 58 of the program
		 09:17:59 Copying blob sha256:9d1af8ac3b6259c41b0 done, of the seed image regi~
		────────────────────────────────────────────────────────────────────────────────
		> 1  Log
		  2  Cancel the work ...
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  0 tools  Ctrl-C leave
		"
	`);
});

test('there is no time left to be told before it can be honest', async () => {
	const early = {
		...working,
		run: {...runningRun, startedAt: '2026-11-21T09:17:55.000Z', running: {}},
	};
	const picture = await pictureOf(early);
	expect(picture).not.toContain('left');
	expect(picture).toContain('running for 5 s');
});

test('cancelling asks twice, and the first answer offered is to go on', async () => {
	const {press, console, clock, screen} = await show(working);
	await press('2');
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com          WRITING - DO NOT POWER OFF
		── Cancel the work? ────────────────────────────────────────────────────────────

		The step that runs is stopped. What it has written stays unfinished: the disk
		does not boot until an installation is done in full. It can be taken up again
		later at the same step.












		────────────────────────────────────────────────────────────────────────────────
		> 1  Go on with the work
		  2  Cancel the work now
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	await press('2');
	expect(console.actions).toEqual([]);
	clock.pass(guardMs);
	await press('enter');
	expect(console.actions).toEqual([]);
	expect(screen()).toContain('── Installing ─');
	await press('2');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions).toEqual([{type: 'run.cancel'}]);
});

test('a run that starts takes the place of whatever was shown', async () => {
	const {press, console, screen} = await show(answered);
	await press('3');
	console.set(working);
	await press('down');
	expect(screen()).toContain('WRITING - DO NOT POWER OFF');
	expect(screen()).toContain('── Installing ─');
});
