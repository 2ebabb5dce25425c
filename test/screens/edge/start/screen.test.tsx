import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {ready} from '../fixtures/states.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('the last question does not begin on the line that starts', async () => {
	expect(await edgePictureOf(ready, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── Start the deployment? ───────────────────────────────────────────────────────
		This host becomes the cluster edge7.corp.net. Its certificates, names and
		addresses are made new in place; that cannot be undone once kubelet has started.

		Cluster           edge7.corp.net
		Host name         edge7-n0
		Machine network   10.0.0.0/24
		Addresses         10.0.0.2
		Network           as it is now
		Proxy             given (not shown, it may hold a password)
		Time servers      ntp1.corp.net, ntp2.corp.net
		SSH key           given
		Trust bundle      none
		Release registry  that of the seed
		Node labels       example.com/site=bakery-7
		Manifests         1

		────────────────────────────────────────────────────────────────────────────────
		> 1  Not yet
		  2  Start the deployment
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('Enter alone starts nothing; its own line does, after a moment', async () => {
	const {press, screen, console, clock} = await showEdge(ready);
	await press('1', '2');
	expect(console.actions).toEqual([]);
	clock.pass(guardMs);
	await press('enter');
	expect(screen()).toContain('── Review ─');
	await press('1');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions).toEqual([{type: 'deploy.start'}]);
	expect(screen()).toContain('Asked the engine to start ...');
});
