/** Columns of text: each as wide as its widest cell, the growing ones share what is left. Pure. */
import {clean, padEnd, padStart} from './text.ts';

export type Column = {
	readonly head: string;
	readonly cells: readonly string[];
	readonly align?: 'right';
	/** It gives way when the line is too short, down to this; without it, it keeps its width. */
	readonly least?: number;
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

/** Widths that fit; the column that can give most gives first. */
const shrunk = (columns: readonly Column[], available: number): readonly number[] => {
	const widths = columns.map(widestOf);
	const room = columns.map(({least}, index) => {
		const width = widths[index] ?? 0;
		return Math.max(0, width - (least ?? width));
	});
	for (let excess = sum(widths) - available; excess > 0; excess--) {
		const index = room.indexOf(Math.max(...room));
		if ((room[index] ?? 0) === 0) break;
		room[index] = (room[index] ?? 0) - 1;
		widths[index] = (widths[index] ?? 0) - 1;
	}
	return widths;
};

const widestOf = ({head, cells}: Column): number =>
	Math.max(clean(head).length, ...cells.map((cell) => clean(cell).length));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
