/**
 * Text for screens, as pure functions: cleaning, wrapping, fitting. After `clean` one UTF-16 unit is one
 * column, so length is width; nothing else on a screen may measure text.
 */
import {isAscii, safeGlyphs, toAscii} from './terminal/glyphs.ts';

/** Ends every text that did not fit, so that nothing is cut silently. */
export const cutMark = '~';

/** What others wrote (models, labels, output of programs) in characters that every console can show. */
export const clean = (text: string): string =>
	isPlain.test(text) ? text : Array.from(text.normalize('NFC'), cleanCharacter).join('');

/** In one row: what had more lines has them behind each other. */
export const inOneRow = (text: string): string => clean(text).replaceAll(/\s*\n\s*/g, ' ');

export const shorten = (text: string, columns: number): string => {
	const cleaned = inOneRow(text);
	if (cleaned.length <= columns) return cleaned;
	return columns < 1 ? '' : `${cleaned.slice(0, columns - 1)}${cutMark}`;
};

export const padEnd = (text: string, columns: number): string =>
	shorten(text, columns).padEnd(columns);

export const padStart = (text: string, columns: number): string =>
	shorten(text, columns).padStart(columns);

/** Lines of at most `columns`; breaks at blanks, and inside a word only when it is wider than a line. */
export const wrap = (text: string, columns: number): readonly string[] => {
	const width = Math.max(1, columns);
	return clean(text.trim())
		.split(/\s*\n/)
		.flatMap((paragraph) => wrapParagraph(paragraph, width));
};

// What nearly all text is: nothing to clean, found out fast.
const isPlain = /^[ -~─│█░•·]*$/;

const cleanCharacter = (character: string): string => {
	if (isAscii(character) || safeGlyphs.has(character)) return character;
	if (character === '\n') return character;
	if (/\p{M}/u.test(character)) return '';
	return /\p{C}|\p{Z}/u.test(character) ? ' ' : toAscii(character);
};

const wrapParagraph = (paragraph: string, columns: number): readonly string[] => {
	const lines: string[] = [];
	let current = '';
	for (const word of paragraph.split(/ +/).flatMap((part) => pieces(part, columns))) {
		const joined = current === '' ? word : `${current} ${word}`;
		if (joined.length > columns) lines.push(current);
		current = joined.length > columns ? word : joined;
	}
	return [...lines, current];
};

const pieces = (word: string, columns: number): readonly string[] => {
	if (word.length <= columns) return [word];
	return [word.slice(0, columns), ...pieces(word.slice(columns), columns)];
};
