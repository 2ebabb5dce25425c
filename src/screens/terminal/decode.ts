/**
 * Bytes from a terminal to keys: a pure state machine, one byte at a time, so that it does not matter how
 * the line cut them up. It knows no time: `flush` is called when nothing followed for a while.
 */
import {
	afterEscape,
	continueCsi,
	continueLinuxFunction,
	continueSs3,
	continueString,
} from './decode-sequence.ts';
import {continuePaste, continueUtf8, ground, pasted} from './decode-text.ts';
import {become, bytes, type Decoded, type DecoderState, dropped, emit} from './decoder-state.ts';
import type {Key} from './keys.ts';
import {namedKey} from './sequence-keys.ts';

export const decode = (state: DecoderState, input: Iterable<number>): Decoded => {
	const keys: Key[] = [];
	let current = state;
	for (const byte of input) {
		const next = step(current, byte);
		current = next.state;
		keys.push(...next.keys);
	}
	return {state: current, keys};
};

/** Whether more bytes were expected, so that `flush` should follow if none come. */
export const isPending = ({mode}: DecoderState): boolean =>
	mode !== 'ground' && mode !== 'after-return';

/** Nothing followed in time: a lone Escape is a key, a damaged sequence is dropped. */
export const flush = (state: DecoderState): Decoded => {
	switch (state.mode) {
		case 'escape':
			return {
				state: {mode: 'late-escape'},
				keys: state.isAlt ? [namedKey('escape'), namedKey('escape')] : [namedKey('escape')],
			};
		case 'paste':
			return emit(...pasted(state.raw));
		case 'after-return':
			return become(state);
		case 'ground':
		case 'utf8':
		case 'late-escape':
		case 'csi':
		case 'linux-function':
		case 'ss3':
		case 'string':
		case 'mouse':
			return dropped;
	}
};

const step = (state: DecoderState, byte: number): Decoded => {
	switch (state.mode) {
		case 'ground':
			return ground(byte);
		case 'after-return':
			return byte === bytes.lineFeed ? dropped : ground(byte);
		case 'utf8':
			return continueUtf8(state, byte);
		case 'escape':
			return afterEscape(state.isAlt, byte);
		case 'late-escape':
			return afterLateEscape(byte);
		case 'csi':
			return continueCsi(state, byte);
		case 'linux-function':
			return continueLinuxFunction(byte);
		case 'ss3':
			return continueSs3(state, byte);
		case 'string':
			return continueString(state.isEscaped, byte);
		case 'mouse':
			return state.missing > 1 ? become({...state, missing: state.missing - 1}) : dropped;
		case 'paste':
			return continuePaste(state.raw, byte);
	}
};

const afterLateEscape = (byte: number): Decoded =>
	byte === bytes.openBracket
		? become({mode: 'csi', parameters: '', isAlt: false, isLate: true})
		: ground(byte);
