import {expect, test} from 'vitest';
import {toolIds} from '../../../src/screens/tools/rows.tsx';
import {runningRun} from '../fixtures/run.ts';
import {answered, unanswered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('0 opens the tools, each by its digit', async () => {
	expect(await pictureOf(unanswered, ['0'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Tools ───────────────────────────────────────────────────────────────────────

		To see what this host is doing, and to help it. Looking changes nothing. 0
		again: help, log, leave. b goes back.










		────────────────────────────────────────────────────────────────────────────────
		> 1  Findings: all checks, run again     6  Time: clocks, NTP, certificates
		  2  Disks: health, holders, locate      7  Dashboard: live graphs
		  3  Network: ladder, ports, addresses   8  Evidence: bundle, photo card
		  4  Services and containers             9  Repair: retry, skip, roll back
		  5  Logs: journal, kernel, engine
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('a digit takes its line at once: there are at most nine', () => {
	expect(toolIds.length).toBeLessThanOrEqual(9);
});

test('back leads from a tool to the hub, where its line has the cursor, and from there to the screen before', async () => {
	const {press, screen} = await show(unanswered);
	const position = toolIds.indexOf('services') + 1;
	await press('0', String(position));
	expect(screen()).toContain('── Services and containers ─');
	await press('b');
	expect(screen()).toContain('── Tools ─');
	expect(screen()).toContain(`> ${position}`);
	await press('b');
	expect(screen()).toContain('── This host ─');
});

test('0 leads from a tool to the hub, and from the hub to what every screen has', async () => {
	const {press, screen} = await show(unanswered);
	await press('0', String(toolIds.indexOf('services') + 1), '0');
	expect(screen()).toContain('── Tools ─');
	await press('0');
	expect(screen()).toContain('── More ─');
	await press('1');
	expect(screen()).toContain('── This host ─');
});

test('the tools open over work that goes on, and the light stays', async () => {
	const {press, screen} = await show({...answered, run: runningRun});
	await press('0');
	expect(screen()).toContain('── Tools ─');
	expect(screen()).toContain('WRITING - DO NOT POWER OFF');
});

test('a countdown comes before every tool', async () => {
	const {press, screen, console} = await show(answered);
	await press('0');
	console.set({...answered, countdown: {remainingSeconds: 7, isPaused: false, configDigest: 'd'}});
	await press('x');
	expect(screen()).not.toContain('── Tools ─');
});

test('help covers the tools, and leads back to the screen below', async () => {
	const {press, screen} = await show(unanswered);
	await press('0', '?');
	expect(screen()).toContain('── Help ─');
	await press('b');
	expect(screen()).toContain('── This host ─');
});

test('nothing is looked at when nobody looks', async () => {
	const {press, console, clock} = await show(unanswered);
	const digit = String(toolIds.indexOf('services') + 1);
	await press('0', digit);
	clock.pass(2000);
	await press('x');
	expect(console.actions.map(({type}) => type)).toEqual(['tool.look', 'tool.look']);
	await press('b');
	clock.pass(60_000);
	await press('x');
	expect(console.actions).toHaveLength(2);
});
