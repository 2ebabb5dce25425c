import {expect, test} from 'vitest';
import {withFindings} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('what blocks comes first and has the cursor, with what is needed and what to do', async () => {
	expect(await pictureOf(withFindings)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Checks ──────────────────────────────────────────────────────────────────────
		  1  Continue (blocked by 1)
		  2  Check again
		  3  Back
		> 4  BLOCKS   Version of the seed: the seed is 4.18.6
		  5  WARNING  Date and time: 2026-11-21 09:14:03, 22 days after the seed was m~
		  6  WARNING  Credentials for the registry: unknown: the registry did not answ~
		  7  passed   Installation disk: in use by nothing: SAMSUNG MZQL2960HCJR-00A07~
		  8  passed   Memory: 134.8 GB
		  9  passed   Number of CPUs: 64
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

test('a warning says that it can be accepted, and taking it accepts it', async () => {
	const {press, console, screen} = await show(withFindings, {
		answer: (state, action) =>
			action.type === 'finding.accept'
				? {...state, acceptedFindings: [...state.acceptedFindings, action.id]}
				: state,
	});
	await press('down');
	expect(screen()).toContain('Enter accepts this warning; it stays on record.');
	await press('enter');
	expect(console.actions).toEqual([{type: 'finding.accept', id: 'clock-sane'}]);
	expect(screen()).toMatch(/accepted +Date and time/);
});

test('the number of a warning shows it, and accepts nothing', async () => {
	const {press, console, screen} = await show(withFindings);
	await press('5');
	expect(console.actions).toEqual([]);
	expect(screen()).toContain('Enter accepts this warning');
});

test('what blocks cannot be accepted', async () => {
	const {press, console, screen} = await show(withFindings);
	await press('4');
	expect(console.actions).toEqual([]);
	expect(screen()).toContain('Only a warning can be accepted');
});

test('nobody continues past a check that blocks', async () => {
	const {press, screen} = await show(withFindings);
	await press('1');
	expect(screen()).toContain('── Checks ─');
	expect(screen()).toContain('A check that blocks must pass');
});

test('checking again looks at the host again', async () => {
	const {press, console} = await show(withFindings);
	await press('2');
	expect(console.actions).toEqual([{type: 'facts.refresh'}]);
});
