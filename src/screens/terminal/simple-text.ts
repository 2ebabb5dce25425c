/**
 * Text of characters that every terminal draws one column wide and that combine with nothing: all that our own screens
 * consist of. It is cut and measured without the tables of Unicode, which take 50 ms of a first picture to make.
 */

/** Latin, Greek, Cyrillic, the bullet, boxes and blocks. */
const isSimpleCode = (code: number): boolean =>
	(code >= 0x20 && code < 0x7f) ||
	(code >= 0xa1 && code < 0x300 && code !== 0xad) ||
	(code >= 0x391 && code < 0x483) ||
	code === 0x2022 ||
	(code >= 0x2500 && code < 0x25a0);

export const isSimple = (text: string): boolean => isEvery(text, isSimpleCode);

/** What the libraries below Ink get for `Intl.Segmenter`: it is made when the first text needs it. By graphemes only. */
export class LateSegmenter {
	segment(text: string): Intl.Segments {
		return isEvery(text, isAlone) ? singles(text) : getSegmenter().segment(text);
	}
}

/** What they get for an emoji pattern: reading it takes as long as making the segmenter. */
export const lateEmoji = {
	test: (text: string): boolean => {
		emoji ??= /^\p{RGI_Emoji}$/v;
		return emoji.test(text);
	},
};

export const getSegmenter = (): Intl.Segmenter => {
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return segmenter;
};

let segmenter: Intl.Segmenter | undefined;
let emoji: RegExp | undefined;

/** A control character joins nothing, but for the line feed after a carriage return. */
const isAlone = (code: number): boolean => isSimpleCode(code) || code === 0x1b || code === 0x0a;

const isEvery = (text: string, is: (code: number) => boolean): boolean => {
	for (let index = 0; index < text.length; index++) {
		if (!is(text.charCodeAt(index))) return false;
	}
	return true;
};

const singles = (text: string): Intl.Segments => {
	const at = (index: number): Intl.SegmentData => ({
		segment: text.charAt(index),
		index,
		input: text,
	});
	return {
		containing: (index = 0) => (index >= 0 && index < text.length ? at(index) : undefined),
		[Symbol.iterator]: () => Array.from(text, (_, index) => at(index)).values(),
	};
};
