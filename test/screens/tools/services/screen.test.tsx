import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import type {DeedState} from '../../../../src/store/reduce-tools.ts';
import {unanswered} from '../../fixtures/states.ts';
import {edgeServices, noPodman, servicesSeen} from '../../fixtures/tools.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('services') + 1);
const chronyd = {kind: 'unit', name: 'chronyd.service'} as const;
const seen = {...unanswered, tools: servicesSeen(chronyd)};

test('what failed shows how often it was restarted and what it said last', async () => {
	expect(await pictureOf(seen, ['0', digit, 'down', 'down'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Services and containers ─────────────────────────────────────────────────────
		      Name                             State               Since (UTC)
		  1  ibi-console-live-engine.service  active (running)    2026-11-21 08:58:12
		  2  NetworkManager.service           active (running)    2026-11-21 08:58:09
		> 3  chronyd.service                  failed (exit-code)  2026-11-21 09:02:44
		  4  recert                           exited (exit 1)     2026-11-21 09:10:31
		  5  Back
		── chronyd.service ─────────────────────────────────────────────────────────────
		What it is  NTP client/server
		Restarted   5
		09:02:44 Fatal error : Could not open /etc/chrony.conf
		09:02:43 chronyd version 4.5 starting








		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('on an installed host recert, etcd and the control plane stand beside the units', async () => {
	const recert = {...seen, tools: servicesSeen(chronyd, edgeServices)};
	expect(await pictureOf(recert, ['0', digit, '5'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Services and containers ─────────────────────────────────────────────────────
		      Name                             State                Since (UTC)
		  1  ibi-console-live-engine.service  active (running)     2026-11-21 08:58:12
		  2  NetworkManager.service           active (running)     2026-11-21 08:58:09
		  3  chronyd.service                  failed (exit-code)   2026-11-21 09:02:44
		  4  recert                           exited (exit 1)      2026-11-21 09:10:31
		> 5  recert                           BEGUN, not finished
		  6  etcd database                    85 MB
		  7  etcd                             running (etcd)       2026-11-21 09:12:00
		  8  Back
		── recert ──────────────────────────────────────────────────────────────────────
		What it is  A copy of the seed's data is there and can be put back. It worked
		            for 1 min 24 s. It ended with an error: no such key







		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, console, screen, clock} = await show(recert);
	await press('0', digit, '7');
	expect(screen()).toContain('── Restart etcd? ─');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.at(-2)).toEqual({
		type: 'tool.do',
		deed: 'service.restart',
		params: {kind: 'pod', name: '8f1d'},
	});
});

test('until the host has answered it says so', async () => {
	const {press, screen, console} = await show(unanswered);
	await press('0', digit);
	expect(screen()).toContain('Looking ...');
	expect(console.actions).toEqual([{type: 'tool.look', subject: 'services', params: {}}]);
});

test('the lines of the unit under the cursor are asked for at once', async () => {
	const {press, console} = await show(seen);
	await press('0', digit, 'down');
	expect(console.actions.at(-1)).toEqual({
		type: 'tool.look',
		subject: 'services',
		params: {of: {kind: 'unit', name: 'NetworkManager.service'}},
	});
});

test('what cannot be listed is unknown with its reason, beside what can', async () => {
	const {press, screen} = await show({...unanswered, tools: servicesSeen(chronyd, noPodman)});
	await press('0', digit);
	expect(screen()).toContain('unknown: Running podman: it is not installed');
	expect(screen()).toContain('chronyd.service');
});

test('a restart is confirmed, and keys of the first moment do nothing', async () => {
	expect(await pictureOf(seen, ['0', digit, '3'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Restart chronyd.service? ────────────────────────────────────────────────────

		It is ended and started again at once. Whatever it is in the middle of is lost,
		and what needs it waits until it is back.













		────────────────────────────────────────────────────────────────────────────────
		> 1  Leave it as it is
		  2  Restart it now
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, console, clock} = await show(seen);
	await press('0', digit, '3', '2');
	clock.pass(guardMs);
	expect(console.actions.filter(({type}) => type === 'tool.do')).toEqual([]);
	await press('2');
	expect(console.actions.filter(({type}) => type === 'tool.do')).toEqual([
		{type: 'tool.do', deed: 'service.restart', params: chronyd},
	]);
});

test('the engine that serves this console is not restarted from it', async () => {
	const {press, screen} = await show(seen);
	await press('0', digit, '1');
	expect(screen()).toContain('It serves this console and is not restarted from it.');
	expect(screen()).toContain('── Services and containers ─');
});

const deed: DeedState = {
	deed: 'service.restart',
	about: 'chronyd.service',
	startedAt: '2026-11-21T09:17:50.000Z',
	progress: {},
};

test.for([
	[deed, 'Restart of chronyd.service: being done ...'],
	[{...deed, outcome: {kind: 'done', result: undefined}}, 'Restart of chronyd.service: done.'],
	[{...deed, outcome: {kind: 'cancelled'}}, 'Restart of chronyd.service: stopped before its end.'],
	[
		{
			...deed,
			outcome: {
				kind: 'failed',
				problem: {
					code: 'UNIT_FAILED',
					kind: 'environment',
					message: 'Handling the unit chronyd.service: it failed.',
					causes: [],
					remedy: ['Read its journal.'],
				},
			},
		},
		'Restart of chronyd.service: FAILED (UNIT_FAILED)',
	],
] as const satisfies readonly (readonly [DeedState, string])[])(
	'how the restart ended is said: %#',
	async ([state, text]) => {
		const {press, screen} = await show({...seen, tools: {...seen.tools, deed: state}});
		await press('0', digit);
		expect(screen()).toContain(text);
	},
);
