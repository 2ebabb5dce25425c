import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {sourceOf} from '../../../../src/screens/tools/findings/sources.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {unanswered, withFindings} from '../../fixtures/states.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('findings') + 1);

test('every check with what was found and what to do, the worst first', async () => {
	expect(await pictureOf(withFindings, ['0', digit])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Findings ────────────────────────────────────────────────────────────────────
		A line that is taken is checked again.
		  1  Make all checks again
		  2  Back
		> 3  BLOCKS   Version of the seed: the seed is 4.18.6
		  4  WARNING  Date and time: 2026-11-21 09:14:03, 22 days after the seed was m~
		  5  WARNING  Credentials for the registry: unknown: the registry did not answ~
		  6  passed   Installation disk: in use by nothing: SAMSUNG MZQL2960HCJR-00A07~
		  7  passed   Memory: 134.8 GB
		  8  passed   Number of CPUs: 64
		── Version of the seed ─────────────────────────────────────────────────────────
		Found       the seed is 4.18.6
		Needed      4.18.8
		What to do  Name a seed image of that version, or correct the seed version on
		            the seed screen.





		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('all of them are made again by one digit', async () => {
	const {press, console} = await show(withFindings);
	await press('0', digit, '1');
	expect(console.actions).toEqual([{type: 'facts.refresh'}]);
});

test('a warning can be checked again here, and not accepted', async () => {
	const {press, console, screen} = await show(withFindings);
	await press('0', digit, 'down');
	expect(screen()).toContain('── Date and time ─');
	expect(screen()).not.toContain('Enter accepts');
	await press('enter');
	expect(console.actions).toEqual([{type: 'facts.refresh'}]);
});

test('before anything was checked it says so', async () => {
	const {press, screen} = await show({...unanswered, findings: []});
	await press('0', digit);
	expect(screen()).toContain('Nothing was checked yet');
	await press('2');
	expect(screen()).toContain('── Tools ─');
});

test('each check is made again by what it rests on', async () => {
	const finding = (id: string) =>
		({
			id,
			severity: 'warning',
			verdict: {kind: 'unknown', reason: 'no answer', remedy: 'Look again.'},
		}) as const;
	for (const [id, type] of [
		['registry-tls', 'network.check'],
		['net-carrier', 'network.check'],
		['seed-format', 'seed.read'],
		['memory-size', 'facts.refresh'],
	] as const) {
		const {press, console, close} = await show({...unanswered, findings: [finding(id)]});
		await press('0', digit, '3');
		expect(console.actions).toEqual([{type}]);
		await close();
	}
});

test('every check of the network is known as one of the network', () => {
	const directory = 'src/engine/checks/network';
	const ids = readdirSync(directory).flatMap((name) =>
		[...readFileSync(`${directory}/${name}`, 'utf8').matchAll(/\bid: '([\w-]+)'/g)].map(
			([, id = '']) => id,
		),
	);
	expect(ids.length).toBeGreaterThan(10);
	expect(ids.filter((id) => sourceOf(id) !== 'network')).toEqual([]);
});
