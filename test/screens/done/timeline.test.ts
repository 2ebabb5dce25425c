/** The bars of a finished run. */
import {expect, test} from 'vitest';
import {timelineLines} from '../../../src/screens/done/timeline.ts';
import type {StepView} from '../../../src/store/selectors.ts';
import {words} from '../../../src/words/index.ts';

const startedAt = '2026-11-21T09:00:00.000Z';

const step = (id: string, fromS: number, forS: number): StepView => ({
	id,
	step: id,
	params: {},
	status: 'done',
	startedAt: new Date(Date.parse(startedAt) + fromS * 1000).toISOString(),
	durationMs: forS * 1000,
});

const drawn = (steps: readonly StepView[], columns: number): readonly string[] =>
	timelineLines({phases: [{id: 'a', steps}], elapsedMs: 100_000}, startedAt, words, columns).map(
		(line) => line.map(({text}) => text).join(''),
	);

test('each step stands where it ran, and what ran at the same time stands below each other', () => {
	const lines = drawn([step('x.one', 0, 50), step('x.two', 50, 50), step('x.three', 50, 25)], 53);
	expect(lines).toEqual([
		'x.one                ██████████░░░░░░░░░░        50 s',
		'x.two                ░░░░░░░░░░██████████        50 s',
		'x.three              ░░░░░░░░░░█████░░░░░        25 s',
	]);
});

test('a moment is seen too, and nothing is wider than its screen', () => {
	const lines = drawn([step('x.short', 99.9, 0), step('x.long', 0, 400)], 80);
	expect(lines.map((line) => line.length)).toEqual([80, 80]);
	expect(lines.every((line) => line.includes('█'))).toBe(true);
});

test('a step that never ran has no bar', () => {
	expect(drawn([{id: 'x', step: 'x', params: {}, status: 'waiting'}], 80)).toEqual([]);
});
