/**
 * What a person pressed, independent of the terminal it was pressed on. Screens see only these values;
 * bytes become keys in decode.ts.
 */
export type KeyName =
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'enter'
	| 'escape'
	| 'tab'
	| 'backtab'
	| 'backspace'
	| 'delete'
	| 'insert'
	| 'home'
	| 'end'
	| 'pageup'
	| 'pagedown'
	| `f${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

export type Key =
	| {readonly name: KeyName; readonly ctrl?: true; readonly alt?: true; readonly shift?: true}
	/** One printable character. */
	| {readonly name: 'text'; readonly text: string}
	/** Text that was not typed: bracketed by the terminal, or far too fast for a hand. May hold `\n` and `\t`. */
	| {readonly name: 'paste'; readonly text: string}
	/** Ctrl with a letter (lower case) or with one of `\ ] ^ _`. Never text. */
	| {readonly name: 'control'; readonly letter: string}
	/** Alt (or a stray Escape) with a printable character. Never text. */
	| {readonly name: 'alt'; readonly text: string}
	/** From a console that takes whole lines: a text in place of what stands in the field. */
	| {readonly name: 'entry'; readonly text: string}
	/** From such a console: the line of a menu with this number is taken, or only shown. */
	| {readonly name: 'choice' | 'look'; readonly number: number};
