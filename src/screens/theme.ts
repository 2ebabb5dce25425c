/**
 * Colours by meaning. Screens name a tone, never a colour; and every tone goes with a word, because a
 * serial line has no colour and some eyes do not see red from green.
 */
export type Tone =
	| 'strong'
	| 'muted'
	| 'good'
	| 'warning'
	| 'bad'
	| 'busy'
	| 'selected'
	| 'caret'
	| 'rule'
	| 'lightSafe'
	| 'lightWriting';

export type Look = {
	readonly color?: string;
	readonly bold?: boolean;
	readonly dimColor?: boolean;
	readonly inverse?: boolean;
};

export const theme: Readonly<Record<Tone, Look>> = {
	strong: {bold: true},
	// Not dim: many serial terminals show dim as nothing, or as invisible.
	muted: {color: 'cyan'},
	good: {color: 'green', bold: true},
	warning: {color: 'yellow', bold: true},
	bad: {color: 'red', bold: true},
	busy: {color: 'cyan', bold: true},
	selected: {inverse: true},
	caret: {inverse: true},
	rule: {color: 'blue'},
	lightSafe: {color: 'green', bold: true, inverse: true},
	lightWriting: {color: 'red', bold: true, inverse: true},
};
