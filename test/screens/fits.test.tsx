import {describe, expect, test} from 'vitest';
import {words} from '../../src/words/index.ts';
import {pseudo} from '../../src/words/pseudo.ts';
import {gallery} from './gallery.ts';
import {pictureOf, show} from './show.tsx';

/** English at 80x24 is what the pictures show. */
const cases = [
	['English', words, 80, 25],
	['English', words, 132, 43],
	['the pseudo-language', pseudo(words), 80, 24],
	['the pseudo-language', pseudo(words), 80, 25],
] as const;

describe.for(cases)('in %s', ([, language, columns, rows]) => {
	describe(`at ${columns}x${rows}`, () => {
		test.for(gallery)('$name fits, and shows in full what it must', async (exhibit) => {
			const {state, keys, essentials} = exhibit;
			const picture = await pictureOf(state, keys, {columns, rows, words: language});
			for (const line of picture.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
			const unbroken = picture.replaceAll(/\s+/g, ' ');
			for (const text of essentials(language.screens)) {
				expect(unbroken).toContain(text.replaceAll(/\s+/g, ' '));
			}
			for (const hint of hintsOf(picture)) expect(hint).not.toContain('~');
		});
	});
});

const odd = [
	[40, 12],
	[1, 1],
	[500, 200],
] as const;

test.for(gallery)('$name stands at any size', async ({state, keys}) => {
	const {press, resize, screen} = await show(state);
	await press(...keys);
	const before = screen();
	for (const [columns, rows] of odd) {
		await resize({columns, rows});
		expect(screen()).not.toContain(' ERROR ');
	}
	await resize({columns: 80, rows: 24});
	expect(screen()).toBe(before);
});

/** The rows below the last rule. */
const hintsOf = (picture: string): readonly string[] => {
	const lines = picture.trimEnd().split('\n');
	return lines.slice(lines.findLastIndex((line) => /^─+$/.test(line)) + 1);
};
