import {expect, test} from 'vitest';
import {runningRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const working = {...answered, run: runningRun};

test('the log begins at its end, long lines in full', async () => {
	expect(await pictureOf(working, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com          WRITING - DO NOT POWER OFF
		── Log ─────────────────────────────────────────────────────────────────────────
		49 to 66 of 66
		09:16:59 line 44 of the program
		09:17:03 line 45 of the program
		09:17:07 line 46 of the program
		09:17:11 line 47 of the program
		09:17:15 line 48 of the program
		09:17:19 Copying blob sha256:9d1af8ac3b6249c41b0 done, of the seed
		         image registry.lab.example.com:5000/seeds/sno
		09:17:23 line 50 of the program
		09:17:27 line 51 of the program
		09:17:31 line 52 of the program
		09:17:35 line 53 of the program
		09:17:39 line 54 of the program
		09:17:43 line 55 of the program
		09:17:47 line 56 of the program
		09:17:51 line 57 of the program
		09:17:55 line 58 of the program
		09:17:59 Copying blob sha256:9d1af8ac3b6259c41b0 done, of the seed
		         image registry.lab.example.com:5000/seeds/sno
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down scroll  Left/Right page  Enter back  0 tools
		"
	`);
});

test('it follows the end until somebody scrolls up, and again from the end on', async () => {
	const {press, console, screen} = await show(working);
	const more = (line: string) => ({
		...working,
		run: {...runningRun, log: [...runningRun.log, {at: runningRun.latestAt, step: 'x', line}]},
	});
	await press('1');
	console.set(more('first news'));
	await press('2');
	expect(screen()).toContain('first news');
	await press('home');
	expect(screen()).toContain('line 0 of the program');
	await press('end', 'up');
	console.set(more('second news'));
	await press('2');
	expect(screen()).not.toContain('second news');
	await press('down', 'down');
	expect(screen()).toContain('second news');
});

test('a log without lines says so', async () => {
	expect(await pictureOf({...working, run: {...runningRun, log: []}}, ['1'])).toContain(
		'Nothing was logged yet.',
	);
});
