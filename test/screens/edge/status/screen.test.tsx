import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {closedOnDeployed, guardedOnDeployed, toolIds} from '../../../../src/screens/tools/rows.tsx';
import {deployed} from '../fixtures/run.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('who this host is, and how its cluster stands', async () => {
	expect(await edgePictureOf(deployed)).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                     SAFE TO REMOVE MEDIA
		── This host is deployed ───────────────────────────────────────────────────────
		Cluster      edge7.corp.net
		Host name    edge7-n0
		Addresses    10.0.0.2, edge7-n0
		API          https://api.edge7.corp.net:6443
		Web console  https://console-openshift-console.apps.edge7.corp.net
		Version      4.18.9
		State        AVAILABLE, 4 of 4 operators available
		Node         edge7-n0, ready, 10.0.0.2, edge7-n0
		Deployed in  4 min 0 s

		Nothing can be changed from this screen.





		────────────────────────────────────────────────────────────────────────────────
		> 1  Cluster
		  2  Asked and applied
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('its operators', async () => {
	expect(await edgePictureOf(deployed, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  localhost                                     SAFE TO REMOVE MEDIA
		── Cluster ─────────────────────────────────────────────────────────────────────
		Version  4.18.9
		State    AVAILABLE, 4 of 4 operators available
		Node     edge7-n0, ready, 10.0.0.2, edge7-n0

		State      Operator        Version  Since (UTC)
		available  authentication  4.18.9   2026-11-21 09:17:02
		available  etcd            4.18.9   2026-11-21 09:17:02
		available  ingress         4.18.9   2026-11-21 09:17:02
		available  monitoring      4.18.9   2026-11-21 09:17:02








		────────────────────────────────────────────────────────────────────────────────
		> 1  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('nothing can be changed from it, whatever is pressed; looking is allowed', async () => {
	const {press, console} = await showEdge(deployed);
	for (const key of [
		'1',
		'enter',
		'2',
		'b',
		'?',
		'b',
		'0',
		'3',
		'b',
		'ctrl-c',
		'1',
		'x',
		'escape',
	]) {
		await press(key);
	}
	expect(console.actions.filter(({type}) => type !== 'tool.look')).toEqual([]);
});

const digitOf = (id: (typeof toolIds)[number]): string => String(toolIds.indexOf(id) + 1);

test('nothing is repaired from it, and its records ask before they open', async () => {
	const {press, screen, clock} = await showEdge(deployed);
	await press('0');
	expect(screen()).toMatch(/\(closed\) Repair/);
	for (const id of closedOnDeployed) {
		await press(digitOf(id));
		expect(screen()).toContain('── Tools ─');
	}
	for (const id of guardedOnDeployed) {
		await press(digitOf(id));
		expect(screen()).toContain('── Open the records of this host? ─');
		clock.pass(guardMs);
		await press('1');
		expect(screen()).toContain('── Tools ─');
	}
});

test('once opened, logs and evidence stay open until the tools are left', async () => {
	const {press, screen, clock} = await showEdge(deployed);
	await press('0', digitOf('logs'));
	clock.pass(guardMs);
	await press('2');
	expect(screen()).toContain('── Logs');
	await press('0', digitOf('evidence'));
	expect(screen()).toContain('── Evidence');
	await press('0');
	expect(screen()).toContain('(closed) Repair');
	await press('b', '0', digitOf('evidence'));
	expect(screen()).toContain('── Open the records of this host? ─');
});
