import {expect, test} from 'vitest';
import type {Finding} from '../../src/engine/check.ts';
import {reduce} from '../../src/store/reduce.ts';
import {type ConsoleState, initialState} from '../../src/store/state.ts';
import {ladder} from '../engine/checks/ladder.ts';

const health = (reason: string): Finding => ({
	id: 'disk-health',
	severity: 'warning',
	verdict: {kind: 'unknown', reason, remedy: 'Look.'},
});

const decided = (state: ConsoleState, finding: Finding): ConsoleState =>
	reduce(state, {type: 'decided', decision: {findings: [finding]}});

test('an accepted warning stays accepted as long as it says the same', () => {
	const shown = decided(initialState, health('no tool'));
	const accepted = reduce(shown, {type: 'finding.accepted', id: 'disk-health'});
	expect(decided(accepted, health('no tool')).acceptedFindings).toEqual(['disk-health']);
	expect(decided(accepted, health('it never answered')).acceptedFindings).toEqual([]);
});

test('the ladder is absent, climbed, seen', () => {
	const loading = reduce(initialState, {type: 'ladder.loading'});
	const seen = reduce(loading, {type: 'ladder.loaded', ladder: ladder()});
	const gone = reduce(seen, {type: 'ladder.absent'});
	expect([initialState, loading, seen, gone].map((state) => state.ladder.kind)).toEqual([
		'absent',
		'loading',
		'loaded',
		'absent',
	]);
});
