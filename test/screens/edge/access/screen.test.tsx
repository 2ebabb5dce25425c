import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {offered} from '../fixtures/states.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('the password is hidden until somebody asks for it', async () => {
	expect(await edgePictureOf(offered)).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                        SAFE TO POWER OFF
		── Access to the cluster ───────────────────────────────────────────────────────
		This is shown once and kept nowhere on the host. Save it to a stick, or write
		the password down. The kubeconfig is too long to show; a stick is the way to
		have it.

		User      kubeadmin
		Password  (hidden)










		────────────────────────────────────────────────────────────────────────────────
		> 1  Show the password                   3  Save to /dev/sdc1 (8.0 GB)
		  2  Save to /dev/sdb1 (16 GB)           4  I have it; show it no more
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	const {press, screen, clock} = await showEdge(offered);
	clock.pass(guardMs);
	await press('1');
	expect(screen()).toContain('aaaaa-bbbbb-ccccc-ddddd');
	await press('1');
	expect(screen()).not.toContain('aaaaa-bbbbb-ccccc-ddddd');
});

test('it is saved to the stick that is chosen', async () => {
	const {press, console, clock} = await showEdge(offered);
	clock.pass(guardMs);
	await press('3');
	expect(console.actions).toEqual([{type: 'access.save', device: '/dev/sdc1'}]);
});

test('what was saved nowhere is asked about before it is shown no more', async () => {
	const {press, screen, console, clock} = await showEdge(offered);
	clock.pass(guardMs);
	await press('4');
	expect(screen()).toContain('── Show it no more? ─');
	await press('1');
	expect(console.actions).toEqual([]);
	await press('4', '2');
	expect(console.actions).toEqual([{type: 'access.forget'}]);
});

test('no key leads around it while it is offered', async () => {
	const {press, screen} = await showEdge(offered);
	await press('escape', 'b', 'enter');
	expect(screen()).toContain('── Access to the cluster ─');
});
