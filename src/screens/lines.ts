/**
 * A body of a screen as plain data: lines of spans, each with a meaning. Screens build them with pure
 * functions; `components/lines.tsx` draws them; the pager and the lists cut them to the rows there are.
 */
import {clean, inOneRow, padEnd, shorten, wrap} from './text.ts';
import type {Tone} from './theme.ts';

export type Span = {readonly text: string; readonly tone?: Tone};

export type Line = readonly Span[];

/** A label and its value, for a sheet of facts. */
export type Entry = {readonly label: string; readonly value: string; readonly tone?: Tone};

export const emptyLine: Line = [{text: ''}];

export const span = (text: string, tone?: Tone): Span =>
	tone === undefined ? {text} : {text, tone};

/** One text over as many lines as it needs; lines after the first are indented by `indent`. */
export const paragraph = (
	text: string,
	columns: number,
	{tone, indent = 0}: {readonly tone?: Tone | undefined; readonly indent?: number} = {},
): readonly Line[] =>
	wrap(text, columns - indent).map((part, index) => [
		span(`${index === 0 ? '' : ' '.repeat(indent)}${part}`, tone),
	]);

/** A text behind a mark or a number; its further lines begin where the text began. */
export const listed = (mark: string, text: string, columns: number, tone?: Tone): readonly Line[] =>
	wrap(text, columns - mark.length).map((part, index) => [
		span(index === 0 ? mark : ' '.repeat(mark.length)),
		span(part, tone),
	]);

/** Labels in one column, values in the next; a long value goes on below itself. */
export const sheet = (entries: readonly Entry[], columns: number): readonly Line[] => {
	const widest = Math.max(0, ...entries.map(({label}) => clean(label).length));
	const labelColumns = Math.min(widest, Math.floor(columns / 2)) + 2;
	return entries.flatMap((entry) => entryLines(entry, labelColumns, columns - labelColumns));
};

/** The part of a line that fits, with the mark when there is more. */
export const cutLine = (line: Line, columns: number): Line => {
	const shown: Span[] = [];
	let left = columns;
	for (const {text, tone} of line) {
		const part = shorten(text, left);
		shown.push(span(part, tone));
		left -= part.length;
		if (part.length < inOneRow(text).length) break;
	}
	return shown;
};

export const isSameLine = (a: Line, b: Line): boolean =>
	a.length === b.length &&
	a.every(({text, tone}, index) => text === b[index]?.text && tone === b[index]?.tone);

/** At most `rows`; the last of them then says how many are missing. */
export const clamped = (
	lines: readonly Line[],
	rows: number,
	more: (count: number) => string,
): readonly Line[] => {
	if (lines.length <= rows) return lines;
	return [...lines.slice(0, rows - 1), [span(more(lines.length - rows + 1), 'muted')]];
};

/** With empty lines up to `rows`. */
export const filled = (lines: readonly Line[], rows: number): readonly Line[] => [
	...lines,
	...Array.from({length: Math.max(0, rows - lines.length)}, () => emptyLine),
];

const entryLines = (
	{label, value, tone}: Entry,
	labelColumns: number,
	valueColumns: number,
): readonly Line[] => {
	const labels = wrap(label, labelColumns - 1);
	const values = wrap(value, valueColumns);
	const count = Math.max(labels.length, values.length);
	return Array.from({length: count}, (_, index) => [
		span(padEnd(labels[index] ?? '', labelColumns), 'muted'),
		span(values[index] ?? '', tone),
	]);
};
