/** A line of spans as text with SGR, as Ink would print it. */
import type {Line} from '../../../lines.ts';
import {clean} from '../../../text.ts';
import {type Look, theme} from '../../../theme.ts';

export const lineText = (line: Line): string =>
	line
		.map(({text, tone}) => {
			const codes = tone === undefined ? [] : codesOf(theme[tone]);
			return codes.length === 0 ? clean(text) : `\x1b[${codes.join(';')}m${clean(text)}\x1b[0m`;
		})
		.join('');

const codesOf = ({color, bold, dimColor, inverse}: Look): readonly number[] => [
	...(bold ? [1] : []),
	...(dimColor ? [2] : []),
	...(inverse ? [7] : []),
	...(color === undefined ? [] : (colours[color] ?? [])),
];

const colours: Readonly<Record<string, readonly number[]>> = {
	red: [31],
	green: [32],
	yellow: [33],
	blue: [34],
	cyan: [36],
};
