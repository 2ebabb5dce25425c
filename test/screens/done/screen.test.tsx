import {expect, test} from 'vitest';
import {guardMs} from '../../../src/screens/guard.ts';
import {doneRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const finished = {...answered, run: doneRun};

test('the job sheet names host, disk, seed, images and times', async () => {
	expect(await pictureOf(finished)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                SAFE TO REMOVE MEDIA
		── Done: the job sheet ─────────────────────────────────────────────────────────
		The installation is complete and was checked. The host can be shipped.
		Host            Dell Inc., PowerEdge XR8620t, sno-factory-17.lab.example.com
		Serial number   7XK29W3
		MAC addresses   eno8303 b4:45:06:ee:e8:10, eno8403 b4:45:06:ee:e8:11, ens1f0np0
		                94:6d:ae:8a:12:34
		Disk            /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Disk serial     S64GNE0R608523
		Seed image      registry.lab.example.com:5000/seeds/sno-4.18.6@sha256:6f1c3e5f0d
		                0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f7a6b5c4
		Seed digest     sha256:6f1c3e5f0d0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f
		                7a6b5c4
		Seed version    4.18.6
		Images          12 of 12 images
		Started (UTC)   2026-11-21 09:14:00
		Finished (UTC)  2026-11-21 09:31:44
		Took            17 min 44 s
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		> 1  Stay here                           3  Power off
		  2  Reboot                              4  Log
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('its second page says what to do next and how long each phase took', async () => {
	expect(await pictureOf(finished, ['right'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                SAFE TO REMOVE MEDIA
		── Done: the job sheet ─────────────────────────────────────────────────────────
		Run             20261121-091400-7xk29w3

		Next: stay on this screen, or reboot into the new system, or power off and ship.
		Remove the installation medium before the host starts again.
		── Time by phase ───────────────────────────────────────────────────────────────
		Prepare     21 s
		Disk        2 min 8 s
		Seed image  43 s
		System      2 min 8 s
		Images      6 min 50 s
		Finish      2 min 8 s





		───────────────────────────────────────────────────────────────── page 2 of 2 ──
		> 1  Stay here                           3  Power off
		  2  Reboot                              4  Log
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test.for([
	['2', 'reboot', 'Asked the host to reboot'],
	['3', 'poweroff', 'Asked the host to power off'],
] as const)('%s asks the host to %s', async ([key, what, told]) => {
	const {press, console, clock, screen} = await show(finished);
	clock.pass(guardMs);
	await press(key);
	expect(console.actions).toEqual([{type: 'host.power', what}]);
	expect(screen()).toContain(told);
});

test('an Enter that was meant for another screen leaves the host on', async () => {
	const {press, console, clock} = await show(finished);
	await press('2');
	clock.pass(guardMs);
	await press('enter');
	expect(console.actions).toEqual([]);
});

test('what was left out by hand stands on the job sheet', async () => {
	const left = {status: 'skipped', reason: 'by hand: no script has run.', isWaived: true} as const;
	const steps = {...doneRun.steps, 'post.run': left};
	const {screen} = await show({...answered, run: {...doneRun, steps}});
	expect(screen()).toMatch(
		/Done without +Running \/var\/tmp\/post.sh: by hand: no script has run\./,
	);
});
