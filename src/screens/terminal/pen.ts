/**
 * Draws cells with the fewest bytes: it knows where the cursor is and which style is on. VT100 only:
 * CUP, CUF, CR, LF, BS, EL, SGR, DECSTBM.
 */
import {isSimple} from './simple-text.ts';
import {plainStyle, type Style, sgrBetween} from './style.ts';

export type PenState = {
	/** Unknown after the last column (pending wrap) and after glyphs whose width terminals dispute. */
	readonly cursor: {readonly x: number; readonly y: number} | undefined;
	readonly style: Style;
};

export type Pen = {
	readonly moveTo: (x: number, y: number) => void;
	/** At the cursor. */
	readonly draw: (glyph: string, style: Style) => void;
	readonly eraseToLineEnd: () => void;
	/** Moves the lines top..bottom up; blank lines appear below. */
	readonly scrollUp: (top: number, bottom: number, lines: number) => void;
	readonly state: () => PenState;
	readonly output: () => string;
};

export const createPen = (initial: PenState, columns: number): Pen => {
	let {cursor, style} = initial;
	let output = '';

	const moveTo = (x: number, y: number): void => {
		output += shortestMove(cursor, x, y);
		cursor = {x, y};
	};
	const setStyle = (next: Style): void => {
		output += sgrBetween(style, next);
		style = next;
	};

	return {
		moveTo,
		draw: (glyph, glyphStyle) => {
			setStyle(glyphStyle);
			output += glyph;
			cursor = cursorAfter(glyph, cursor, columns);
		},
		eraseToLineEnd: () => {
			setStyle(plainStyle);
			output += '\x1b[K';
		},
		scrollUp: (top, bottom, lines) => {
			setStyle(plainStyle);
			output += `\x1b[${top + 1};${bottom + 1}r\x1b[${bottom + 1}H${'\n'.repeat(lines)}\x1b[r`;
			cursor = undefined;
		},
		state: () => ({cursor, style}),
		output: () => output,
	};
};

const cursorAfter = (
	glyph: string,
	cursor: PenState['cursor'],
	columns: number,
): PenState['cursor'] => {
	if (!cursor || cursor.x + 1 >= columns || !isSimple(glyph)) return;
	return {x: cursor.x + 1, y: cursor.y};
};

export const shortestMove = (cursor: PenState['cursor'], x: number, y: number): string => {
	const absolute = position(x, y);
	if (!cursor || y < cursor.y) return absolute;
	if (y > cursor.y) return shorter(absolute, `\r${'\n'.repeat(y - cursor.y)}${forward(x)}`);
	if (x >= cursor.x) return shorter(absolute, forward(x - cursor.x));
	return shorter(absolute, shorter('\b'.repeat(cursor.x - x), `\r${forward(x)}`));
};

const position = (x: number, y: number): string => {
	if (x > 0) return `\x1b[${y + 1};${x + 1}H`;
	return y > 0 ? `\x1b[${y + 1}H` : '\x1b[H';
};

const forward = (columns: number): string => {
	if (columns === 0) return '';
	return columns === 1 ? '\x1b[C' : `\x1b[${columns}C`;
};

const shorter = (a: string, b: string): string => (b.length < a.length ? b : a);
