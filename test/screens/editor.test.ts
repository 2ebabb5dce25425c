import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Draft, draftOf, edit, viewOf} from '../../src/screens/editor.ts';
import type {Key} from '../../src/screens/terminal/keys.ts';

const after = (draft: Draft, ...keys: readonly Key[]): Draft =>
	keys.reduce((current, key) => edit(current, key) ?? current, draft);

const typed = (text: string): readonly Key[] => [...text].map((one) => ({name: 'text', text: one}));

test('letters go in where the caret stands, and go out before it', () => {
	const draft = after(draftOf('4.6'), {name: 'left'}, ...typed('18.'));
	expect(draft).toMatchObject({text: '4.18.6', caret: 5});
	expect(after(draft, {name: 'backspace'}).text).toBe('4.186');
	expect(after(draft, {name: 'delete'}).text).toBe('4.18.');
	expect(after(draft, {name: 'home'}, {name: 'backspace'}).text).toBe('4.18.6');
});

test('a paste comes in one line and tells its length', () => {
	expect(after(draftOf(''), {name: 'paste', text: ' quay.io/seed:1 \r\n'})).toEqual({
		text: 'quay.io/seed:1',
		caret: 14,
		pasted: 14,
	});
});

test('keys that move between lines are not for the field', () => {
	for (const name of ['up', 'down', 'enter', 'escape', 'tab'] as const) {
		expect(edit(draftOf('x'), {name})).toBeUndefined();
	}
});

test('the caret is always in sight, and what is cut off is marked', () => {
	const long = draftOf('a'.repeat(50));
	expect(viewOf(long, 10)).toMatchObject({isCutLeft: true, isCutRight: false});
	expect(viewOf({...long, caret: 0}, 10)).toMatchObject({
		caret: 0,
		isCutLeft: false,
		isCutRight: true,
	});
	fc.assert(
		fc.property(fc.nat(60), fc.nat(60), fc.integer({min: 1, max: 70}), (length, at, columns) => {
			const view = viewOf({text: 'a'.repeat(length), caret: Math.min(at, length)}, columns);
			expect(view.caret).toBeGreaterThanOrEqual(0);
			expect(view.caret).toBeLessThan(columns);
			expect(view.text.length).toBeLessThanOrEqual(columns);
		}),
	);
});
