import {expect, test} from 'vitest';
import {frameOf} from '../../../../../src/screens/tools/dashboard/contrib/cells.ts';

const none = 0x1ff;
const cell = (character: string, foreground = none, background = none) =>
	[(foreground << 9) | background, character] as const;
const braille = (dots: number): string => String.fromCharCode(0x2800 + dots);
const [yellow, cyan, white] = [3, 6, 7];

const glyphOf = (dots: number, foreground: number): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are what is taken away
	frameOf([[cell(braille(dots), foreground)]]).replaceAll(/\x1b\[[\d;]*m/g, '');

test.for([
	['across the top', 0x09, "'"],
	['across below the top', 0x12, '-'],
	['across above the bottom', 0x24, '.'],
	['across the bottom', 0xc0, '_'],
	['straight down', 0x47, '|'],
	['rising', 0x50, '/'],
	['rising far', 0x48, '/'],
	['falling', 0x81, '\\'],
	['all of it', 0xff, '#'],
] as const)('a curve that goes %s', ([, dots, glyph]) => {
	expect(glyphOf(dots, yellow)).toBe(glyph);
});

test('every pattern of dots has a glyph of one cell, whatever it belongs to', () => {
	for (let dots = 1; dots < 256; dots++) {
		expect(glyphOf(dots, yellow)).toMatch(/^[ -~]$/);
		expect(glyphOf(dots, cyan)).toBe('o');
		expect(glyphOf(dots, white)).toMatch(/^[─│└]$/);
	}
	expect(glyphOf(0, yellow)).toBe(' ');
});

test('a painted background is a block, and text on it stands out', () => {
	expect(frameOf([[cell(' ', none, 2), cell('4', 7, 2), cell(' ')]])).toBe(
		'\x1b[0;32m█\x1b[0;7;32m4\x1b[0m ',
	);
});

test('black on the screen is the default colour', () => {
	expect(frameOf([[cell('x', 0)]])).toBe('x');
});
