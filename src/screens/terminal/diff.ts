/** From the frame on the screen to the next one, in few bytes. Pure. */
import {areRowsEqual, type Frame, type Row} from './frame.ts';
import {createPen, type Pen, type PenState, shortestMove} from './pen.ts';
import {type Scroll, scrolled, scrollsBetween} from './scroll.ts';
import {isSimple} from './simple-text.ts';
import {plainStyle} from './style.ts';

export type Drawing = {
	readonly output: string;
	readonly pen: PenState;
	/** What shows then; the next frame itself when all of it was drawn. */
	readonly reached: Frame;
};

/** How much of the way to the next frame is gone at once. */
export type Portion = {
	/** Checked before each cell. */
	readonly atMostBytes: number;
	/** Only these rows; absent: all. */
	readonly rows?: ReadonlySet<number> | undefined;
};

const whole: Portion = {atMostBytes: Number.POSITIVE_INFINITY};

/** Both frames must have the same size. */
export const drawDifference = (
	shown: Frame,
	next: Frame,
	pen: PenState,
	portion: Portion = whole,
): Drawing => {
	const direct = drawRows(shown, next, createPen(pen, next.columns), portion);
	// Below this a scroll cannot pay: it costs about 25 bytes by itself.
	if (direct.output.length < 60 || portion.rows) return direct;
	const found = scrollsBetween(shown, next)
		.map((scroll) => ({scroll, drawing: drawScrolled(shown, next, pen, scroll, whole)}))
		.reduce<{readonly scroll?: Scroll; readonly drawing: Drawing}>(
			(best, one) => (sizeOf(one.drawing) < sizeOf(best.drawing) ? one : best),
			{drawing: drawRows(shown, next, createPen(pen, next.columns), whole)},
		);
	if (!found.scroll) return direct;
	return sizeOf(found.drawing) <= portion.atMostBytes
		? found.drawing
		: drawScrolled(shown, next, pen, found.scroll, portion);
};

const drawScrolled = (
	shown: Frame,
	next: Frame,
	state: PenState,
	scroll: Scroll,
	portion: Portion,
): Drawing => {
	const pen = createPen(state, next.columns);
	pen.scrollUp(scroll.top, scroll.bottom, scroll.lines);
	return drawRows(scrolled(shown, scroll), next, pen, portion);
};

const drawRows = (
	shown: Frame,
	next: Frame,
	pen: Pen,
	{atMostBytes, rows: wanted}: Portion,
): Drawing => {
	const isFull = (): boolean =>
		atMostBytes !== Number.POSITIVE_INFINITY && byteLength(pen.output()) >= atMostBytes;
	const rows = next.rows.map((row, y) => {
		const old = shown.rows[y] ?? row;
		if (areRowsEqual(old, row)) return row;
		if (isFull() || (wanted && !wanted.has(y))) return old;
		const end = drawRow(old, row, y, pen, isFull);
		return end === undefined ? row : joined(row, old, end);
	});
	const isComplete = rows.every((row, y) => row === next.rows[y]);
	return {
		output: pen.output(),
		pen: pen.state(),
		reached: isComplete ? next : {columns: next.columns, rows},
	};
};

/** Undefined when all of it was drawn, else the first cell that was not. */
const drawRow = (
	old: Row,
	row: Row,
	y: number,
	pen: Pen,
	isFull: () => boolean,
): number | undefined => {
	const blankFrom = trailingBlankStart(row);
	const isErased = trailingBlankStart(old) - blankFrom >= worthErasing;
	const end = isErased ? blankFrom : row.width;
	for (let x = 0; x < end; x++) {
		if (!isCellChanged(old, row, x) || row.glyphs[x] === '') continue;
		if (isFull()) return x;
		bridge(row, x, y, pen);
		drawCell(row, x, y, pen);
	}
	if (isErased) {
		bridge(row, end, y, pen);
		pen.eraseToLineEnd();
	}
	return undefined;
};

/** New up to a column, old from there on; its source is that of no frame. */
const joined = (row: Row, old: Row, end: number): Row => ({
	source: unknownSource,
	width: row.width,
	glyphs: [...row.glyphs.slice(0, end), ...old.glyphs.slice(end)],
	styles: [...row.styles.slice(0, end), ...old.styles.slice(end)],
});

const unknownSource = '\u0000';

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
