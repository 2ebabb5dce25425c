/**
 * A line under a person's hands where nothing but the line itself can be changed: keys in, text and its echo out.
 * Its only control characters are the backspaces that rub out. Pure.
 */
import {toAscii} from '../terminal/glyphs.ts';
import type {Key} from '../terminal/keys.ts';

export type Typing = {readonly text: string; readonly echo: string};

/** Undefined when the key is not for the line. */
export const typeKey = (text: string, key: Key, isSecret: boolean): Typing | undefined => {
	switch (key.name) {
		case 'text':
			return added(text, key.text, isSecret);
		case 'paste':
			return added(text, key.text.replaceAll(/[\r\n\t]+/g, ' '), isSecret);
		case 'backspace':
			return text === '' ? {text, echo: ''} : {text: text.slice(0, -1), echo: rubOut};
		default:
			return undefined;
	}
};

/** A text as it is shown; a secret only tells how long it is. */
export const shown = (text: string, isSecret: boolean): string =>
	isSecret ? '*'.repeat(text.length) : Array.from(text, toAscii).join('');

const added = (text: string, more: string, isSecret: boolean): Typing => ({
	text: text + more,
	echo: shown(more, isSecret),
});

const rubOut = '\b \b';
