/** Rules across the screen with a title in them, and the line at the top. */
import {type Line, span} from './lines.ts';
import {clean, shorten} from './text.ts';
import type {Tone} from './theme.ts';

/** `── title ───────────── mark ──` */
export const titledRule = (
	columns: number,
	title: string,
	mark = '',
	tone: Tone = 'strong',
): Line => {
	const markColumns = mark === '' ? 0 : clean(mark).length + 4;
	if (title === '') {
		return [span('─'.repeat(Math.max(0, columns - markColumns)), 'rule'), ...markSpans(mark)];
	}
	const text = shorten(title, columns - markColumns - 5);
	const fill = Math.max(0, columns - text.length - markColumns - 4);
	return [
		span('── ', 'rule'),
		span(text, tone),
		span(` ${'─'.repeat(fill)}`, 'rule'),
		...markSpans(mark),
	];
};

const markSpans = (mark: string): Line =>
	mark === '' ? [] : [span(` ${mark} `, 'strong'), span('──', 'rule')];

export const plainRule = (columns: number): Line => [span('─'.repeat(columns), 'rule')];

/** `left` gives way to `right`. */
export const spread = (columns: number, left: string, right: string, rightTone: Tone): Line => {
	const rightText = shorten(right, columns);
	const leftText = shorten(left, columns - rightText.length - 1);
	const gap = columns - leftText.length - rightText.length;
	return [span(leftText, 'strong'), span(' '.repeat(gap)), span(rightText, rightTone)];
};
