import {expect, test} from 'vitest';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {runningRun} from '../../fixtures/run.ts';
import {answered, unanswered} from '../../fixtures/states.ts';
import {logsAsked, logsSeen, someEntries} from '../../fixtures/tools.ts';
import {pictureOf, type Shown, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('logs') + 1);
const seen = {...unanswered, tools: logsSeen(someEntries)};

const asked = ({console}: Shown) =>
	console.actions.flatMap((action) => (action.type === 'tool.look' ? [action.params] : []));

test('the newest lines, the graver ones marked', async () => {
	expect(await pictureOf(seen, ['0', digit])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Logs ────────────────────────────────────────────────── follows the newest ──
		09:10:01 systemd: Started NTP client/server.
		09:10:02 chronyd: Could not open /etc/chrony.conf
		09:10:03 kernel: nvme0n1: I/O Cmd(0x1) @ LBA 1024, 8 blocks, I/O Error













		> 1  Log: this start of the host         4  Search: nothing
		  2  Severity: all                       5  Follow the newest lines
		  3  Step: all                           6  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('a log without such lines says so', async () => {
	const {press, screen} = await show({...unanswered, tools: logsSeen([])});
	await press('0', digit);
	expect(screen()).toContain('There are no such lines.');
});

test('digits go through sources and severities', async () => {
	const shown = await show(seen);
	await shown.press('0', digit, '1', '2');
	expect(asked(shown)).toEqual([
		logsAsked,
		{...logsAsked, source: 'before'},
		{...logsAsked, source: 'before', severity: 'warning'},
	]);
	await shown.press('1', '1', '1', '2', '2');
	expect(shown.screen()).toContain('Log: this start of the host');
	expect(shown.screen()).toContain('Severity: all');
});

test('what is searched for is typed, digits included, and taken by Enter', async () => {
	const shown = await show(seen);
	await shown.press('0', digit, '4');
	await shown.type('sda1 0');
	expect(asked(shown)).toHaveLength(1);
	await shown.press('enter');
	expect(asked(shown).at(-1)).toEqual({...logsAsked, containing: 'sda1 0'});
	expect(shown.screen()).toContain('Search: sda1 0');
	await shown.press('4', 'escape');
	expect(shown.screen()).toContain('Search: sda1 0');
});

test('pages are asked for from the edges of the one that shows', async () => {
	const shown = await show(seen);
	await shown.press('0', digit, 'left');
	const page = {kind: 'until', cursor: 's=1;i=1', count: 100} as const;
	expect(asked(shown).at(-1)).toEqual({...logsAsked, page});
	expect(shown.screen()).not.toContain('follows the newest');
	await shown.press('right');
	expect(asked(shown).at(-1)).toEqual({
		...logsAsked,
		page: {kind: 'from', cursor: 's=1;i=3', count: 100},
	});
	await shown.press('5');
	expect(shown.screen()).toContain('follows the newest');
});

test('while there is a run its own journal comes first, and a step can be chosen', async () => {
	const shown = await show({...answered, run: runningRun});
	await shown.press('0', digit);
	expect(asked(shown)).toEqual([{...logsAsked, source: 'engine'}]);
	await shown.press('3', 'down', 'enter');
	expect(asked(shown).at(-1)).toMatchObject({
		step: {id: 'seed.download', since: '2026-11-21T09:15:20.000Z'},
	});
	expect(shown.screen()).toContain('Step: seed.download');
	await shown.press('3', '1');
	expect(shown.screen()).toContain('Step: all');
});
