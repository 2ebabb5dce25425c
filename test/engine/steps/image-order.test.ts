/** In which order images may be pulled side by side. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {ResolvedImage} from '../../../src/engine/steps/image-list.ts';
import {inPullOrder, nextToPull} from '../../../src/engine/steps/image-order.ts';

const image = (name: string, manifest: string, layers: readonly string[]): ResolvedImage => ({
	kind: 'resolved',
	name,
	digests: [manifest],
	layers: layers.map((digest) => ({digest, sizeBytes: 1})),
});

test('an image that shares a layer with one that is being pulled waits until the layer is there', () => {
	const [first, second] = [image('a', 'ma', ['base', 'a']), image('b', 'mb', ['base', 'b'])];
	expect(nextToPull([second], [first], new Set())).toBeUndefined();
	expect(nextToPull([second], [first], new Set(['base']))).toBe(second);
});

test('an image that shares nothing overtakes those that wait', () => {
	const [running, sharing, other] = [
		image('a', 'ma', ['base']),
		image('b', 'mb', ['base']),
		image('c', 'mc', ['own']),
	];
	expect(nextToPull([sharing, other], [running], new Set())).toBe(other);
});

test('two names of one image are never pulled at the same time', () => {
	const [one, two] = [image('a', 'same', []), image('b', 'same', [])];
	expect(nextToPull([two], [one], new Set())).toBeUndefined();
});

test('every image is pulled once and every layer by one pull, whatever ends first', () => {
	const images = fc.uniqueArray(
		fc.record({manifest: fc.nat(8), layers: fc.uniqueArray(fc.nat(6), {maxLength: 3})}),
		{minLength: 1, maxLength: 12, selector: ({manifest}) => manifest},
	);
	fc.assert(
		fc.property(images, fc.array(fc.nat(), {minLength: 1}), (shapes, choices) => {
			const all = shapes.map(({manifest, layers}, index) =>
				image(
					`n${index}`,
					`m${manifest}`,
					layers.map((layer) => `l${layer}`),
				),
			);
			const pulled = pullAll(all, (turn) => choices[turn % choices.length] ?? 0);
			expect(pulled.toSorted()).toEqual(all.map(({name}) => name).toSorted());
		}),
	);
});

/** Pulls up to four at a time; `choose` says which of those that run ends at a turn. Names as they were begun. */
const pullAll = (
	all: readonly ResolvedImage[],
	choose: (turn: number) => number,
): readonly string[] => {
	const waiting = [...inPullOrder(all)];
	const running: ResolvedImage[] = [];
	const present = new Set<string>();
	const coming = new Set<string>();
	const pulled: string[] = [];
	const end = (turn: number): void => {
		const [ended] = running.splice(choose(turn) % running.length, 1);
		for (const {digest} of ended?.layers ?? []) {
			coming.delete(digest);
			present.add(digest);
		}
	};
	const begin = (next: ResolvedImage): void => {
		waiting.splice(waiting.indexOf(next), 1);
		running.push(next);
		pulled.push(next.name);
		for (const {digest} of next.layers.filter((layer) => !present.has(layer.digest))) {
			expect(coming.has(digest)).toBe(false);
			coming.add(digest);
		}
	};
	for (let turn = 0; waiting.length > 0 || running.length > 0; turn += 1) {
		const next = running.length < 4 ? nextToPull(waiting, running, present) : undefined;
		if (next === undefined) {
			end(turn);
		} else {
			begin(next);
		}
	}
	return pulled;
};
