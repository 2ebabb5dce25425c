import {expect, test} from 'vitest';
import {waiting} from '../fixtures/states.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('every fault of a medium with its place, and what is taken instead', async () => {
	expect(await edgePictureOf(waiting, ['2'])).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Configuration on /dev/sdb1 ──────────────────────────────────────────────────
		2 faults, 1 warning. This page is made anew when the medium changes.

		FAULT cluster-configuration/manifest.json, line 12: machine_networks[0]
		Found     10.0.0.0/33
		Why       it is not a network
		Accepted  an IPv4 or IPv6 network with its prefix
		Example   10.0.0.0/24

		FAULT cluster-configuration/manifest.json: pull_secret
		Found     (14 characters)
		Why       it is not JSON
		Accepted  the pull secret as it was downloaded

		WARNING cluster-configuration/manifest.json: node_label
		Why  this key is not known and has no effect; did you mean node_labels?

		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		  2  Take this configuration
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('a faulty medium cannot be taken', async () => {
	const {press, screen, console} = await showEdge(waiting);
	await press('2', '2');
	expect(screen()).toContain('It cannot be taken before its faults are put right.');
	expect(console.actions).toEqual([]);
});

test('a good medium without our label is taken when a person says so', async () => {
	const {press, screen, console} = await showEdge(waiting);
	await press('3', '2');
	expect(console.actions).toEqual([{type: 'site.import', device: '/dev/sdc1'}]);
	expect(screen()).toContain('── Waiting for the configuration ─');
});

test('the page is made anew when the medium changes, and says when it is gone', async () => {
	const {press, screen, console} = await showEdge(waiting);
	await press('2');
	console.set({
		...waiting,
		media: {kind: 'loaded', value: {reports: [], watching: {kind: 'events'}}},
	});
	await press('x');
	expect(screen()).toContain('This medium is gone.');
});
