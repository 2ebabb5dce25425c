/** One line of text under a person's hands, as pure functions: keys in, text and caret out. */
import type {Key} from './terminal/keys.ts';

export type Draft = {
	readonly text: string;
	/** Before which character the caret stands. */
	readonly caret: number;
	/** How many characters the newest paste brought: an iKVM loses some, so the number is shown. */
	readonly pasted?: number;
};

export const draftOf = (text: string): Draft => ({text, caret: text.length});

/** Undefined when the key is not for a field. A field that keeps lines takes a paste as it is. */
export const edit = (draft: Draft, key: Key, {keepsLines = false} = {}): Draft | undefined => {
	const {text, caret} = draft;
	switch (key.name) {
		case 'text':
			return insert(draft, key.text);
		case 'entry':
			return draftOf(key.text);
		case 'paste':
			return paste(draft, keepsLines ? linesOf(key.text) : joined(key.text));
		case 'backspace':
			return remove(text, caret - 1, draft);
		case 'delete':
			return remove(text, caret, draft);
		case 'left':
			return {text, caret: Math.max(0, caret - 1)};
		case 'right':
			return {text, caret: Math.min(text.length, caret + 1)};
		case 'home':
			return {text, caret: 0};
		case 'end':
			return {text, caret: text.length};
		default:
			return undefined;
	}
};

/** The part of a text that a field of this width shows, and the caret's column in it. */
export const viewOf = (
	{text, caret}: Draft,
	columns: number,
): {
	readonly text: string;
	readonly caret: number;
	readonly isCutLeft: boolean;
	readonly isCutRight: boolean;
} => {
	const start = Math.max(0, Math.min(caret - Math.floor(columns * 0.8), text.length + 1 - columns));
	const end = start + columns;
	return {
		text: text.slice(start, end),
		caret: caret - start,
		isCutLeft: start > 0,
		isCutRight: text.length > end,
	};
};

const insert = ({text, caret}: Draft, added: string): Draft => ({
	text: `${text.slice(0, caret)}${added}${text.slice(caret)}`,
	caret: caret + added.length,
});

const paste = (draft: Draft, added: string): Draft => ({
	...insert(draft, added),
	pasted: added.length,
});

const joined = (pasted: string): string => pasted.replaceAll(/[\r\n\t]+/g, ' ').trim();

const linesOf = (pasted: string): string => pasted.replaceAll(/\r\n?/g, '\n').replace(/\n+$/, '');

const remove = (text: string, position: number, draft: Draft): Draft => {
	if (position < 0 || position >= text.length) return draft;
	return {text: `${text.slice(0, position)}${text.slice(position + 1)}`, caret: position};
};
