/**
 * The machine loses its power while its disk is written, with whatever the disk had not been told yet, and later while the
 * images come; each time it starts from the ISO again. Before the disk can hold a journal the install begins anew; after
 * that it is shown as cut short, and taken up.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {keepOnFailure} from './host.ts';
import {begin, cutShort, type Moment, openMoment, takeUp, toConfirm} from './moment.ts';
import {started, stepsSinceResumed, untilJournal, untilOnDisk, untilResumed} from './watch.ts';

const limitMs = 1_200_000;

let moment: Moment;

beforeAll(async () => {
	moment = await openMoment('power-early');
});

afterAll(() => moment?.close());

test('cut while the disk is written: nothing is left to take up, and the same id begins anew', async () => {
	keepOnFailure(moment.factory, moment.host);
	const there = await moment.goOn('disk');
	await begin(there);
	await untilJournal(there, started('disk.write-image'));
	const again = await moment.cutAndBoot('disk-again');
	const shown = await again.console.waitFor(new RegExp(`${cutShort}|${toConfirm}`), limitMs);
	expect(shown).not.toContain(cutShort);
	await begin(again);
	await untilJournal(again, 'Successfully pulled image');
	await untilOnDisk();
});

test('cut while the images come: the next start shows it, and goes on where it was', async () => {
	keepOnFailure(moment.factory, moment.host);
	const again = await moment.cutAndBoot('images-again');
	await takeUp(again);
	await untilResumed(again, started('seed.restore-var'));
	const ran = await stepsSinceResumed(again);
	expect(ran).toContain('seed.restore-var');
	expect(ran).not.toContain('disk.write-image');
});
