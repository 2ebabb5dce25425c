import {expect, test} from 'vitest';
import {known} from '../../../src/hardware/facts.ts';
import {ladder, ladderUpTo} from '../../engine/checks/ladder.ts';
import {diskAnswered, poor} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('cards with a link come first, with addresses, routes and name servers', async () => {
	expect(await pictureOf(diskAnswered, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Network ─────────────────────────────────────────────────────────────────────
		Name       MAC                Link    Speed  Driver
		ens1f0np0  94:6d:ae:8a:12:34  UP    25 Gb/s  mlx5_core
		    10.46.61.17/26 2620:52:9:163d:966d:aeff:fe8a:1234/64
		    fe80::966d:aeff:fe8a:1234/64
		eno8303    b4:45:06:ee:e8:10  down        -  tg3
		    no address
		eno8403    b4:45:06:ee:e8:11  down        -  tg3
		    no address
		podman0    6e:2a:90:11:22:33  UP          -  ? (virtual)
		    10.88.0.1/16

		Default route  10.46.61.62 by ens1f0np0, fe80::5a00:bbff:fe0c:7 by ens1f0np0
		DNS servers    10.46.0.31, 10.46.0.32

		To change addresses, or to find a port: tools (0), Network.

		────────────────────────────────────────────────────────────────────────────────
		> 1  Continue                            3  Check the way to the seed
		  2  Look again                          4  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('what is not known of the network is told', async () => {
	const picture = await pictureOf({...poor, chosenDisk: '/dev/sda'}, ['1']);
	expect(picture).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Network ─────────────────────────────────────────────────────────────────────
		The network could not be read: ip failed with exit code 1

		Default route  unknown: ip failed with exit code 1
		DNS servers    none

		To change addresses, or to find a port: tools (0), Network.










		────────────────────────────────────────────────────────────────────────────────
		> 1  Continue                            3  Check the way to the seed
		  2  Look again                          4  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('the first rung that does not hold is named, with what to do', async () => {
	const {press, screen, console} = await show({
		...diskAnswered,
		ladder: {kind: 'loaded', value: ladderUpTo('names', known([]))},
		findings: [
			{
				id: 'registry-dns',
				severity: 'blocker',
				verdict: {
					kind: 'failed',
					found: 'the name servers do not know registry.test',
					needed: 'a name that leads to an address',
					remedy: 'Correct the name.',
				},
			},
		],
	});
	await press('1');
	expect(screen()).toContain('stops at "Registry: name": the name servers do not know');
	expect(screen()).toMatch(/What to do +Correct the name\./);
	await press('3');
	expect(console.actions).toEqual([{type: 'network.check'}]);
});

test('a way that holds is said in one word', async () => {
	const {press, screen} = await show({
		...diskAnswered,
		ladder: {kind: 'loaded', value: ladder()},
	});
	await press('1');
	expect(screen()).toMatch(/Way to seed +holds/);
	expect(screen()).toMatch(/Looked at +09:00:00 UTC, .* ago/);
});

test('going on asks for the seed, and back comes back here', async () => {
	const {press, screen} = await show(diskAnswered);
	await press('1', '1');
	expect(screen()).toContain('── Seed image ─');
	await press('escape');
	expect(screen()).toContain('── Network ─');
});
