/**
 * The glyphs that every console font has, and what stands in for them on a terminal that has only ASCII.
 */

/** Safe Unicode beyond ASCII: light and double box, blocks and shades, two dots. */
export const safeGlyphs: ReadonlySet<string> = new Set(
	'─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫█▓▒░▀▄•·',
);

export const isAscii = (glyph: string): boolean =>
	glyph.length === 1 && glyph <= '~' && glyph >= ' ';

/** One ASCII character for a glyph one cell wide. Accents are dropped; the rest becomes `?`. */
export const toAscii = (glyph: string): string => {
	if (isAscii(glyph)) return glyph;
	const substitute = substitutes[glyph];
	if (substitute !== undefined) return substitute;
	const base = glyph.normalize('NFKD').charAt(0);
	return isAscii(base) ? base : '?';
};

const substitutes: Readonly<Record<string, string>> = {
	'─': '-',
	'═': '=',
	'│': '|',
	'║': '|',
	'█': '#',
	'▓': '#',
	'▒': ':',
	'░': '.',
	'▀': '"',
	'▄': '_',
	'•': '*',
	'·': '.',
	'–': '-',
	'—': '-',
	'…': '.',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	...Object.fromEntries([...'┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫'].map((glyph) => [glyph, '+'])),
};
