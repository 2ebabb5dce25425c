/** What the key decoder remembers between two bytes, and the bytes it knows by name. */
import type {Key} from './keys.ts';

export type DecoderState =
	| {readonly mode: 'ground'}
	/** A carriage return was an Enter; a line feed right after it belongs to it. */
	| {readonly mode: 'after-return'}
	| Utf8State
	| {readonly mode: 'escape'; readonly isAlt: boolean}
	/** Escape was reported for lack of more; a rest that comes late must not be taken for typing. */
	| {readonly mode: 'late-escape'}
	| CsiState
	/** After `CSI [`: one more letter. */
	| {readonly mode: 'linux-function'}
	| Ss3State
	/** OSC, DCS and the like: skipped up to BEL or ST. */
	| {readonly mode: 'string'; readonly isEscaped: boolean}
	/** The three bytes of an old mouse report. */
	| {readonly mode: 'mouse'; readonly missing: number}
	/** One character per byte, as in Latin-1. */
	| {readonly mode: 'paste'; readonly raw: string};

export type Utf8State = {
	readonly mode: 'utf8';
	readonly code: number;
	readonly missing: number;
	/** The smallest code that may be written with this many bytes. */
	readonly least: number;
};

export type CsiState = {
	readonly mode: 'csi';
	readonly parameters: string;
	readonly isAlt: boolean;
	/** Its Escape was already reported. */
	readonly isLate: boolean;
};

export type Ss3State = {
	readonly mode: 'ss3';
	readonly parameters: string;
	readonly isAlt: boolean;
};

export type Decoded = {readonly state: DecoderState; readonly keys: readonly Key[]};

export const initialState: DecoderState = {mode: 'ground'};

export const bytes = {
	nul: 0x00,
	bell: 0x07,
	backspace: 0x08,
	tab: 0x09,
	lineFeed: 0x0a,
	carriageReturn: 0x0d,
	cancel: 0x18,
	substitute: 0x1a,
	escape: 0x1b,
	openBracket: 0x5b,
	backslash: 0x5c,
	rubout: 0x7f,
} as const;

export const dropped: Decoded = {state: initialState, keys: []};

export const become = (state: DecoderState): Decoded => ({state, keys: []});

export const emit = (...keys: readonly Key[]): Decoded => ({state: initialState, keys});

export const characterOf = (byte: number): string => String.fromCharCode(byte);
