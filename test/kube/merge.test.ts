import {describe, expect, test} from 'vitest';
import {created, merged, replaced} from '../../src/kube/merge.ts';

const live = (rest: object) => ({metadata: {name: 'a', uid: 'u', resourceVersion: '7'}, ...rest});
const wanted = (rest: object) => ({metadata: {name: 'a'}, ...rest});

describe('a merge', () => {
	test.each([
		['adds a key', {spec: {a: 1}}, {spec: {b: 2}}, {spec: {a: 1, b: 2}}],
		['changes a value', {spec: {a: 1}}, {spec: {a: 2}}, {spec: {a: 2}}],
		[
			'goes deep',
			{spec: {a: {b: {c: 1}}}},
			{spec: {a: {b: {d: 2}}}},
			{spec: {a: {b: {c: 1, d: 2}}}},
		],
		['adds to a list', {spec: {l: ['a']}}, {spec: {l: ['b']}}, {spec: {l: ['a', 'b']}}],
		['adds no member twice', {spec: {l: ['a', 'b']}}, {spec: {l: ['b']}}, {spec: {l: ['a', 'b']}}],
		[
			'adds as many of a member as are wanted',
			{spec: {l: ['a']}},
			{spec: {l: ['a', 'a']}},
			{spec: {l: ['a', 'a']}},
		],
		[
			'finds a member by a part of it',
			{
				spec: {
					l: [
						{k: 1, v: 2},
						{k: 2, v: 3},
					],
				},
			},
			{spec: {l: [{k: 2}]}},
			{
				spec: {
					l: [
						{k: 1, v: 2},
						{k: 2, v: 3},
					],
				},
			},
		],
		[
			'merges members of one name',
			{spec: {l: [{name: 'x', a: 1}]}},
			{spec: {l: [{name: 'x', b: 2}, {name: 'y'}]}},
			{spec: {l: [{name: 'x', a: 1, b: 2}, {name: 'y'}]}},
		],
		['takes another type over', {spec: {a: {b: 1}}}, {spec: {a: ['c']}}, {spec: {a: ['c']}}],
		['leaves the status', {spec: {}, status: {a: 1}}, {status: {a: 2}}, {spec: {}, status: {a: 1}}],
	])('%s', (_, old, asked, expected) => {
		const {metadata, ...rest} = merged(live(old), wanted(asked));
		expect(rest).toEqual(expected);
		expect(metadata).toMatchObject({resourceVersion: '7'});
	});

	test('done twice is the same as once', () => {
		const asked = wanted({spec: {l: ['b', {name: 'x', b: 2}], m: {n: 1}}});
		const once = merged(live({spec: {l: ['a', {name: 'x', a: 1}]}}), asked);
		expect(merged(live(once), asked)).toMatchObject({spec: once['spec'] as object});
	});

	test('adds labels and annotations to those that are there', () => {
		const old = {metadata: {name: 'a', labels: {a: '1'}, resourceVersion: '7'}};
		const asked = {metadata: {name: 'a', labels: {b: '2'}}};
		expect(merged(old, asked)).toMatchObject({metadata: {labels: {a: '1', b: '2'}}});
	});
});

test('a replacement is the manifest, with the version that it replaces', () => {
	const asked = {metadata: {name: 'a', resourceVersion: '3', uid: 'old'}, spec: {b: 1}};
	expect(replaced(live({spec: {a: 1}}), asked)).toEqual({
		metadata: {name: 'a', resourceVersion: '7'},
		spec: {b: 1},
	});
});

test('what is made anew carries no version and no id of where it was exported', () => {
	const asked = {metadata: {name: 'a', resourceVersion: '3', uid: 'old', labels: {a: '1'}}};
	expect(created(asked)).toEqual({metadata: {name: 'a', labels: {a: '1'}}});
});
