import {expect, test} from 'vitest';
import {words} from '../../src/words/index.ts';
import {pseudo, widenText} from '../../src/words/pseudo.ts';

test('every text grows by two fifths and is closed by brackets', () => {
	expect(widenText('Continue')).toBe('[Continue =]');
	expect(widenText('Back')).toBe('[Back]');
	expect(widenText('To destroy what is on this disk')).toHaveLength(44);
});

test('sentences with values keep their values', () => {
	const {screens, stepTitle} = pseudo(words);
	expect(screens.page(2, 3)).toBe('[page 2 of 3 ==]');
	expect(screens.header.safe.writing).toMatch(/^\[WRITING - DO NOT POWER OFF =+.*\]$/);
	expect(stepTitle('install.prepare', {})).toMatch(/^\[Checking/);
});
