import {describe, expect, test} from 'vitest';
import {words} from '../../../src/words/index.ts';
import {pseudo} from '../../../src/words/pseudo.ts';
import {edgeGallery} from './gallery.ts';
import {edgePictureOf, showEdge} from './show.tsx';

/** English at 80x24 is what the pictures show. */
const cases = [
	['English', words, 132, 43],
	['the pseudo-language', pseudo(words), 80, 24],
] as const;

describe.for(cases)('in %s', ([, language, columns, rows]) => {
	test.for(edgeGallery)('$name fits, and shows in full what it must', async (exhibit) => {
		const {state, keys, essentials} = exhibit;
		const picture = await edgePictureOf(state, keys, {columns, rows, words: language});
		for (const line of picture.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
		const unbroken = picture.replaceAll(/\s+/g, ' ');
		for (const text of essentials(language.screens.edge)) {
			expect(unbroken).toContain(text.replaceAll(/\s+/g, ' '));
		}
	});
});

const odd = [
	[40, 12],
	[1, 1],
	[500, 200],
] as const;

test.for(edgeGallery)('$name stands at any size', async ({state, keys}) => {
	const {press, resize, screen} = await showEdge(state);
	await press(...keys);
	const before = screen();
	for (const [columns, rows] of odd) {
		await resize({columns, rows});
		expect(screen()).not.toContain(' ERROR ');
	}
	await resize({columns: 80, rows: 24});
	expect(screen()).toBe(before);
});
