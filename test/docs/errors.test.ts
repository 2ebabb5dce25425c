/** The page about errors is made from the catalogue: it can neither lack a code nor say something else. */
import {expect, test} from 'vitest';
import {errorsPage, explain} from '../../src/words/errors-page.ts';
import {problems} from '../../src/words/problems.ts';

test('docs/errors.md is what the catalogue says (vitest --update=all writes it anew)', async () => {
	await expect(errorsPage()).toMatchFileSnapshot('../../docs/errors.md');
});

test('every code is explained in whole sentences', () => {
	for (const code of Object.keys(problems)) {
		const {meaning, causes, remedy} = explain(code) ?? {meaning: '', causes: [], remedy: []};
		expect(meaning, code).not.toMatch(/undefined|NaN|\[object|=>/);
		expect([causes.length > 0, remedy.length > 0], code).toEqual([true, true]);
		expect(
			causes.filter((text) => !text.endsWith('.')),
			code,
		).toEqual([]);
	}
});
