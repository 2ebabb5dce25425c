import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {cancelled, failed} from '../fixtures/run.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('why it failed, what happens by itself, and where the rest lies', async () => {
	expect(await edgePictureOf(failed)).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── The deployment failed ───────────────────────────────────────────────────────
		cluster edge7.corp.net, 2026-11-21 09:18:00 UTC
		While    Making the cluster of this site (recert)
		Code     RECERT_FAILED (more: docs/errors.md, ibi-console explain)
		Problem  Running recert: it could not parse the key of the ingress signer.
		Because  recert ended with exit code 101

		What to do
		• Look at the log, then try again.

		Attempt 2 of 5. The next one begins by itself at 09:18:15 UTC.
		What is needed to report it lies in /var/lib/ibi-console/deploy/failure
		── Last lines of the log ───────────────────────────────────────────────────────
		 09:17:27 line 6 of recert
		 09:17:31 line 7 of recert
		 09:17:35 line 8 of recert
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Try again now                       4  Put back what recert changed
		> 2  Log                                 5  Photo card
		  3  Acknowledge, back to the review
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('a cancelled deployment', async () => {
	expect(await edgePictureOf(cancelled)).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── The deployment was cancelled ────────────────────────────────────────────────
		cluster edge7.corp.net, 2026-11-21 09:18:00 UTC
		While  Applying the network
		The work was cancelled on a console. Retry takes the work up at the step that
		did not finish.

		── Last lines of the log ───────────────────────────────────────────────────────
		 09:17:27 line 6 of recert
		 09:17:31 line 7 of recert
		 09:17:35 line 8 of recert
		 09:17:39 line 9 of recert
		 09:17:43 line 10 of recert
		 09:17:47 line 11 of recert




		────────────────────────────────────────────────────────────────────────────────
		  1  Try again now                       3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test.each([
	['1', {type: 'run.retry'}],
	['3', {type: 'failure.acknowledge'}],
	['4', {type: 'recert.rollback'}],
] as const)('line %s asks for %j', async (key, action) => {
	const {press, console, clock} = await showEdge(failed);
	clock.pass(guardMs);
	await press(key);
	expect(console.actions).toEqual([action]);
});

test('there is nothing to put back where recert changed nothing', async () => {
	expect(await edgePictureOf(cancelled)).not.toContain('Put back');
});
