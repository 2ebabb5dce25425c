import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {deploying} from '../fixtures/run.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('a deployment as it goes', async () => {
	expect(await edgePictureOf(deploying)).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                               WRITING - DO NOT POWER OFF
		── Deploying ───────────────────────────────────────────────────────────────────
		   3 % ██░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
		 running for 4 min 0 s
		 RUNNING   recert                                                  3 of 5 steps
		 done        Getting the images of recert and etcd                          4 s
		 done        Asking recert what it can do                                   4 s
		 done        Keeping a copy of the seed's data                              4 s
		 RUNNING     Making the cluster of this site (recert)
		 waiting     Trusting the new certificates
		 waiting   kubelet                                                  0 of 1 step
		 waiting   Cluster                                                 0 of 2 steps
		── Log ─────────────────────────────────────────────────────────────────────────
		 09:17:35 line 8 of recert
		 09:17:39 line 9 of recert
		 09:17:43 line 10 of recert
		 09:17:47 line 11 of recert
		────────────────────────────────────────────────────────────────────────────────
		> 1  Log                                 4  Cluster
		  2  Cancel the work ...                 5  Asked and applied
		  3  Recert
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  0 tools  Ctrl-C leave
		"
	`);
});

test('what recert is doing, and how long it may say nothing', async () => {
	expect(await edgePictureOf(deploying, ['3'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                               WRITING - DO NOT POWER OFF
		── Recert ──────────────────────────────────────────────────────────────────────
		Every key and certificate of the cluster is made new, and the names and
		addresses of this site take the place of those of the seed.

		  33 % ███████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
		 phase 4 of 9: Making keys
		Recert says nothing in this phase. It takes about 1 min 5 s, as far as can be
		told from before.
		Nothing on disk was changed yet.

		── Newest lines ────────────────────────────────────────────────────────────────
		 09:17:27 line 6 of recert
		 09:17:31 line 7 of recert
		 09:17:35 line 8 of recert
		 09:17:39 line 9 of recert
		 09:17:43 line 10 of recert
		 09:17:47 line 11 of recert

		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('how far the cluster is, the worst operators first', async () => {
	expect(await edgePictureOf(deploying, ['4'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                               WRITING - DO NOT POWER OFF
		── Cluster ─────────────────────────────────────────────────────────────────────
		Version    4.18.9
		State      not available yet, 2 of 4 operators available
		Waits for  Working towards 4.18.9: 712 of 903 done (78% complete)
		Node       edge7-n0, ready, 10.0.0.2, edge7-n0

		State      Operator        Version  Since (UTC)
		DEGRADED   ingress         4.18.9   2026-11-21 09:17:02
		    The canary route cannot be reached
		NOT YET    authentication  4.18.9   -
		    OAuthServerRouteEndpointAccessibleController: no route yet
		unknown    monitoring      -        -
		available  etcd            4.18.9   2026-11-21 09:16:31





		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('what was asked for and what holds', async () => {
	expect(await edgePictureOf(deploying, ['5'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                               WRITING - DO NOT POWER OFF
		── Asked and applied ───────────────────────────────────────────────────────────
		1 ok, 1 overridden, 1 pending

		node_ips     10.0.0.2
		             OVERRIDDEN by DHCP: 10.0.0.77
		node_labels  example.com/site=bakery-7
		             pending until the cluster answers
		hostname     edge7-n0
		             ok









		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('cancelling asks, and says what becomes of the work', async () => {
	const {press, screen, console, clock} = await showEdge(deploying);
	await press('2');
	expect(screen()).toContain('what recert has begun is put back'.slice(5));
	clock.pass(guardMs);
	await press('2');
	expect(console.actions).toEqual([{type: 'run.cancel'}]);
});
