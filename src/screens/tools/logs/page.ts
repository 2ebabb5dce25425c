/** A page of log entries as lines, and where the pages beside it begin; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {type Line, paragraph} from '../../lines.ts';
import type {Tone} from '../../theme.ts';

type Entry = Reading<'logs'>['entries'][number];

export type LogPage = {
	readonly lines: readonly Line[];
	/** Cursors of the entries that show whole or in part. */
	readonly first?: string;
	readonly last?: string;
};

/** From its beginning on, or, as a log that is followed, up to its end. */
export const logPage = (
	entries: readonly Entry[],
	from: 'beginning' | 'end',
	columns: number,
	rows: number,
): LogPage => {
	const shown: {readonly entry: Entry; readonly line: Line}[] = [];
	const ordered = from === 'beginning' ? entries : entries.toReversed();
	for (const entry of ordered) {
		if (shown.length >= rows) break;
		const lines = entryLines(entry, columns).map((line) => ({entry, line}));
		shown.push(...(from === 'beginning' ? lines : lines.toReversed()));
	}
	const kept = shown.slice(0, rows);
	const inOrder = from === 'beginning' ? kept : kept.toReversed();
	const [first, last] = [inOrder[0]?.entry.cursor, inOrder.at(-1)?.entry.cursor];
	return {
		lines: inOrder.map(({line}) => line),
		...(first !== undefined && {first}),
		...(last !== undefined && {last}),
	};
};

const entryLines = ({at, from, text, priority}: Entry, columns: number): readonly Line[] =>
	paragraph(`${at.slice(11, 19)} ${from === '' ? '' : `${from}: `}${text}`, columns, {
		indent: 9,
		tone: toneOf(priority),
	});

const toneOf = (priority: number): Tone | undefined => {
	if (priority <= 3) return 'bad';
	return priority === 4 ? 'warning' : undefined;
};
