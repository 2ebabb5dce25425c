/**
 * Text cut into what a terminal shows in one place, and how many columns each takes. Widths are those of
 * `string-width`, because Ink laid the frame out with them.
 */
import stringWidth from 'string-width';

export type Grapheme = {readonly text: string; readonly columns: 0 | 1 | 2};

/** Characters whose width every terminal agrees on: Latin, Greek, Cyrillic, arrows, boxes and blocks. */
export const isSimpleCode = (code: number): boolean =>
	(code >= 0x20 && code < 0x7f) ||
	(code >= 0xa1 && code < 0x300 && code !== 0xad) ||
	(code >= 0x391 && code < 0x483) ||
	(code >= 0x2500 && code < 0x25a0);

export const isSimple = (text: string): boolean => {
	for (let index = 0; index < text.length; index++) {
		if (!isSimpleCode(text.charCodeAt(index))) return false;
	}
	return true;
};

/** The text must hold no escape sequences. */
export const graphemesOf = (text: string): readonly Grapheme[] =>
	Array.from(getSegmenter().segment(text), ({segment}) => ({
		text: segment,
		columns: columnsOf(segment),
	}));

// Made on first use: most consoles never show anything but simple text.
let segmenter: Intl.Segmenter | undefined;

const getSegmenter = (): Intl.Segmenter => {
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return segmenter;
};

const columnsOf = (segment: string): 0 | 1 | 2 => {
	const width = stringWidth(segment);
	if (width >= 2) return 2;
	return width === 1 ? 1 : 0;
};
