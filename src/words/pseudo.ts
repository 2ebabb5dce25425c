/**
 * A pseudo-language for tests: every sentence of a catalogue 40 % wider and in brackets, so that a screen
 * that clips or overlaps shows it by a bracket that is missing. Values inside sentences stay as they are.
 */
const growth = 1.4;
// Blanks in it, so that it wraps as words do.
const fillerText = '===== '.repeat(200);

export const pseudo = <Catalogue>(catalogue: Catalogue): Catalogue => widen(catalogue) as Catalogue;

export const widenText = (text: string): string => {
	const wanted = Math.ceil(text.length * growth);
	const filler = Math.max(0, wanted - text.length - 3);
	return filler === 0 ? `[${text}]` : `[${text} ${fillerText.slice(0, filler)}]`;
};

const widen = (value: unknown): unknown => {
	if (typeof value === 'string') {
		return widenText(value);
	}
	if (typeof value === 'function') {
		return (...values: readonly unknown[]) => widen(value(...values));
	}
	if (Array.isArray(value)) {
		return value.map(widen);
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, widen(inner)]));
	}
	return value;
};
