/**
 * The encodings of keys: Linux console, xterm, VT220, rxvt, and the "out of band" keys of firmware serial
 * redirection (VT-UTF8). Tables only; the state machine that reads them is decode.ts.
 */
import type {KeyName} from './keys.ts';

type KeyTable = Readonly<Record<string, KeyName>>;

/** `CSI n ~`, with rxvt's `^`, `$` and `@` in place of `~`. */
export const numberedKeys: KeyTable = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** The last letter of `CSI …` and of `SS3 …`. */
export const letteredKeys: KeyTable = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
	Z: 'backtab',
};

/** rxvt: Shift with `CSI`, Ctrl with `SS3`. */
export const rxvtArrows: KeyTable = {a: 'up', b: 'down', c: 'right', d: 'left'};

/** `CSI [ x` of the Linux console. */
export const linuxFunctionKeys: KeyTable = {A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5'};

/** `ESC x` of a BIOS or BMC serial console. */
export const outOfBandKeys: KeyTable = {
	1: 'f1',
	2: 'f2',
	3: 'f3',
	4: 'f4',
	5: 'f5',
	6: 'f6',
	7: 'f7',
	8: 'f8',
	9: 'f9',
	0: 'f10',
	'!': 'f11',
	'@': 'f12',
	h: 'home',
	k: 'end',
	'+': 'insert',
	'-': 'delete',
	'?': 'pageup',
	'/': 'pagedown',
};

/** `SS3 x`: the keypad in application mode. */
export const keypadText: Readonly<Record<string, string>> = {
	' ': ' ',
	X: '=',
	j: '*',
	k: '+',
	l: ',',
	m: '-',
	n: '.',
	o: '/',
	p: '0',
	q: '1',
	r: '2',
	s: '3',
	t: '4',
	u: '5',
	v: '6',
	w: '7',
	x: '8',
	y: '9',
};
