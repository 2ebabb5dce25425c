/**
 * Cells of blessed as rows of a frame. The curves of blessed-contrib are braille, which no console font has; each such
 * cell becomes the glyph that looks most like its dots, and of two curves the second one is of circles, so that they
 * are told apart without colour. Bars are painted backgrounds, which a terminal without colour does not show; they
 * become blocks.
 */
import type {Cell} from 'blessed';

/** Foregrounds by what is drawn in them. */
export const paints = {first: 'yellow', second: 'cyan', axis: 'white'} as const;

export const frameOf = (lines: readonly (readonly Cell[])[]): string => lines.map(rowOf).join('\n');

const rowOf = (cells: readonly Cell[]): string => {
	let row = '';
	let style = '';
	for (const [attribute, character] of cells) {
		const shown = shownCell(attribute, character);
		if (shown.style !== style) {
			style = shown.style;
			row += `\x1b[0${style}m`;
		}
		row += shown.glyph;
	}
	return row;
};

type Shown = {readonly glyph: string; readonly style: string};

const shownCell = (attribute: number, character: string): Shown => {
	const foreground = (attribute >> 9) & 0x1ff;
	const background = attribute & 0x1ff;
	if (isColour(background)) {
		return character === ' '
			? {glyph: '█', style: `;3${background}`}
			: {glyph: character, style: `;7;3${background}`};
	}
	const style = isColour(foreground) ? `;3${foreground}` : '';
	const dots = character.charCodeAt(0) - firstBraille;
	const isBraille = dots >= 0 && dots <= 0xff;
	return {glyph: isBraille ? dotGlyph(dots, foreground) : character, style};
};

/** Black is the colour of the screen. */
const isColour = (colour: number): boolean => colour > 0 && colour < 8;

const firstBraille = 0x2800;

const palette = {second: 6, axis: 7};

const dotGlyph = (dots: number, foreground: number): string => {
	if (dots === 0) return ' ';
	switch (foreground) {
		case palette.axis:
			return axisGlyph(dots);
		case palette.second:
			return 'o';
		default:
			return curveGlyph(dots);
	}
};

/** Bits of the dots of each row, the left one first. */
const dotRows = [
	[0x01, 0x08],
	[0x02, 0x10],
	[0x04, 0x20],
	[0x40, 0x80],
] as const;

const axisGlyph = (dots: number): string => {
	const isAcross = dotRows.some(([left, right]) => (dots & left) !== 0 && (dots & right) !== 0);
	const height = dotRows.filter(([left, right]) => (dots & (left | right)) !== 0).length;
	if (height < 2) return '─';
	return isAcross ? '└' : '│';
};

const curveGlyph = (dots: number): string => {
	const left = rowsWith(dots, 0);
	const right = rowsWith(dots, 1);
	const rows = [...left, ...right];
	if (rows.length > 5) return '#';
	if (Math.max(...rows) - Math.min(...rows) < 2) return levels[Math.round(mean(rows))] ?? '-';
	if (left.length === 0 || right.length === 0 || Math.abs(mean(left) - mean(right)) < 1) return '|';
	return mean(left) > mean(right) ? '/' : '\\';
};

/** From the top of a cell to its bottom. */
const levels = ["'", '-', '.', '_'] as const;

const rowsWith = (dots: number, side: 0 | 1): readonly number[] =>
	dotRows.flatMap((row, index) => ((dots & row[side]) === 0 ? [] : [index]));

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;
