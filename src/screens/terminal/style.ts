/**
 * The look of one cell as one number, and the SGR sequences (ECMA-48 8.3.117) that read and write it.
 * Only what a VT100 and the Linux console can show is kept: 16 colours, bold, dim, underline, inverse.
 */

/** Bits 0-4 foreground, 5-9 background (0 = default, 1-16 = palette index + 1), then one bit per attribute. */
export type Style = number;

export const plainStyle: Style = 0;

const foregroundMask = 0b11111;
const backgroundShift = 5;
const backgroundMask = foregroundMask << backgroundShift;
const colourMask = foregroundMask | backgroundMask;

const bold = 1 << 10;
const dim = 1 << 11;
const underline = 1 << 12;
const inverse = 1 << 13;

/** [attribute, its SGR parameter, the parameter that ends it] */
const attributes = [
	[bold, 1, 22],
	[dim, 2, 22],
	[underline, 4, 24],
	[inverse, 7, 27],
] as const;

export const withoutColour = (style: Style): Style => style & ~colourMask;

/** Two blanks that look alike have one style, so that they need not be drawn again. */
export const blankStyle = (style: Style): Style =>
	style & (underline | inverse) ? style : style & backgroundMask;

/** The style after the parameters of one SGR sequence, e.g. `1;31`. Unknown parameters are passed over. */
export const applySgr = (style: Style, parameters: string): Style => {
	const codes = parameters.split(/[;:]/).map(Number);
	let result = style;
	for (let index = 0; index < codes.length; index++) {
		const code = codes[index] ?? 0;
		if (code !== 38 && code !== 48) {
			result = applyCode(result, code);
			continue;
		}
		const isIndexed = codes[index + 1] === 5;
		if (isIndexed) result = applyIndexed(result, code, codes[index + 2] ?? 0);
		index += isIndexed ? 2 : 4;
	}
	return result;
};

/** The shortest bytes that turn one style into another. */
export const sgrBetween = (from: Style, to: Style): string => {
	if (from === to) return '';
	const fresh = sgrFor(to);
	if (needsReset(from, to)) return fresh;
	const added = sequence(parametersOf(changedPart(from, to)));
	return added.length < fresh.length ? added : fresh;
};

/** Switches to a style whatever was on before. */
const sgrFor = (style: Style): string =>
	style === plainStyle ? '\x1b[m' : sequence([0, ...parametersOf(style)]);

const applyCode = (style: Style, code: number): Style => {
	if (code === 0) return plainStyle;
	if (code >= 30 && code <= 37) return withForeground(style, code - 29);
	if (code === 39) return withForeground(style, 0);
	if (code >= 40 && code <= 47) return withBackground(style, code - 39);
	if (code === 49) return withBackground(style, 0);
	if (code >= 90 && code <= 97) return withForeground(style, code - 81);
	if (code >= 100 && code <= 107) return withBackground(style, code - 91);
	return applyAttribute(style, code);
};

const applyAttribute = (style: Style, code: number): Style => {
	let result = style;
	for (const [attribute, begin, end] of attributes) {
		if (code === begin) result |= attribute;
		if (code === end) result &= ~attribute;
	}
	return result;
};

const applyIndexed = (style: Style, code: number, index: number): Style => {
	if (index > 15) return style;
	return code === 38 ? withForeground(style, index + 1) : withBackground(style, index + 1);
};

const withForeground = (style: Style, colour: number): Style => (style & ~foregroundMask) | colour;

const withBackground = (style: Style, colour: number): Style =>
	(style & ~backgroundMask) | (colour << backgroundShift);

const foregroundOf = (style: Style): number => style & foregroundMask;
const backgroundOf = (style: Style): number => (style & backgroundMask) >> backgroundShift;

// A VT100 can only switch everything off at once.
const needsReset = (from: Style, to: Style): boolean =>
	(from & ~to & ~colourMask) !== 0 ||
	(foregroundOf(from) !== 0 && foregroundOf(to) === 0) ||
	(backgroundOf(from) !== 0 && backgroundOf(to) === 0);

const changedPart = (from: Style, to: Style): Style =>
	(to & ~from & ~colourMask) |
	(foregroundOf(from) === foregroundOf(to) ? 0 : to & foregroundMask) |
	(backgroundOf(from) === backgroundOf(to) ? 0 : to & backgroundMask);

const parametersOf = (style: Style): number[] => [
	...attributes.filter(([attribute]) => style & attribute).map(([, begin]) => begin),
	...colourParameter(foregroundOf(style), 30, 90),
	...colourParameter(backgroundOf(style), 40, 100),
];

const colourParameter = (colour: number, dark: number, bright: number): number[] => {
	if (colour === 0) return [];
	return [colour <= 8 ? dark + colour - 1 : bright + colour - 9];
};

const sequence = (parameters: readonly number[]): string => `\x1b[${parameters.join(';')}m`;
