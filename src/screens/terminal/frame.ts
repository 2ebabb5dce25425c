/**
 * A frame as Ink prints it (lines of text with SGR) turned into cells, in the look that the terminal can
 * show. Every line starts in the plain style, because Ink closes its styles at each line end.
 */
import {toAscii} from './glyphs.ts';
import {graphemesOf} from './graphemes.ts';
import {isSimple} from './simple-text.ts';
import {applySgr, blankStyle, plainStyle, type Style, withoutColour} from './style.ts';

/** The glyph after a wide one is empty: its cell is covered. */
export type Row = {
	readonly source: string;
	readonly width: number;
	readonly glyphs: readonly string[];
	readonly styles: readonly Style[];
};

export type Frame = {readonly columns: number; readonly rows: readonly Row[]};

export type FrameLayout = {
	readonly columns: number;
	readonly rows: number;
	readonly glyphs: 'utf8' | 'ascii';
	readonly colour: boolean;
};

/** Rows of `previous` are taken over where the text is the same. */
export const parseFrame = (text: string, layout: FrameLayout, previous?: Frame): Frame => {
	const known = knownRows(layout, previous);
	const lines = text.split('\n');
	const rows = Array.from({length: layout.rows}, (_, y) => {
		const source = lines[y] ?? '';
		const width = usableWidth(layout, y);
		const same = known.get(source);
		return same?.width === width ? same : parseRow(source, width, layout);
	});
	return {columns: layout.columns, rows};
};

export const blankFrame = (layout: FrameLayout): Frame => parseFrame('', layout);

export const areRowsEqual = (a: Row, b: Row): boolean =>
	a === b ||
	(a.width === b.width &&
		a.glyphs.every((glyph, x) => glyph === b.glyphs[x]) &&
		a.styles.every((style, x) => style === b.styles[x]));

// Some terminals scroll at once when the last cell of the last row is written.
const usableWidth = ({columns, rows}: FrameLayout, y: number): number =>
	y === rows - 1 ? columns - 1 : columns;

const knownRows = ({columns}: FrameLayout, previous?: Frame): ReadonlyMap<string, Row> =>
	new Map(
		previous?.columns === columns ? previous.rows.map((row) => [row.source, row] as const) : [],
	);

const parseRow = (source: string, width: number, layout: FrameLayout): Row => {
	const cells = new RowCells(width, layout);
	let style = plainStyle;
	let start = 0;
	for (const match of source.matchAll(controls)) {
		cells.add(source.slice(start, match.index), style);
		if (match[0] === '\t') cells.add(' ', style);
		if (match[1] !== undefined) style = applySgr(style, match[1]);
		start = match.index + match[0].length;
	}
	cells.add(source.slice(start), style);
	return {source, width, glyphs: cells.glyphs, styles: cells.styles};
};

/** SGR (its parameters captured), any other sequence, any other control character. */
const controls =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	/\x1b\[([\d;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x1f\x7f-\x9f]/g;

class RowCells {
	readonly glyphs: string[];
	readonly styles: Style[];
	readonly #layout: FrameLayout;
	#x = 0;

	constructor(width: number, layout: FrameLayout) {
		this.#layout = layout;
		this.glyphs = new Array<string>(width).fill(' ');
		this.styles = new Array<Style>(width).fill(plainStyle);
	}

	add(text: string, style: Style): void {
		const shown = this.#layout.colour ? style : withoutColour(style);
		if (isSimple(text)) {
			for (const glyph of text) this.#put(glyph, 1, shown);
			return;
		}
		for (const {text: glyph, columns} of graphemesOf(text)) {
			// Ink gives a cell even to what has no width.
			if (columns === 0) this.#put(' ', 1, shown);
			else this.#put(glyph, columns, shown);
		}
	}

	#put(glyph: string, columns: number, style: Style): void {
		const isCut = this.#x + columns > this.glyphs.length;
		const isAscii = this.#layout.glyphs === 'ascii';
		for (let offset = 0; offset < columns; offset++) {
			if (this.#x >= this.glyphs.length) return;
			const covered = offset === 0 ? glyph : '';
			this.#set(isCut ? ' ' : isAscii ? toAscii(covered || glyph) : covered, style);
		}
	}

	#set(glyph: string, style: Style): void {
		this.glyphs[this.#x] = glyph;
		this.styles[this.#x] = glyph === ' ' ? blankStyle(style) : style;
		this.#x++;
	}
}
