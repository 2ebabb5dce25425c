/** How the remaining time is reckoned. */
import {expect, test} from 'vitest';
import {remainingMs} from '../../src/engine/remaining-time.ts';

const waiting = (weight: number) => ({weight, share: 0});
const over = (weight: number) => ({weight, share: 1});

/** Ten that are small each: one that makes most of a plan is not guessed. */
const many = (weight: number) => Array.from({length: 10}, () => waiting(weight));

test('what is left is expected to go on as what is done went', () => {
	const done = Array.from({length: 10}, () => over(1));
	expect(remainingMs([[[...done, ...many(3)]]], 20_000)).toBe(60_000);
});

test('what told nothing takes as long, by its weight, as what told nothing took, however long a wire was', () => {
	const quick = Array.from({length: 5}, () => ({...over(1), tookMs: 500}));
	expect(remainingMs([[[...quick, over(10), ...many(1)]]], 500_000)).toBe(5000);
});

test('of phases side by side only the longest counts', () => {
	const done = Array.from({length: 10}, () => over(1));
	const groups = [[done], [many(1), [...many(1), ...many(0.5)]]];
	expect(remainingMs(groups, 10_000)).toBe(15_000);
});

test('nothing is told while a large step has told nothing, or works on in silence after it told all', () => {
	const small = Array.from({length: 10}, () => ({...over(1), tookMs: 1000}));
	const rest = {weight: 1, share: 0.5, restMs: 60_000};
	expect(remainingMs([[[...small, rest]]], 60_000)).toBe(60_000);
	expect(remainingMs([[[...small, rest, waiting(40)]]], 60_000)).toBeUndefined();
	expect(remainingMs([[[...small, {...rest, restMs: 0, isUnsure: true}]]], 60_000)).toBeUndefined();
});

test('a running step that tells how far it is takes as long as its rate says', () => {
	const running = {weight: 10, share: 0.5, restMs: 90_000};
	expect(remainingMs([[[over(10)]], [[running, waiting(5)]]], 15_000)).toBe(90_000 + 5000);
});

test('nothing is told in the first seconds, nor before a twentieth is done', () => {
	expect(remainingMs([[[over(10), waiting(10)]]], 9000)).toBeUndefined();
	expect(remainingMs([[[over(1), waiting(99)]]], 60_000)).toBeUndefined();
});
