/** Columns of text: each as wide as its widest cell, the growing ones share what is left. Pure. */
import {clean, padEnd, padStart} from './text.ts';

export type Column = {
	readonly head: string;
	readonly cells: readonly string[];
	readonly align?: 'right';
	/** It gives way when the line is too short, down to its heading. */
	readonly canShrink?: boolean;
};

export type Table = {readonly head: string; readonly rows: readonly string[]};

const gap = 2;

export const tableOf = (columns: readonly Column[], width: number): Table => {
	const widths = shrunk(columns, width - gap * (columns.length - 1));
	const line = (cellOf: (column: Column) => string): string =>
		columns
			.map((column, index) => {
				const pad = column.align === 'right' ? padStart : padEnd;
				return pad(cellOf(column), widths[index] ?? 0);
			})
			.join(' '.repeat(gap))
			.trimEnd();
	const count = columns[0]?.cells.length ?? 0;
	return {
		head: line(({head}) => head),
		rows: Array.from({length: count}, (_, row) => line(({cells}) => cells[row] ?? '')),
	};
};

/** Widths that fit; the widest of the columns that may shrink gives first. */
const shrunk = (columns: readonly Column[], available: number): readonly number[] => {
	const widths = columns.map(widestOf);
	const floors = columns.map(({head, canShrink}, index) =>
		canShrink ? Math.min(clean(head).length, widths[index] ?? 0) : (widths[index] ?? 0),
	);
	for (let excess = sum(widths) - available; excess > 0; excess--) {
		const index = widestShrinkable(widths, floors);
		if (index === undefined) break;
		widths[index] = (widths[index] ?? 0) - 1;
	}
	return widths;
};

const widestShrinkable = (
	widths: readonly number[],
	floors: readonly number[],
): number | undefined => {
	let found: number | undefined;
	for (const [index, width] of widths.entries()) {
		if (width > (floors[index] ?? 0) && width > (found === undefined ? 0 : (widths[found] ?? 0))) {
			found = index;
		}
	}
	return found;
};

const widestOf = ({head, cells}: Column): number =>
	Math.max(clean(head).length, ...cells.map((cell) => clean(cell).length));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
