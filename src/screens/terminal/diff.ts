/** From the frame on the screen to the next one, in few bytes. Pure. */
import {areRowsEqual, type Frame, type Row} from './frame.ts';
import {isSimple} from './graphemes.ts';
import {createPen, type Pen, type PenState, shortestMove} from './pen.ts';
import {type Scroll, scrolled, scrollsBetween} from './scroll.ts';
import {plainStyle} from './style.ts';

export type Drawing = {readonly output: string; readonly pen: PenState};

/** Both frames must have the same size. */
export const drawDifference = (shown: Frame, next: Frame, pen: PenState): Drawing => {
	const direct = drawRows(shown, next, createPen(pen, next.columns));
	// Below this a scroll cannot pay: it costs about 25 bytes by itself.
	if (direct.output.length < 60) return direct;
	return scrollsBetween(shown, next)
		.map((scroll) => drawScrolled(shown, next, pen, scroll))
		.reduce((best, drawing) => (sizeOf(drawing) < sizeOf(best) ? drawing : best), direct);
};

const drawScrolled = (shown: Frame, next: Frame, state: PenState, scroll: Scroll): Drawing => {
	const pen = createPen(state, next.columns);
	pen.scrollUp(scroll.top, scroll.bottom, scroll.lines);
	return drawRows(scrolled(shown, scroll), next, pen);
};

const drawRows = (shown: Frame, next: Frame, pen: Pen): Drawing => {
	next.rows.forEach((row, y) => {
		const old = shown.rows[y];
		if (old && !areRowsEqual(old, row)) drawRow(old, row, y, pen);
	});
	return {output: pen.output(), pen: pen.state()};
};

const drawRow = (old: Row, row: Row, y: number, pen: Pen): void => {
	const blankFrom = trailingBlankStart(row);
	const isErased = trailingBlankStart(old) - blankFrom >= worthErasing;
	const end = isErased ? blankFrom : row.width;
	for (let x = 0; x < end; x++) {
		if (!isCellChanged(old, row, x) || row.glyphs[x] === '') continue;
		bridge(row, x, y, pen);
		drawCell(row, x, y, pen);
	}
	if (!isErased) return;
	bridge(row, end, y, pen);
	pen.eraseToLineEnd();
};

const drawCell = (row: Row, x: number, y: number, pen: Pen): void => {
	const style = row.styles[x] ?? plainStyle;
	// Not every terminal thinks that a wide glyph is wide: what was under its other half must go.
	if (row.glyphs[x + 1] === '') {
		pen.draw(' ', style);
		pen.draw(' ', style);
		pen.moveTo(x, y);
	}
	pen.draw(row.glyphs[x] ?? ' ', style);
};

const worthErasing = 3;

const isCellChanged = (old: Row, row: Row, x: number): boolean =>
	old.glyphs[x] !== row.glyphs[x] || old.styles[x] !== row.styles[x];

const trailingBlankStart = ({glyphs, styles}: Row): number => {
	let start = glyphs.length;
	while (start > 0 && glyphs[start - 1] === ' ' && styles[start - 1] === plainStyle) start--;
	return start;
};

/** Moves to a cell, or writes the unchanged cells before it again where that is no longer. */
const bridge = (row: Row, x: number, y: number, pen: Pen): void => {
	const {cursor, style} = pen.state();
	if (cursor?.y === y && cursor.x === x) return;
	const gap = cursor?.y === y ? row.glyphs.slice(cursor.x, x) : [];
	const isUniform = row.styles.slice(cursor?.x, x).every((cell) => cell === style);
	const isCheaper = byteLength(gap.join('')) <= shortestMove(cursor, x, y).length;
	if (gap.length === 0 || !isUniform || !isCheaper || !gap.every(isOneCell)) pen.moveTo(x, y);
	else for (const glyph of gap) pen.draw(glyph, style);
};

const isOneCell = (glyph: string): boolean => glyph !== '' && isSimple(glyph);

const sizeOf = ({output}: Drawing): number => byteLength(output);

const byteLength = (text: string): number => encoder.encode(text).length;

const encoder = new TextEncoder();
