/** What the screens cost on a serial line of 9600 baud: 960 bytes a second, of which a quarter is ours. */
import {expect, test} from 'vitest';
import {runningRun} from './fixtures/run.ts';
import {answered, unanswered} from './fixtures/states.ts';
import {show} from './show.tsx';

const serial = {profile: {kind: 'basic', glyphs: 'ascii', colour: false}} as const;

test('an arrow key in a menu costs less than 150 bytes', async () => {
	const {press, bytesWritten} = await show(unanswered, serial);
	await press('down');
	const before = bytesWritten();
	await press('down');
	expect(bytesWritten() - before).toBeLessThan(150);
});

test('a minute of progress at two changes a second costs less than 240 bytes a second', async () => {
	const seconds = 60;
	const {console, clock, press, bytesWritten} = await show({...answered, run: runningRun}, serial);
	const before = bytesWritten();
	for (let half = 1; half <= seconds * 2; half++) {
		clock.pass(500);
		const done = 1_610_612_736 + half * 30_000_000;
		console.set({
			...answered,
			run: {
				...runningRun,
				steps: {
					...runningRun.steps,
					'seed.download': {status: 'running', done, total: 9_000_000_000, unit: 'bytes'},
				},
				running: {
					'seed.download': [
						{atMs: 0, done: done - 60_000_000},
						{atMs: 1000, done},
					],
				},
			},
		});
		await press('x');
	}
	expect((bytesWritten() - before) / seconds).toBeLessThan(240);
});
