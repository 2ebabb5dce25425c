import {describe, expect, test} from 'vitest';
import {
	back,
	cover,
	forward,
	open,
	routeOf,
	startNavigation,
	uncover,
} from '../../src/screens/routes.ts';
import type {ConsoleState} from '../../src/store/state.ts';
import {bugRun, cancelledRun, doneRun, failedRun, runningRun} from './fixtures/run.ts';
import {
	answered,
	diskAnswered,
	probing,
	seedFailed,
	unanswered,
	withFindings,
} from './fixtures/states.ts';

const start = startNavigation;

describe('the first screen', () => {
	test.for([
		['the host while nothing is known', probing, 'host'],
		['the host while anything is to be asked', unanswered, 'host'],
		['the checks when only they are open', withFindings, 'findings'],
		['the review when everything is answered', answered, 'review'],
	] as const)('is %s', ([, state, route]) => {
		expect(routeOf(state, start)).toBe(route);
	});
});

describe('after a section', () => {
	test.for([
		['host', unanswered, 'disks'],
		['host', diskAnswered, 'network'],
		['disks', unanswered, 'network'],
		['network', diskAnswered, 'seed'],
		['seed', withFindings, 'findings'],
		['findings', answered, 'review'],
		['seed', unanswered, 'disks'],
	] as const)('%s comes what is still unanswered', ([from, state, next]) => {
		const seen = {...start, seen: ['host', 'network'] as const};
		const navigation = from === 'seed' ? seen : start;
		expect(routeOf(state, forward(navigation, state, from))).toBe(next);
	});

	test('with everything answered comes the review', () => {
		expect(routeOf(answered, forward(start, answered, 'disks'))).toBe('review');
	});

	test('a seed that failed is asked for again', () => {
		const seen = {...start, seen: ['host', 'network'] as const};
		expect(routeOf(seedFailed, forward(seen, seedFailed, 'disks'))).toBe('seed');
	});
});

test('back goes the way one came, then the way one would have come', () => {
	const atSeed = open(open(start, 'review', 'disks'), 'disks', 'seed');
	const atDisks = back(atSeed, 'seed');
	expect(atDisks && routeOf(answered, atDisks)).toBe('disks');
	const atReview = atDisks && back(atDisks, 'disks');
	expect(atReview && routeOf(answered, atReview)).toBe('review');
	expect(back(start, 'host')).toBeUndefined();
	expect(back({...start, trail: ['review']}, 'review')?.trail).toEqual(['findings']);
});

test('coming to a place that was passed before goes back to it', () => {
	const way = open(open(open(start, 'host', 'disks'), 'disks', 'seed'), 'seed', 'disks');
	expect(way.trail).toEqual(['host', 'disks']);
});

test('help and log cover what is there, and uncover it', () => {
	const covered = cover(start, 'help');
	expect(routeOf(answered, covered)).toBe('help');
	expect(routeOf(answered, uncover(covered))).toBe('review');
});

describe('a run', () => {
	const withRun = (run: NonNullable<ConsoleState['run']>): ConsoleState => ({...answered, run});

	test.for([
		['that goes on is progress', runningRun, 'progress'],
		['that is complete is the job sheet', doneRun, 'done'],
		['that failed is the failure', failedRun, 'failure'],
		['that was cancelled is the failure', cancelledRun, 'failure'],
		['that failed by our own error is the bug screen', bugRun, 'bug'],
	] as const)('%s', ([, run, route]) => {
		expect(routeOf(withRun(run), start)).toBe(route);
		expect(routeOf(withRun(run), open(start, 'review', 'confirm'))).toBe(route);
	});

	test('that was acknowledged leaves the way free', () => {
		expect(routeOf(withRun({...failedRun, isAcknowledged: true}), start)).toBe('review');
	});
});

test('nobody stands before the confirmation without a plan', () => {
	const {plan: _, ...withoutPlan} = answered;
	const atConfirm = open(start, 'review', 'confirm');
	expect(routeOf(answered, atConfirm)).toBe('confirm');
	expect(routeOf(withoutPlan, atConfirm)).toBe('review');
});
