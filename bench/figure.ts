/** A measured figure: one row of the table, one line of `bench/results.jsonl`. */

export type Figure = {
	readonly figure: string;
	readonly value: number;
	readonly unit: string;
	readonly target: number;
	readonly met: boolean;
	/** Repeats the measurement. */
	readonly command: string;
};

/** A figure that is good when it is at most its target. */
export const atMost = (
	figure: string,
	value: number,
	unit: string,
	target: number,
	command: string,
): Figure => ({figure, value: round(value), unit, target, met: value <= target, command});

export const median = (values: readonly number[]): number => {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const table = (figures: readonly Figure[]): string => {
	const rows = [
		['figure', 'value', 'unit', 'target', 'met'],
		...figures.map(({figure, value, unit, target, met}) => [
			figure,
			String(value),
			unit,
			`<= ${target}`,
			met ? 'yes' : 'NO',
		]),
	];
	const widths = [0, 1, 2, 3, 4].map((column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows
		.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
		.join('\n');
};

const round = (value: number): number => Math.round(value * 100) / 100;
