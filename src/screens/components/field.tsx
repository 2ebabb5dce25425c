/** One-line text fields: keys by `useField`, the line by `fieldLines`. */
import type {Words} from '../../words/index.ts';
import {type Draft, edit, viewOf} from '../editor.ts';
import {type Line, paragraph, span} from '../lines.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import {clean, padEnd} from '../text.ts';

/** Must be called after `useMenu`, so that the field is asked before the menu. */
export const useField = (
	draft: Draft,
	change: (draft: Draft) => void,
	{
		isActive,
		keepsLines = false,
		isSecret = false,
		enter,
	}: {
		readonly isActive: boolean;
		readonly keepsLines?: boolean;
		/** Where lines are typed as answers, it is not echoed. */
		readonly isSecret?: boolean;
		readonly enter: () => void;
	},
): void => {
	useKeys(
		(key) => {
			if (key.name === 'enter') {
				enter();
				return true;
			}
			const next = edit(draft, key, {keepsLines});
			if (next) change(next);
			return next !== undefined;
		},
		{isActive, accepts: keepsLines ? 'lines' : 'text', isSecret},
	);
};

export type FieldView = {
	/** Its number among the lines of the screen. */
	readonly number: number;
	readonly label: string;
	readonly labelColumns: number;
	readonly draft: Draft;
	/** How wide the input is; default: all that is left of the line. */
	readonly inputColumns?: number;
	readonly isFocused: boolean;
	readonly error?: string | undefined;
	/** What this value is, or an example, shown while the field has the cursor. */
	readonly note?: string | undefined;
};

export const fieldLines = (view: FieldView, words: Words, columns: number): readonly Line[] => {
	const {number, label, labelColumns, isFocused, error, note} = view;
	const below = error ?? (isFocused ? (pastedNote(view.draft, words) ?? note) : undefined);
	return [
		[
			span(`${isFocused ? '>' : ' '} ${number}`.padEnd(fieldIndent), 'strong'),
			span(padEnd(label, labelColumns), isFocused ? 'strong' : 'muted'),
			...inputSpans(
				view,
				Math.min(view.inputColumns ?? columns, columns - labelColumns - fieldIndent),
			),
		],
		...(below === undefined ? [] : indented(below, labelColumns, columns, error !== undefined)),
	];
};

/** Where a line of a pasted text ends. */
const lineMark = '·';

/** `> 1  ` */
const fieldIndent = 5;

const pastedNote = ({pasted}: Draft, words: Words): string | undefined =>
	pasted === undefined ? undefined : words.screens.pasted(pasted);

const indented = (
	text: string,
	labelColumns: number,
	columns: number,
	isError: boolean,
): readonly Line[] =>
	paragraph(text, columns - labelColumns - fieldIndent - 1, {tone: isError ? 'bad' : 'muted'}).map(
		(line) => [span(' '.repeat(labelColumns + fieldIndent + 1)), ...line],
	);

/** `[text_   ]`; `<` and `>` in place of the brackets: there is more on that side. */
const inputSpans = ({draft, isFocused}: FieldView, columns: number): Line => {
	const width = columns - 2;
	const {text, caret, isCutLeft, isCutRight} = viewOf(draft, width);
	const shown = clean(text.replaceAll('\n', lineMark)).padEnd(width);
	const left = span(isCutLeft ? '<' : '[', 'strong');
	const right = span(isCutRight ? '>' : ']', 'strong');
	if (!isFocused) return [left, span(shown), right];
	const at = shown.slice(caret, caret + 1) || ' ';
	return [
		left,
		span(shown.slice(0, caret)),
		span(at, 'caret'),
		span(shown.slice(caret + 1)),
		right,
	];
};
