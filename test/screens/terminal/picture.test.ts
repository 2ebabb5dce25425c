import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FrameLayout} from '../../../src/screens/terminal/frame.ts';
import {createPicture} from '../../../src/screens/terminal/picture.ts';
import {createEmulator, type Emulator} from '../../helpers/emulator.ts';

const small: FrameLayout = {columns: 20, rows: 8, glyphs: 'utf8', colour: true};

/** One line of text per cell. */
const cellsOf = (emulator: Emulator): string => {
	const {columns, rows} = emulator.size();
	return Array.from({length: rows * columns}, (_, index) => {
		const x = index % columns;
		const y = Math.floor(index / columns);
		return `${x},${y} ${seen(emulator, x, y)}`;
	}).join('\n');
};

/** What the eye sees: the pen's colour on a blank is not part of it. */
const seen = (emulator: Emulator, x: number, y: number): string => {
	const {text, bold, dim, underline, inverse, foreground, background} = emulator.cell(x, y);
	const isBlank = text === ' ' && !underline && !inverse;
	return isBlank
		? `blank on ${background}`
		: `${text} ${bold} ${dim} ${underline} ${inverse} ${foreground} on ${background}`;
};

const drawnAtOnce = (frame: string, layout: FrameLayout): Emulator => {
	const emulator = createEmulator(layout.columns, layout.rows);
	emulator.write(createPicture(layout).draw(frame).output);
	return emulator;
};

const expectSameAsRepaint = (frames: readonly string[], layout = small): void => {
	const picture = createPicture(layout);
	const emulator = createEmulator(layout.columns, layout.rows);
	const repainted = createEmulator(layout.columns, layout.rows);
	for (const frame of frames) {
		emulator.write(picture.draw(frame).output);
		repainted.write(`${hardReset}${createPicture(layout).draw(frame).output}`);
		expect(cellsOf(emulator)).toBe(cellsOf(repainted));
	}
	expect(emulator.historyLength()).toBe(0);
};

const hardReset = '\x1bc';

const glyph = fc.constantFrom(
	...['a', 'b', 'M', '1', ' ', ' ', '─', '│', '█', '•', 'é', '漢', '字', '한', 'e\u0301', '🙂'],
);
const style = fc.constantFrom(
	...['1', '2', '4', '7', '31', '94', '42', '103', '1;7', '7;32', '1;4;33;44', '0'],
);
const word = fc
	.tuple(style, fc.array(glyph, {minLength: 1, maxLength: 9}))
	.map(([parameters, glyphs]) => `\x1b[${parameters}m${glyphs.join('')}\x1b[0m`);
const line = fc.oneof(
	{weight: 3, arbitrary: fc.array(word, {maxLength: 5}).map((words) => words.join(''))},
	{weight: 1, arbitrary: fc.constant('')},
	{weight: 1, arbitrary: fc.constant('x'.repeat(20))},
	{weight: 1, arbitrary: fc.constant(`${'-'.repeat(19)}漢`)},
);
const page = fc.array(line, {maxLength: 10});

/** A page that changes as screens do: a line replaced, or all moved up under a fixed head and foot. */
const change = fc.oneof(
	fc.tuple(fc.nat({max: 9}), line).map(
		([y, text]) =>
			(lines: readonly string[]) =>
				lines.map((old, index) => (index === y ? text : old)),
	),
	fc
		.tuple(fc.nat({max: 3}), fc.nat({max: 2}), fc.array(line, {minLength: 1, maxLength: 5}))
		.map(([head, foot, added]) => (lines: readonly string[]) => {
			const end = Math.max(head, lines.length - foot);
			const body = [...lines.slice(head, end), ...added].slice(-(end - head) || lines.length);
			return [...lines.slice(0, head), ...body, ...lines.slice(end)];
		}),
	page.map((lines) => () => lines),
);

const story = fc
	.tuple(page, fc.array(change, {minLength: 1, maxLength: 8}))
	.map(([first, changes]) => {
		const pages: (readonly string[])[] = [first];
		for (const next of changes) pages.push(next(pages.at(-1) ?? []));
		return pages.map((lines) => lines.join('\n'));
	});

test('slices of any size end in the picture that would have been drawn at once', () => {
	const sizes = fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 5});
	fc.assert(
		fc.property(story, sizes, (frames, slices) => {
			const picture = createPicture(small);
			const emulator = createEmulator(small.columns, small.rows);
			frames.forEach((frame, index) => {
				// Most frames are left half drawn, as by a line that is too slow for them.
				for (const atMostBytes of slices) emulator.write(picture.draw(frame, {atMostBytes}).output);
				if (index % 3 !== 2) return;
				let isComplete = false;
				for (let turn = 0; turn < 400 && !isComplete; turn++) {
					const drawn = picture.draw(frame, {atMostBytes: slices[0] ?? 1});
					emulator.write(drawn.output);
					isComplete = drawn.isComplete;
				}
				expect(isComplete).toBe(true);
				const repainted = createEmulator(small.columns, small.rows);
				repainted.write(createPicture(small).draw(frame).output);
				expect(cellsOf(emulator)).toBe(cellsOf(repainted));
			});
		}),
		{numRuns: 30},
	);
});

describe('what stands on the terminal after any sequence of frames', () => {
	test('is what a full repaint of the last frame would show', () => {
		fc.assert(
			fc.property(story, (frames) => expectSameAsRepaint(frames)),
			{numRuns: 150},
		);
	});

	test('is so in ASCII and without colour too', () => {
		fc.assert(
			fc.property(story, (frames) =>
				expectSameAsRepaint(frames, {...small, glyphs: 'ascii', colour: false}),
			),
			{numRuns: 60},
		);
	});

	test('is right when a line fills the last column and the next change is just after it', () => {
		const full = 'x'.repeat(20);
		expectSameAsRepaint([`${full}\nab`, `${'y'.repeat(20)}\nab`, `${'y'.repeat(20)}\ncb`]);
		expectSameAsRepaint(['', `${full}\n${full}`, `${full}\n \n${full}`]);
	});

	test('is right when the last column alone changes', () => {
		const almost = '-'.repeat(19);
		expectSameAsRepaint([`${almost}a\nz`, `${almost}b\nz`, `${almost}\nz`, `${almost}a\ny`]);
	});

	test('is right when a wide glyph replaces half of another', () => {
		expectSameAsRepaint(['a漢b', '漢bb', 'ab漢', ' 漢漢', '漢漢 ', 'a']);
	});
});

describe('a frame that does not fit', () => {
	test('is cut at the right and below, and the last cell of the last row stays free', () => {
		const emulator = drawnAtOnce(
			Array.from({length: 12}, (_, y) => `${y % 10}`.repeat(30)).join('\n'),
			small,
		);
		expect(emulator.row(0)).toBe('0'.repeat(20));
		expect(emulator.row(7)).toBe('7'.repeat(19));
		expect(emulator.historyLength()).toBe(0);
	});

	test('loses a wide glyph that would be halved', () => {
		expect(drawnAtOnce(`${'-'.repeat(19)}漢`, small).row(0)).toBe('-'.repeat(19));
	});
});

describe('a blank', () => {
	test('shows its background, its underline and the bar that it is part of', () => {
		const emulator = drawnAtOnce(
			'\x1b[7m \x1b[0m\x1b[4m \x1b[0m\x1b[41m \x1b[0m\x1b[31m \x1b[0m',
			small,
		);
		expect([0, 1, 2, 3].map((x) => emulator.cell(x, 0))).toMatchObject([
			{inverse: true, underline: false, background: -1},
			{inverse: false, underline: true, background: -1},
			{inverse: false, underline: false, background: 1},
			{inverse: false, underline: false, background: -1},
		]);
	});
});

describe('control characters in a frame', () => {
	test('do not reach the terminal', () => {
		const output = createPicture(small).draw('a\x07b\x1b[2Jc\x1b]0;title\x07d\te\x9bf').output;
		expect(drawnAtOnce('a\x07b\x1b[2Jc\x1b]0;title\x07d\te\x9bf', small).row(0)).toBe('abcd ef');
		for (const control of ['\x07', '2J', 'title', '\x9b']) expect(output).not.toContain(control);
	});
});

describe('the bytes for a change', () => {
	const screen: FrameLayout = {columns: 80, rows: 24, glyphs: 'utf8', colour: true};
	const lines = Array.from(
		{length: 23},
		(_, y) => `row ${y} with some words to fill the line, and more`,
	);
	const replaced = (y: number, text: string) =>
		lines.map((old, index) => (index === y ? text : old)).join('\n');
	const bytesBetween = (before: string, after: string): number => {
		const picture = createPicture(screen);
		picture.draw(before).output;
		return new TextEncoder().encode(picture.draw(after).output).length;
	};

	test('are none when nothing changed', () => {
		expect(bytesBetween(lines.join('\n'), lines.join('\n'))).toBe(0);
	});

	test('are under 20 for one cell', () => {
		const text = lines[17] ?? '';
		expect(
			bytesBetween(lines.join('\n'), replaced(17, text.replace('words', 'wordz'))),
		).toBeLessThan(20);
	});

	test('are under 150 for a selection bar that moves down', () => {
		const menu = (selected: number) =>
			['Install', 'Configure this host', 'Troubleshoot', 'Shell']
				.map((name, index) =>
					index === selected ? `\x1b[7m ${name.padEnd(30)} \x1b[27m` : ` ${name}`,
				)
				.join('\n');
		expect(bytesBetween(menu(1), menu(2))).toBeLessThan(150);
	});

	test('are few when a line is shortened: the rest is erased, not overwritten', () => {
		expect(bytesBetween(lines.join('\n'), replaced(9, 'row 9'))).toBeLessThan(14);
	});

	test('are those of the new line and a scroll when a log in a box grows', () => {
		const box = (first: number) =>
			[
				'┌ log ┐',
				...Array.from(
					{length: 15},
					(_, y) => `│ line ${first + y}: something happened to a disk │`,
				),
				'└─────┘',
				'1 help  2 back',
			].join('\n');
		expect(bytesBetween(box(10), box(11))).toBeLessThan(100);
		expect(bytesBetween(box(10), box(13))).toBeLessThan(200);
	});

	test('use nothing that a VT100 does not know', () => {
		const known = new RegExp(vt100Sequences, 'g');
		fc.assert(
			fc.property(story, (frames) => {
				const picture = createPicture(small);
				picture.draw('');
				const rest = frames
					.map((frame) => picture.draw(frame).output.replaceAll(known, ''))
					.join('');
				expect(rest).not.toMatch(/\p{Cc}/u);
			}),
			{numRuns: 100},
		);
	});
});

const vt100Sequences = [
	String.raw`\x1b\[(?:\d+(?:;\d+)?)?H`,
	String.raw`\x1b\[\d*C`,
	String.raw`\x1b\[K`,
	String.raw`\x1b\[[\d;]*m`,
	String.raw`\x1b\[(?:\d+;\d+)?r`,
	String.raw`[\r\n\x08]`,
].join('|');

describe('entering and leaving', () => {
	test('hides the cursor, and shows it again below the picture', () => {
		const picture = createPicture(small);
		const emulator = createEmulator(20, 8);
		emulator.write('left over from before\r\nand more');
		emulator.write(picture.draw('one\ntwo').output);
		expect(emulator.text()).toBe('one\ntwo');
		expect(emulator.isCursorVisible()).toBe(false);
		emulator.write(picture.leave());
		expect(emulator.text()).toBe('one\ntwo');
		expect(emulator.isCursorVisible()).toBe(true);
		expect(emulator.cursor()).toEqual({x: 0, y: 2});
	});

	test('draws everything again after the screen was written on by others', () => {
		const picture = createPicture(small);
		const emulator = createEmulator(20, 8);
		emulator.write(picture.draw('\x1b[7mone\x1b[0m\ntwo').output);
		emulator.write('\x1b[3;5r\x1b[31mkernel: something broke\n\n\n\n');
		picture.forget();
		emulator.write(picture.draw('\x1b[7mone\x1b[0m\ntwo').output);
		expect(cellsOf(emulator)).toEqual(cellsOf(drawnAtOnce('\x1b[7mone\x1b[0m\ntwo', small)));
	});

	test('draws everything again at a new size', () => {
		const picture = createPicture(small);
		const emulator = createEmulator(20, 8);
		emulator.write(picture.draw('x'.repeat(30)).output);
		emulator.resize(30, 10);
		picture.adapt({columns: 30, rows: 10});
		emulator.write(picture.draw('x'.repeat(30)).output);
		expect(emulator.text()).toBe('x'.repeat(30));
	});
});
