import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {deploying, failed} from '../../edge/fixtures/run.ts';
import {showEdge} from '../../edge/show.tsx';
import {needed, skippable} from '../../fixtures/repair-tool.ts';
import {unanswered} from '../../fixtures/states.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('repair') + 1);

test('what can be mended after a run that stopped', async () => {
	expect(await pictureOf(skippable, ['0', digit])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Repair ──────────────────────────────────────────────────────────────────────
		Each of these says what it does and what that costs, before it does it.

		The last run stopped at: Running /var/tmp/post.sh









		────────────────────────────────────────────────────────────────────────────────
		> 1  Try again from the step that failed
		  2  Go on without the step that failed
		  3  Enter the network of this host again
		  4  Clear an install from a disk
		  5  Restart from a disk or a medium
		  6  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('a step that is left out says what the host lacks without it', async () => {
	expect(await pictureOf(skippable, ['0', digit, '2'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Go on without the step that failed ──────────────────────────────────────────

		Without it: what the script of the site does is not done. It is not run again.
		The journal and the job sheet keep that it was left out by hand.













		────────────────────────────────────────────────────────────────────────────────
		> 1  Leave it as it is
		  2  Go on without the step that failed
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, console, clock} = await show(skippable);
	await press('0', digit, '2', '2');
	expect(console.actions.filter(({type}) => type === 'run.skip')).toEqual([]);
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.at(-1)).toEqual({type: 'run.skip', step: 'post.run'});
});

test('a step that is needed cannot be left out, only tried again', async () => {
	const {press, screen, console, clock} = await show(needed);
	await press('0', digit);
	expect(screen()).toContain('It cannot be left out');
	expect(screen()).not.toContain('Go on without');
	await press('1');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.at(-1)).toEqual({type: 'run.retry'});
});

test('the next start is chosen among the entries of the firmware', async () => {
	expect(await pictureOf(skippable, ['0', digit, '5'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Restart from where? ─────────────────────────────────────────────────────────
		For the next start only: the order of the firmware stays as it is.












		────────────────────────────────────────────────────────────────────────────────
		> 1  Leave it as it is
		  2  0001 Red Hat Enterprise Linux (disk)
		  3  0003 Virtual CD (medium) (started now)
		  4  0004 UEFI Shell
		  5  As the firmware decides
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, screen, console, clock} = await show(skippable);
	await press('0', digit, '5', '2');
	expect(screen()).toContain('Restart: 0001 Red Hat Enterprise Linux (disk)?');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.at(-1)).toEqual({
		type: 'tool.do',
		deed: 'host.restart',
		params: {entry: '0001'},
	});
});

test('where there is no such choice, it says how it is made', async () => {
	const {press, screen} = await show(needed);
	await press('0', digit, '4');
	expect(screen()).toContain('Choose it in the boot menu of the firmware');
});

test('clearing an install shows what dies and wants the id of the disk', async () => {
	const {press, screen, console, clock} = await show(unanswered);
	await press('0', digit, '2', '2');
	expect(screen()).toContain('type the last four characters of its serial');
	clock.pass(guardMs);
	await press(...'nope', 'enter');
	expect(screen()).toContain('"nope" is not what was asked for. Nothing was started.');
	expect(console.actions.filter(({type}) => type === 'tool.do')).toEqual([]);
	await press(...'8523', 'enter');
	expect(console.actions.filter(({type}) => type === 'tool.do')).toEqual([
		{
			type: 'tool.do',
			deed: 'disk.clear',
			params: {path: '/dev/nvme0n1', typed: '8523'},
		},
	]);
});

test('while a disk is cleared the host must not be powered off', async () => {
	const clearing = {
		deed: 'disk.clear',
		about: '/dev/nvme0n1',
		startedAt: '2026-11-21T09:17:58.000Z',
		progress: {line: 'wipefs --all /dev/nvme0n1p5'},
	} as const;
	const {press, screen} = await show({...unanswered, tools: {seen: {}, deed: clearing}});
	await press('0', digit);
	expect(screen()).not.toContain('SAFE TO POWER OFF');
	expect(screen()).toContain('Clearing /dev/nvme0n1: being done ...');
});

test('a shell is offered only where it is allowed', async () => {
	const without = await show(unanswered);
	await without.press('0', digit);
	expect(without.screen()).not.toContain('Shell');
	let opened = 0;
	const withShell = await show(unanswered, {openShell: () => (opened += 1)});
	await withShell.press('0', digit, '4');
	expect(opened).toBe(1);
});

test('at the edge recert can be put back, and nothing is cleared', async () => {
	const {press, screen, console, clock} = await showEdge(failed);
	clock.pass(guardMs);
	await press('0', digit);
	expect(screen()).toContain('── Repair ─');
	expect(screen()).toContain('Put back what recert changed');
	expect(screen()).not.toContain('Clear an install');
	await press('2');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.at(-1)).toEqual({type: 'recert.rollback'});
});

test('while a run goes on nothing but looking is offered', async () => {
	const {press, screen} = await showEdge(deploying);
	await press('0', digit);
	expect(screen()).toContain('A run is going on');
	expect(screen()).toContain('> 1  Back');
});
