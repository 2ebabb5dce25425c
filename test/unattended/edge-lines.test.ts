import {expect, test} from 'vitest';
import type {EdgeEvent, MediumReport} from '../../src/engine/edge/events.ts';
import {Secret} from '../../src/secret.ts';
import {jsonEdgeFace, plainEdgeFace} from '../../src/unattended/edge-lines.ts';
import {blocking, changed, plantedSecret, site, waiting} from '../screens/edge/fixtures/states.ts';

const seen = (reports: readonly MediumReport[]): EdgeEvent => ({
	type: 'media.seen',
	reports,
	watching: {kind: 'events'},
});

const reports = waiting.media.kind === 'loaded' ? waiting.media.value.reports : [];

test('each device is told once, again when it changes, and when it is gone', () => {
	const face = plainEdgeFace();
	expect(face(seen(reports))).toEqual([
		'MEDIUM faulty /dev/sdb1',
		'  fault cluster-configuration/manifest.json machine_networks[0]: it is not a network',
		'  fault cluster-configuration/manifest.json pull_secret: it is not JSON',
		'  warning cluster-configuration/manifest.json node_label: this key is not known and has no effect; did you mean node_labels?',
		'MEDIUM good /dev/sdc1, but without our label',
		'MEDIUM no /dev/sda: it is the installation disk, or a part of it',
	]);
	expect(face(seen(reports))).toEqual([]);
	expect(face(seen(reports.slice(1)))).toEqual(['MEDIUM gone /dev/sdb1']);
});

test('what blocks comes before what warns, and what passed is not told', () => {
	const [warning, blocker] = [blocking[1], blocking[0]];
	const findings = [warning, blocker].flatMap((finding) => finding ?? []);
	const lines = plainEdgeFace()({type: 'decided', decision: {findings}});
	expect(lines[0]).toMatch(/^CHECK blocker site-proxy/);
	expect(lines.find((line) => line.startsWith('CHECK warning'))).toMatch(/site-ntp/);
});

test('a changed medium is told by its fields', () => {
	const {change} = changed;
	const lines = plainEdgeFace()({type: 'site.compared', ...(change && {change})});
	expect(lines.slice(1)).toEqual(['  hostname', '  pull_secret', '  extra-manifests/two.yaml']);
});

test('the unit of the seed is told when it comes further, not for each line of its journal', () => {
	const face = plainEdgeFace();
	const unit = {state: 'activating', done: ['pull-secret'], lines: ['one']};
	expect(face({type: 'unit.seen', unit})).toEqual(['UNIT activating, done: pull-secret']);
	expect(face({type: 'unit.seen', unit: {...unit, lines: ['one', 'two']}})).toEqual([]);
});

test('a JSON line shows no secret', () => {
	const access = {kubeconfig: new Secret('planted-config'), password: new Secret('planted-word')};
	const lines = [
		...jsonEdgeFace({type: 'site.loaded', site}),
		...jsonEdgeFace({type: 'access.offered', access}),
	].join('\n');
	expect(lines).not.toContain(plantedSecret);
	expect(lines).not.toContain('planted-');
	expect(lines).toContain('<redacted>');
});
