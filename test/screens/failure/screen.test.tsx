import {expect, test} from 'vitest';
import {unknown} from '../../../src/hardware/facts.ts';
import {guardMs} from '../../../src/screens/guard.ts';
import {cancelledRun, failedRun, runningRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const failed = {...answered, run: failedRun};

const showFailure = async (openShell?: () => void) => {
	const shown = await show(failed, {
		...(openShell && {openShell}),
		answer: (state, action) =>
			action.type === 'failure.acknowledge' && state.run
				? {...state, run: {...state.run, isAcknowledged: true}}
				: state,
	});
	shown.clock.pass(guardMs);
	return shown;
};

test('a failure says what we were doing, the code, the causes and what to do', async () => {
	expect(await pictureOf(failed)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host 7XK29W3, disk S64GNE0R608523, 2026-11-21 09:31:44 UTC
		While    Precaching images
		Code     COMMAND_FAILED (more: docs/errors.md, ibi-console explain)
		Problem  Copying the image
		         registry.lab.example.com:5000/openshift/release@sha256:6f1c3e5f0d0e8a57
		         c3a4f0c6bb13f3a1: skopeo ended with exit code 1.
		Because  reading manifest: received unexpected HTTP status: 503 Service
		         Unavailable (tried 5 times in 62 s)
		Because  Get "https://registry.lab.example.com:5000/v2/": dial tcp
		         10.46.61.9:5000: connect: connection refused

		What to do
		• Check that the registry runs and that this host can reach it.
		• Then retry the step; what was fetched already is kept.

		The disk was written to. It boots only when an installation is done in full.
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('a host without a serial number still has its line of ids on one line', async () => {
	const {facts} = failed;
	if (facts.kind !== 'loaded') throw new Error('these facts were read');
	const host = {...facts.value.host, serial: unknown('the firmware leaves it empty')};
	const nameless = {...failed, facts: {...facts, value: {...facts.value, host}}};
	expect(await pictureOf(nameless)).toContain(
		'\nhost ?, disk S64GNE0R608523, 2026-11-21 09:31:44 UTC\n',
	);
});

test('its second page has the ids and the last lines of the log', async () => {
	expect(await pictureOf(failed, ['right'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		Host  Dell Inc., PowerEdge XR8620t, sno-factory-17.lab.example.com
		Disk  /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Run   20261121-091400-7xk29w3
		── Last lines of the log ───────────────────────────────────────────────────────
		 09:17:39 line 54 of the program
		 09:17:43 line 55 of the program
		 09:17:47 line 56 of the program
		 09:17:51 line 57 of the program
		 09:17:55 line 58 of the program
		 09:17:59 Copying blob sha256:9d1af8ac3b6259c41b0 done, of the seed image regi~






		───────────────────────────────────────────────────────────────── page 2 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('a cancelled run can be taken up where it stopped', async () => {
	expect(await pictureOf({...answered, run: cancelledRun})).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── The installation was cancelled ──────────────────────────────────────────────
		host 7XK29W3, disk S64GNE0R608523, 2026-11-21 09:18:00 UTC
		While  Downloading the seed image
		The work was cancelled on a console. Retry takes the work up at the step that
		did not finish.

		The disk was written to. It boots only when an installation is done in full.
		Host  Dell Inc., PowerEdge XR8620t, sno-factory-17.lab.example.com
		Disk  /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Run   20261121-091400-7xk29w3
		── Last lines of the log ───────────────────────────────────────────────────────
		 09:17:39 line 54 of the program
		 09:17:43 line 55 of the program
		 09:17:47 line 56 of the program
		 09:17:51 line 57 of the program
		 09:17:55 line 58 of the program
		 09:17:59 Copying blob sha256:9d1af8ac3b6259c41b0 done, of the seed image regi~
		────────────────────────────────────────────────────────────────────────────────
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('1 retries the step', async () => {
	const {press, console, screen} = await showFailure();
	await press('1');
	expect(console.actions).toEqual([{type: 'run.retry'}]);
	console.set({...answered, run: runningRun});
	await press('down');
	expect(screen()).toContain('── Installing ─');
});

test('2 shows the log, and Enter comes back', async () => {
	const {press, screen} = await showFailure();
	await press('2');
	expect(screen()).toContain('── Log ─');
	expect(screen()).toContain('FAILED');
	await press('enter');
	expect(screen()).toContain('── The installation failed ─');
});

test('3 opens a shell only where one is allowed', async () => {
	let opened = 0;
	const allowed = await showFailure(() => opened++);
	await allowed.press('3');
	expect(opened).toBe(1);
	const without = await showFailure();
	expect(without.screen()).not.toMatch(/shell/i);
});

test('it stays until it is acknowledged, then the review is there with all answers', async () => {
	const {press, console, clock, screen} = await showFailure();
	await press('escape', 'b', 'enter', 'enter');
	expect(screen()).toContain('── The installation failed ─');
	clock.pass(guardMs);
	await press('3');
	expect(console.actions).toEqual([{type: 'failure.acknowledge'}]);
	expect(screen()).toContain('── Review ─');
	expect(screen()).toContain('S64GNE0R608523');
});
