import {expect, test} from 'vitest';
import type {EdgeEvent} from '../../../src/engine/edge/events.ts';
import {reduceEdge} from '../../../src/store/edge/reduce.ts';
import {type EdgeState, initialEdgeState} from '../../../src/store/edge/state.ts';
import {failed} from '../../screens/edge/fixtures/run.ts';
import {blocking, offered, plan, site} from '../../screens/edge/fixtures/states.ts';

const after = (state: EdgeState, ...events: readonly EdgeEvent[]): EdgeState =>
	events.reduce(reduceEdge, state);

test('another configuration forgets what was found of the one before', () => {
	const state = after(
		initialEdgeState,
		{type: 'site.loading', from: '/dev/sr0'},
		{type: 'site.loaded', site},
		{type: 'decided', decision: {findings: [], plan}},
		{type: 'site.compared', change: {device: '/dev/sdb1', differences: []}},
		{type: 'site.loaded', site},
		{type: 'decided', decision: {findings: blocking}},
	);
	expect(state.change).toBeUndefined();
	expect(state.plan).toBeUndefined();
	expect(state.siteFrom).toBeUndefined();
	expect(state.findings).toBe(blocking);
});

test('a warning that was passed is to be read again when it says anything else', () => {
	const [, warning] = blocking;
	const decided = (findings: EdgeState['findings']): EdgeEvent => ({
		type: 'decided',
		decision: {findings},
	});
	const passed = after(initialEdgeState, decided(blocking), {
		type: 'finding.accepted',
		id: 'site-ntp',
	});
	expect(after(passed, decided(blocking)).acceptedFindings).toEqual(['site-ntp']);
	const other = warning && {
		...warning,
		verdict: {kind: 'unknown' as const, reason: 'another one', remedy: ''},
	};
	expect(after(passed, decided(other ? [other] : [])).acceptedFindings).toEqual([]);
});

test('a new attempt takes away what was told of the one before', () => {
	const resumed: EdgeEvent = {
		type: 'run.event',
		event: {seq: 90, at: '2026-11-21T09:19:00.000Z', type: 'run.resumed', runId: 'x'},
	};
	const rolledBack = after(failed, {type: 'recert.rolled-back'});
	expect(rolledBack.isRolledBack).toBe(true);
	const state = after(rolledBack, resumed);
	expect([state.attempt, state.bundle, state.isRolledBack]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
	expect(state.run?.outcome).toBeUndefined();
});

test('the access is told where it was saved, and is gone when somebody has it', () => {
	const saved = after(offered, {type: 'access.saved', device: '/dev/sdc1'});
	expect(saved.access?.savedTo).toBe('/dev/sdc1');
	expect(after(saved, {type: 'access.forgotten'}).access).toBeUndefined();
});

test('a state that is written down shows no secret', () => {
	expect(JSON.stringify(offered)).not.toContain('aaaaa-bbbbb');
	expect(JSON.stringify(offered)).toContain('<redacted>');
});
