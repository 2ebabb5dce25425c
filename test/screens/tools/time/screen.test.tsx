import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {unanswered} from '../../fixtures/states.ts';
import {time, timeSeen} from '../../fixtures/tools.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('time') + 1);
const seen = {...unanswered, tools: timeSeen()};

test('all clocks and what they must agree with stand in one line', async () => {
	expect(await pictureOf(seen, ['0', digit])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Time ────────────────────────────────────────────────────────────────────────
		2026-10-02 seed < 2026-10-10 certs < 2026-11-20 end < 07:17:58 board < 09:17:58
		system=NTP

		Clock of the system          2026-11-21 09:17:58 UTC
		Clock on the board           2 h 0 min behind the system
		The board keeps              local time: it reads hours off
		NTP                          synchronised, 0.003 s off
		Time servers                 192.0.2.1 (followed), 192.0.2.2 (UNREACHABLE)
		Seed built                   2026-10-02 11:00:00 UTC
		Certificate of the registry  2026-09-01 00:00:00 to 2027-09-01 00:00:00: valid
		Certificate of the site      2026-10-10 00:00:00 to 2026-11-20 00:00:00: ENDED





		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		  2  Set the clock ...
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('what is not known is said with its reason, and is left out of the line', async () => {
	const reason = 'chronyd does not run';
	const {press, screen} = await show({
		...unanswered,
		tools: timeSeen({
			...time,
			sync: {known: false, reason},
			seedBuiltAt: {known: false, reason: 'no seed image was read yet'},
			certificates: [],
		}),
	});
	await press('0', digit);
	expect(screen()).toContain('07:17:58 board < 09:17:58 system\n');
	expect(screen()).toContain(`unknown: ${reason}`);
});

test('a typed time is shown beside the one now, and confirmed before it is set', async () => {
	const {press, type, screen, console, clock} = await show(seen);
	await press('0', digit, '2');
	expect(screen()).toContain('[2026-11-21 09:17:58');
	for (let turn = 0; turn < 19; turn++) await press('backspace');
	await type('2026-10-01 10:00');
	expect(screen()).toContain('That is before the seed was built');
	expect(screen()).toContain('A time server is followed');
	await press('enter');
	expect(screen()).toContain('── Set the clock? ─');
	await press('2');
	expect(console.actions.filter(({type: kind}) => kind === 'tool.do')).toEqual([]);
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.filter(({type: kind}) => kind === 'tool.do')).toEqual([
		{type: 'tool.do', deed: 'clock.set', params: {at: '2026-10-01T10:00:00.000Z'}},
	]);
	expect(screen()).toContain('── Time ─');
});

test('what is no time goes no further, and Escape leaves everything as it is', async () => {
	const {press, type, screen, console} = await show(seen);
	await press('0', digit, '2');
	await type('x');
	await press('enter');
	expect(screen()).toContain('That is no time');
	await press('escape');
	expect(screen()).toContain('Set the clock ...');
	expect(console.actions.every(({type: kind}) => kind === 'tool.look')).toBe(true);
});
