/** How the remaining time is reckoned. */
import {expect, test} from 'vitest';
import {remainingMs} from '../../src/engine/progress.ts';

const waiting = (weight: number) => ({weight, share: 0});
const over = (weight: number) => ({weight, share: 1});

test('what is left is expected to go on as what is done went', () => {
	expect(remainingMs([[[over(10), waiting(30)]]], 20_000)).toBe(60_000);
});

test('of phases side by side only the longest counts', () => {
	const groups = [[[over(10)]], [[waiting(10), waiting(5)], [waiting(12)]]];
	expect(remainingMs(groups, 10_000)).toBe(15_000);
});

test('a running step that tells how far it is takes as long as its rate says', () => {
	const running = {weight: 10, share: 0.5, restMs: 90_000};
	expect(remainingMs([[[over(10)]], [[running, waiting(5)]]], 15_000)).toBe(90_000 + 5000);
});

test('nothing is told in the first seconds, nor before a twentieth is done', () => {
	expect(remainingMs([[[over(10), waiting(10)]]], 9000)).toBeUndefined();
	expect(remainingMs([[[over(1), waiting(99)]]], 60_000)).toBeUndefined();
});
