/**
 * A line of a screen as a row of a page that is read from top to bottom: without what only an eye makes use of, as
 * rules and bars. Undefined when nothing is left. Pure.
 */
import type {Line} from '../lines.ts';
import {clean, inOneRow} from '../text.ts';

/** What a text is wrapped to. */
export const textColumns = 78;

/** A row of a list is told whole; the terminal breaks it. */
export const rowColumns = 400;

export const plainRow = (line: Line): string | undefined => {
	const isRule = line.some(({tone}) => tone === 'rule');
	const text = line
		.filter(({tone}) => tone !== 'rule')
		.map(({text: part}) => inOneRow(part))
		.join('')
		.replaceAll(/[─═█▓▒░]+/g, ' ')
		// The room of a field that is not used.
		.replace(/([[<].*?)\s+([\]>])$/, '$1$2')
		.trimEnd();
	if (text.trim() === '') return undefined;
	return isRule ? headingRow(text.trim()) : text;
};

/** Of a page. */
export const titleRow = (title: string): string => `== ${clean(title)}`;

/** Of a part of it. */
export const headingRow = (text: string): string => `${headingMark}${clean(text)}`;

/** Before the line that Enter takes. */
export const cursorMark = '> ';

const headingMark = '-- ';

export const isHeading = (row: string): boolean => row.startsWith(headingMark);

export const isTitle = (row: string): boolean => row.startsWith('== ');

/** The row, whether it has the cursor or not. */
export const withoutCursor = (row: string): string =>
	row.startsWith(cursorMark) ? row.replace('>', ' ') : row;
