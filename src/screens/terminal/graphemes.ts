/**
 * Text cut into what a terminal shows in one place, and how many columns each takes. Widths are those of
 * `string-width`, because Ink laid the frame out with them.
 */
import stringWidth from 'string-width';
import {getSegmenter} from './simple-text.ts';

export type Grapheme = {readonly text: string; readonly columns: 0 | 1 | 2};

/** The text must hold no escape sequences. */
export const graphemesOf = (text: string): readonly Grapheme[] =>
	Array.from(getSegmenter().segment(text), ({segment}) => ({
		text: segment,
		columns: columnsOf(segment),
	}));

const columnsOf = (segment: string): 0 | 1 | 2 => {
	const width = stringWidth(segment);
	if (width >= 2) return 2;
	return width === 1 ? 1 : 0;
};
