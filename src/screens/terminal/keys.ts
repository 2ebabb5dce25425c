/**
 * What a person pressed, independent of the terminal it was pressed on. Screens see only these values;
 * bytes become keys in decode.ts.
 */
export const keyNames = [
	'up',
	'down',
	'left',
	'right',
	'enter',
	'escape',
	'tab',
	'backtab',
	'backspace',
	'delete',
	'insert',
	'home',
	'end',
	'pageup',
	'pagedown',
	'f1',
	'f2',
	'f3',
	'f4',
	'f5',
	'f6',
	'f7',
	'f8',
	'f9',
	'f10',
	'f11',
	'f12',
] as const;

export type KeyName = (typeof keyNames)[number];

export type Key =
	| {readonly name: KeyName; readonly ctrl?: true; readonly alt?: true; readonly shift?: true}
	/** One printable character. */
	| {readonly name: 'text'; readonly text: string}
	/** Text that was not typed: bracketed by the terminal, or far too fast for a hand. May hold `\n` and `\t`. */
	| {readonly name: 'paste'; readonly text: string}
	/** Ctrl with a letter (lower case) or with one of `\ ] ^ _`. Never text. */
	| {readonly name: 'control'; readonly letter: string}
	/** Alt (or a stray Escape) with a printable character. Never text. */
	| {readonly name: 'alt'; readonly text: string};
