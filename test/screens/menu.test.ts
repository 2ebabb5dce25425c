import fc from 'fast-check';
import {expect, test} from 'vitest';
import {cursorOf, menuAt, pressMenu, windowOf} from '../../src/screens/menu.ts';

const lines = (count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => `line ${index + 1}`);

const taken = (count: number, ...digits: readonly number[]): string | undefined => {
	let state = menuAt(lines(count), undefined);
	let last: string | undefined;
	for (const digit of digits) {
		const result = pressMenu(state, lines(count), {digit});
		last = result?.taken;
		state = result?.state ?? state;
	}
	return last;
};

test('a number takes its line at once when no longer number can be meant', () => {
	expect(taken(9, 3)).toBe('line 3');
	expect(taken(24, 3)).toBe('line 3');
	expect(taken(24, 2)).toBeUndefined();
	expect(taken(24, 2, 4)).toBe('line 24');
	expect(taken(24, 2, 9)).toBe('line 9');
	expect(taken(3, 7)).toBeUndefined();
});

test('0 is for the menu only as a second digit', () => {
	expect(pressMenu(menuAt(lines(12), undefined), lines(12), {digit: 0})).toBeUndefined();
	expect(taken(12, 1, 0)).toBe('line 10');
});

test('a number only shows a line that goes on record, Enter takes it', () => {
	const ids = lines(12);
	const held = ['line 11'];
	const first = pressMenu(menuAt(ids, undefined), ids, {digit: 1}, held);
	const second = first && pressMenu(first.state, ids, {digit: 1}, held);
	expect(second?.taken).toBeUndefined();
	expect(second && cursorOf(second.state, ids)).toBe(10);
	expect(second && pressMenu(second.state, ids, {command: 'take'}, held)?.taken).toBe('line 11');
});

test('the cursor goes round, and follows its line when lines come and go', () => {
	const down = pressMenu(menuAt(lines(3), 'line 3'), lines(3), {command: 'down'});
	expect(down && cursorOf(down.state, lines(3))).toBe(0);
	const second = pressMenu(menuAt(lines(3), undefined), lines(3), {command: 'down'});
	expect(second && cursorOf(second.state, ['new', ...lines(3)])).toBe(2);
	expect(second && cursorOf(second.state, ['only'])).toBe(0);
});

test('the window always shows the cursor and as many lines as there is room for', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 1, max: 60}),
			fc.nat(59),
			fc.integer({min: 1, max: 30}),
			(count, at, rows) => {
				const index = Math.min(at, count - 1);
				const {start, end} = windowOf(count, index, rows);
				expect(index).toBeGreaterThanOrEqual(start);
				expect(index).toBeLessThan(end);
				expect(end - start).toBe(Math.min(rows, count));
				expect(start).toBeGreaterThanOrEqual(0);
				expect(end).toBeLessThanOrEqual(count);
			},
		),
	);
});
