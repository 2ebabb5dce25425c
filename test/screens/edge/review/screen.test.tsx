import {expect, test} from 'vitest';
import {blocked, changed, checking, plantedSecret, ready} from '../fixtures/states.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('what is asked, from where, and whether it can be started', async () => {
	expect(await edgePictureOf(ready)).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── Review ──────────────────────────────────────────────────────────────────────
		Nothing blocks. The deployment can be started.
		1 warning on record.
		── Asked ───────────────────────────────────────────────────────────────────────
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
		───────────────────────────────────────────────────────────────── page 1 of 4 ──
		> 1  Start the deployment ...            4  Type other values
		  2  Checks                              5  Devices
		  3  Check again
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('what blocks is counted, and the start refused', async () => {
	expect(await edgePictureOf(blocked, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── Review ──────────────────────────────────────────────────────────────────────
		Not ready yet: 1 check blocks.
		Not ready yet: 1 check blocks.
		1 warning on record.
		── Asked ───────────────────────────────────────────────────────────────────────
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
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		> 1  Start the deployment ...            4  Type other values
		  2  Checks                              5  Devices
		  3  Check again
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('no secret of the configuration is on any page of it', async () => {
	const {press, screen} = await showEdge(ready);
	for (let page = 0; page < 6; page++) {
		expect(screen()).not.toContain(plantedSecret);
		await press('right');
	}
});

test('a changed medium is told, and only a person takes it', async () => {
	expect(await edgePictureOf(changed, ['6'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── What /dev/sdb1 says otherwise ───────────────────────────────────────────────
		hostname
		Imported       edge7-n0
		On the medium  edge8-n0

		pull_secret
		Imported       (1240 characters)
		On the medium  (1310 characters)

		extra-manifests/two.yaml
		Imported       (nothing)
		On the medium  512 B





		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		  2  Take this medium instead
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, console} = await showEdge(changed);
	await press('6', '2');
	expect(console.actions).toEqual([{type: 'site.import', device: '/dev/sdb1'}]);
});

test('while the host is looked at, nothing can be started', async () => {
	const picture = await edgePictureOf(checking, ['1']);
	expect(picture).toContain('Checking this host against the configuration ...');
	expect(picture).toContain('── Review ─');
});
