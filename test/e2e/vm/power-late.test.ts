/**
 * The machine loses its power in the last two phases of an install, with whatever the disk had not been told yet, and starts
 * from the ISO again: what was cut short is shown, taken up, and in the end the disk starts.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {keepOnFailure} from './host.ts';
import {begin, type Moment, openMoment, takeUp} from './moment.ts';
import {started, stepsSinceResumed, untilJournal, untilResumed} from './watch.ts';

const limitMs = 1_200_000;

let moment: Moment;

beforeAll(async () => {
	moment = await openMoment('power-late');
});

afterAll(() => moment?.close());

test('cut while the system is restored: the next start shows it, and goes on where it was', async () => {
	keepOnFailure(moment.factory, moment.host);
	const there = await moment.goOn('system');
	await begin(there);
	await untilJournal(there, started('seed.restore-var'));
	const again = await moment.cutAndBoot('system-again');
	await takeUp(again);
	await untilResumed(again, started('install.verify'));
	const ran = await stepsSinceResumed(again);
	expect(ran).toContain('install.verify');
	expect(ran).not.toContain('ostree.import');
});

test('cut in its last steps: it is taken up once more, comes to its end, and the disk starts', async () => {
	keepOnFailure(moment.factory, moment.host);
	const again = await moment.cutAndBoot('finish-again');
	await takeUp(again);
	await again.console.waitFor('Done: the job sheet', limitMs);
	const edge = await moment.cutAndBoot('edge', 'disk');
	await edge.console.waitFor('cluster-config', limitMs);
});
