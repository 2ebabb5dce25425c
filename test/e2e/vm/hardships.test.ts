/** One install that bears much: its console is killed a hundred times, and then its registry stalls. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runInShell} from '../../../lab/vm/shell.ts';
import {keepOnFailure, type VmHost} from './host.ts';
import {begin, type Moment, openMoment} from './moment.ts';
import {started, untilJournal} from './watch.ts';

const limitMs = 1_200_000;

let moment: Moment;

beforeAll(async () => {
	moment = await openMoment('hardships');
});

afterAll(() => moment?.close());

const kills = `n=0; while [ $n -lt 100 ]; do \
systemctl kill --signal=KILL serial-getty@ttyS0.service 2>/dev/null && n=$((n+1)); sleep 0.3; done`;

test('the console is killed 100 times while a disk is written, which goes on', async () => {
	keepOnFailure(moment.factory, moment.host);
	const there = await moment.goOn('kills');
	await begin(there);
	await untilJournal(there, started('disk.write-image'));
	await runInShell(there.shell, kills, limitMs);
	expect(await there.inside('grep -c run.finished /run/ibi-console/journal.jsonl')).toBe('0');
	await there.console.waitFor('WRITING - DO NOT POWER OFF', limitMs);
});

test('a registry that stalls is named, and the transfer goes on when it does', async () => {
	keepOnFailure(moment.factory, moment.host);
	const there = moment.host() as VmHost;
	await untilJournal(there, 'Successfully pulled image');
	moment.gate.hold();
	await untilJournal(there, 'Nothing has come for 60 s');
	moment.gate.release();
	await untilJournal(there, 'It goes on: ');
});

test('after both the install ends well', async () => {
	keepOnFailure(moment.factory, moment.host);
	await moment.host()?.console.waitFor('Done: the job sheet', limitMs);
});
