/** Finds where the next frame is the shown one moved up, as a growing log does. Pure. */
import {areRowsEqual, type Frame, type Row} from './frame.ts';
import {plainStyle} from './style.ts';

export type Scroll = {readonly top: number; readonly bottom: number; readonly lines: number};

const mostLines = 4;

/** The best region for each number of lines; whether it pays is for the caller to measure. */
export const scrollsBetween = (shown: Frame, next: Frame): readonly Scroll[] => {
	const scrolls: Scroll[] = [];
	for (let lines = 1; lines <= mostLines; lines++) {
		const scroll = longestMove(shown.rows, next.rows, lines);
		if (scroll) scrolls.push(scroll);
	}
	return scrolls;
};

/** The frame on the screen after the scroll. */
export const scrolled = (shown: Frame, {top, bottom, lines}: Scroll): Frame => ({
	columns: shown.columns,
	rows: shown.rows.map((row, y) => {
		if (y < top || y > bottom) return row;
		return y + lines <= bottom ? (shown.rows[y + lines] ?? row) : blankLike(row);
	}),
});

const longestMove = (
	shown: readonly Row[],
	next: readonly Row[],
	lines: number,
): Scroll | undefined => {
	let best = {start: 0, length: 0};
	let run = {start: 0, length: 0};
	for (let y = 0; y + lines < shown.length; y++) {
		const isMoved = areSameRows(shown[y + lines], next[y]);
		run = isMoved ? {...run, length: run.length + 1} : {start: y + 1, length: 0};
		if (run.length > best.length) best = run;
	}
	// A region that starts in the first row would push lines into the history of some terminals.
	const top = Math.max(1, best.start);
	const bottom = best.start + best.length - 1 + lines;
	return best.length >= 2 && bottom - top > lines ? {top, bottom, lines} : undefined;
};

const areSameRows = (a: Row | undefined, b: Row | undefined): boolean =>
	a !== undefined && b !== undefined && areRowsEqual(a, b);

const blankLike = ({width}: Row): Row => ({
	source: '',
	width,
	glyphs: new Array<string>(width).fill(' '),
	styles: new Array<number>(width).fill(plainStyle),
});
