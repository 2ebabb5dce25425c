import {expect, test} from 'vitest';
import {openAttempts} from '../../../src/engine/edge/attempts.ts';
import type {Attempt} from '../../../src/engine/edge/events.ts';
import type {Outcome} from '../../../src/engine/events.ts';
import type {Problem} from '../../../src/errors.ts';
import {memoryMachine, memorySystem} from '../../helpers/memory-system.ts';

const failure = (kind: Problem['kind'], code: Problem['code'] = 'BUG'): Outcome => ({
	kind: 'failed',
	error: {code, kind, message: 'no', causes: [], remedy: []},
	undone: false,
});

const done: Outcome = {kind: 'done'};

const attemptsOf = (outcomes: readonly Outcome[]) => {
	const {clock} = memorySystem(memoryMachine());
	const told: Attempt[] = [];
	const asked: string[] = [];
	const attempts = openAttempts(
		clock,
		(attempt) => told.push(attempt),
		new AbortController().signal,
	);
	const next = async (): Promise<Outcome> => outcomes[asked.length - 1] ?? done;
	const run = () =>
		attempts.pursue({
			first: () => {
				asked.push('first');
				return next();
			},
			again: () => {
				asked.push('again');
				return next();
			},
			failed: async () => {},
		});
	return {run, told, asked, attempts};
};

test('what may go better by itself is tried again, with longer and longer pauses', async () => {
	const {run, told, asked} = attemptsOf([failure('dependency'), failure('install'), done]);
	expect(await run()).toEqual(done);
	expect(asked).toEqual(['first', 'again', 'again']);
	expect(told).toEqual([
		{made: 1, allowed: 5, nextAt: '2026-01-01T00:00:05.000Z'},
		{made: 2, allowed: 5, nextAt: '2026-01-01T00:00:20.000Z'},
	]);
});

test('after the last attempt it is over', async () => {
	const {run, told, asked} = attemptsOf(Array.from({length: 9}, () => failure('environment')));
	expect(await run()).toEqual(failure('environment'));
	expect(asked).toHaveLength(5);
	expect(told).toHaveLength(4);
});

test.each(['input', 'bug', 'cancelled'] as const)(
	'a failure of kind %s ends it at once',
	async (kind) => {
		const {run, asked} = attemptsOf([failure(kind)]);
		expect(await run()).toEqual(failure(kind));
		expect(asked).toEqual(['first']);
	},
);

test('a recert that was given up by its own step ends it at once, an image that is missing does not', async () => {
	const ended = failure('dependency', 'RECERT_TIMED_OUT');
	const {run, asked} = attemptsOf([failure('dependency', 'RECERT_IMAGE_MISSING'), ended]);
	expect(await run()).toEqual(ended);
	expect(asked).toEqual(['first', 'again']);
});

test('a cancelled run is not tried again', async () => {
	const {run, asked} = attemptsOf([{kind: 'cancelled'}]);
	expect(await run()).toEqual({kind: 'cancelled'});
	expect(asked).toEqual(['first']);
});

/** A clock that nobody moves: the pause lasts until somebody ends it. */
const stillAttempts = (outcomes: readonly Outcome[]) => {
	const waiting = Promise.withResolvers<void>();
	const asked: string[] = [];
	const clock = {
		now: () => new Date(0),
		monotonicMs: () => 0,
		sleep: () => new Promise<void>(() => {}),
	};
	const attempts = openAttempts(clock, () => waiting.resolve(), new AbortController().signal);
	const next = async (): Promise<Outcome> => {
		asked.push('run');
		return outcomes[asked.length - 1] ?? done;
	};
	const ended = attempts.pursue({first: next, again: next, failed: async () => {}});
	return {attempts, asked, ended, waiting: waiting.promise};
};

test('a person who does not want to wait has the next attempt at once', async () => {
	const {attempts, ended, waiting, asked} = stillAttempts([failure('dependency')]);
	await waiting;
	expect(attempts.hurry()).toBe(true);
	expect(await ended).toEqual(done);
	expect(asked).toHaveLength(2);
	expect(attempts.hurry()).toBe(false);
});

test('a person who wants no further attempt gets none', async () => {
	const {attempts, ended, waiting, asked} = stillAttempts([failure('dependency')]);
	await waiting;
	expect(attempts.stop()).toBe(true);
	expect(await ended).toEqual(failure('dependency'));
	expect(asked).toHaveLength(1);
});
