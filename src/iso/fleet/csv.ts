/**
 * Comma-separated values (RFC 4180), as a spreadsheet saves them: quotes around what has commas, quotes or line
 * ends in it. Semicolons do as well when the first line has them and no comma. Pure.
 */

export type CsvRow = {
	/** Counts from 1. */
	readonly line: number;
	readonly cells: readonly string[];
};

/** Rows without any text are left out. */
export const parseCsv = (text: string): readonly CsvRow[] => {
	const [firstLine = ''] = text.split('\n', 1);
	const comma = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
	const cell = new RegExp(
		`(?:"((?:[^"]|"")*)"|([^${comma}\\r\\n]*))(${comma}|\\r\\n?|\\n|$)`,
		'gy',
	);
	const rows: CsvRow[] = [];
	let cells: string[] = [];
	let line = 1;
	let startLine = 1;
	for (const [all, quoted, plain = '', end = ''] of text.replace(/^\ufeff/, '').matchAll(cell)) {
		cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
		line += all.split('\n').length - 1;
		if (end === comma) {
			continue;
		}
		if (cells.some((one) => one !== '')) {
			rows.push({line: startLine, cells});
		}
		cells = [];
		startLine = line;
	}
	return rows;
};
