/**
 * What is to be said when a page has become another one: all of it when it is another page, else only what is new in
 * it. A row in which nothing but numbers changed is said again only now and then. Pure.
 */
import {isHeading, isTitle, withoutCursor} from './row.ts';

export type Told = {
	readonly rows: readonly string[];
	/** When rows of a shape were said last; a shape is a row without its numbers. */
	readonly saidAtMs: ReadonlyMap<string, number>;
};

export type Telling = {
	readonly say: readonly string[];
	readonly told: Told;
	/** Something was kept back; asked again later, it is said. */
	readonly isWithheld: boolean;
};

export const counterEveryMs = 10_000;

export const tell = (told: Told | undefined, rows: readonly string[], nowMs: number): Telling => {
	if (told === undefined || titleOf(told.rows) !== titleOf(rows)) return tellAll(told, rows, nowMs);
	const telling = tellNew(told, rows, nowMs);
	// A list of which most has another number now is understood only as a whole.
	return telling.say.length > rows.length / 2 && rows.length > shortPage
		? tellAll(told, rows, nowMs)
		: telling;
};

const shortPage = 12;

/** What is true of the host is said again only when it has changed. */
const tellAll = (told: Told | undefined, rows: readonly string[], nowMs: number): Telling => ({
	say: [...rows.slice(0, 1), ...rows.slice(1).filter((row) => !headOf(told?.rows ?? []).has(row))],
	told: {rows, saidAtMs: new Map(rows.map((row) => [shapeOf(row), nowMs]))},
	isWithheld: false,
});

const tellNew = (told: Told, rows: readonly string[], nowMs: number): Telling => {
	const known = counted(told.rows.map(withoutCursor));
	const marked = new Set(told.rows.filter((row) => row !== withoutCursor(row)));
	const similar = new Map(told.rows.map((row) => [shapeOf(row), row]));
	const saidAtMs = new Map(told.saidAtMs);
	const say: string[] = [];
	let isWithheld = false;
	const now = rows.map((row) => {
		if (known.take(withoutCursor(row)) && (row === withoutCursor(row) || marked.has(row))) {
			return row;
		}
		const shape = shapeOf(row);
		const before = similar.get(shape);
		if (before !== undefined && nowMs - (saidAtMs.get(shape) ?? nowMs) < counterEveryMs) {
			isWithheld = true;
			return before;
		}
		saidAtMs.set(shape, nowMs);
		say.push(row);
		return row;
	});
	return {say, told: {rows: now, saidAtMs}, isWithheld};
};

const titleOf = (rows: readonly string[]): string | undefined => rows.find(isTitle);

/** The headings between the title of a page and its text. */
const headOf = (rows: readonly string[]): ReadonlySet<string> => {
	const end = rows.findIndex((row, index) => index > 0 && !isHeading(row));
	return new Set(rows.slice(1, Math.max(1, end)));
};

/** The number of a line of a menu stays: it tells the lines apart. */
const shapeOf = (row: string): string => {
	const [start = ''] = /^[> ] \d+ (?!%)/.exec(row) ?? [];
	return start + row.slice(start.length).replaceAll(/\d+(?:\.\d+)?/g, '#');
};

const counted = (rows: readonly string[]) => {
	const left = new Map<string, number>();
	for (const row of rows) left.set(row, (left.get(row) ?? 0) + 1);
	return {
		take: (row: string): boolean => {
			const count = left.get(row) ?? 0;
			left.set(row, count - 1);
			return count > 0;
		},
	};
};
