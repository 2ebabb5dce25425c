import {describe, expect, test} from 'vitest';
import {
	backFrom,
	coverWith,
	type EdgeNavigation,
	edgeRouteOf,
	openPlace,
	startEdgeNavigation,
} from '../../../src/screens/edge/routes.ts';
import {cancelled, deployed, deploying, failed} from './fixtures/run.ts';
import {blocked, offered, ready, waiting, watched} from './fixtures/states.ts';

const at = (...trail: EdgeNavigation['trail']): EdgeNavigation => ({trail, covers: []});

describe('what stands while nobody has moved', () => {
	test.each([
		['waiting', waiting],
		['review', ready],
		['access', offered],
		['progress', deploying],
		['failure', failed],
		['failure', cancelled],
		['status', deployed],
		['unit', watched],
	] as const)('%s', (route, state) => {
		expect(edgeRouteOf(state, startEdgeNavigation)).toBe(route);
	});
});

test('an acknowledged failure gives way to the review', () => {
	const run = failed.run && {...failed.run, isAcknowledged: true};
	expect(edgeRouteOf({...failed, ...(run && {run})}, startEdgeNavigation)).toBe('review');
});

test('the start is asked only while there is a plan, and a review only while there is a configuration', () => {
	expect(edgeRouteOf(ready, at('review', 'start'))).toBe('start');
	expect(edgeRouteOf(blocked, at('review', 'start'))).toBe('review');
	expect(edgeRouteOf(waiting, at('review'))).toBe('waiting');
});

test('the work takes the place of whatever somebody was reading', () => {
	const reading = coverWith(at('waiting'), 'doctor');
	expect(edgeRouteOf(waiting, reading)).toBe('doctor');
	expect(edgeRouteOf(deploying, reading)).toBe('progress');
});

test('what a step saw covers the progress, and never a failure', () => {
	const reading = coverWith(startEdgeNavigation, 'recert');
	expect(edgeRouteOf(deploying, reading)).toBe('recert');
	expect(edgeRouteOf(failed, reading)).toBe('failure');
	expect(edgeRouteOf(failed, coverWith(reading, 'log'))).toBe('log');
});

test('the locked screen has no log', () => {
	expect(edgeRouteOf(deployed, coverWith(startEdgeNavigation, 'log'))).toBe('status');
	expect(edgeRouteOf(deployed, coverWith(startEdgeNavigation, 'cluster'))).toBe('cluster');
});

test('going back takes the cover away, then the place, and stops at the first', () => {
	const deep = coverWith(openPlace(at('waiting'), 'waiting', 'entry'), 'preview');
	const uncovered = backFrom(deep, 'preview');
	expect(uncovered).toEqual(at('waiting', 'entry'));
	expect(backFrom(uncovered, 'entry')).toEqual(at('waiting'));
	expect(backFrom(at('waiting'), 'waiting')).toEqual(at('waiting'));
	expect(backFrom(startEdgeNavigation, 'review')).toEqual(at('waiting'));
});

test('a place that was passed before is returned to', () => {
	expect(openPlace(at('waiting', 'review', 'findings'), 'findings', 'review')).toEqual(
		at('waiting', 'review'),
	);
});
