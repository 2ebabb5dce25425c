/**
 * The part of the key decoder inside escape sequences (ECMA-48 5.4). A sequence that loses bytes on the
 * line ends unseen: it never becomes a key that nobody pressed.
 */
import {ground} from './decode-text.ts';
import {
	become,
	bytes,
	type CsiState,
	characterOf,
	type Decoded,
	dropped,
	emit,
	initialState,
	type Ss3State,
} from './decoder-state.ts';
import {linuxFunctionKeys, outOfBandKeys} from './key-tables.ts';
import {keysOfCsi, keysOfSs3, namedKey} from './sequence-keys.ts';

export const afterEscape = (isAlt: boolean, byte: number): Decoded => {
	switch (byte) {
		case bytes.escape:
			return {state: {mode: 'escape', isAlt: true}, keys: isAlt ? [namedKey('escape')] : []};
		case bytes.openBracket:
			return become({mode: 'csi', parameters: '', isAlt, isLate: false});
		case singleShift3:
			return become({mode: 'ss3', parameters: '', isAlt});
		// The Linux console sends Escape and Tab for Shift-Tab.
		case bytes.tab:
			return emit(namedKey('backtab'));
		case bytes.cancel:
		case bytes.substitute:
			return dropped;
		default:
			return stringIntroducers.has(byte)
				? become({mode: 'string', isEscaped: false})
				: altered(byte);
	}
};

export const continueCsi = (state: CsiState, byte: number): Decoded => {
	const interrupted = interrupt(byte);
	if (interrupted) return interrupted;
	const {parameters} = state;
	if (byte === bytes.openBracket && parameters === '') return become({mode: 'linux-function'});
	const isRxvtShift = byte === dollar && /^\d+$/.test(parameters);
	if (byte >= 0x40 || isRxvtShift) return endCsi(state, characterOf(byte));
	return become({...state, parameters: appended(parameters, byte)});
};

export const continueLinuxFunction = (byte: number): Decoded => {
	const interrupted = interrupt(byte);
	if (interrupted) return interrupted;
	const name = linuxFunctionKeys[characterOf(byte)];
	return name === undefined ? dropped : emit(namedKey(name));
};

export const continueSs3 = ({parameters, isAlt}: Ss3State, byte: number): Decoded => {
	const interrupted = interrupt(byte);
	if (interrupted) return interrupted;
	if (isDigit(byte) || byte === semicolon) {
		return become({mode: 'ss3', parameters: appended(parameters, byte), isAlt});
	}
	return {state: initialState, keys: keysOfSs3(parameters, characterOf(byte), isAlt)};
};

export const continueString = (isEscaped: boolean, byte: number): Decoded => {
	if (byte === bytes.escape) return become({mode: 'string', isEscaped: true});
	if (isEscaped) return byte === bytes.backslash ? dropped : afterEscape(false, byte);
	if (byte === bytes.bell) return dropped;
	const isInterrupted = byte < 0x20;
	return isInterrupted ? (interrupt(byte) ?? dropped) : become({mode: 'string', isEscaped});
};

const dollar = 0x24;
const semicolon = 0x3b;
const singleShift3 = 0x4f;

/** DCS, SOS, OSC, PM, APC */
const stringIntroducers: ReadonlySet<number> = new Set([0x50, 0x58, 0x5d, 0x5e, 0x5f]);

const altered = (byte: number): Decoded => {
	const {state, keys} = ground(byte);
	const [key] = keys;
	if (key?.name === 'enter' || key?.name === 'backspace') {
		return {state, keys: [namedKey(key.name, {alt: true})]};
	}
	if (key?.name === 'text') return emit(escapedCharacter(key.text));
	// Not ASCII: an Escape that was pressed just before.
	return byte > bytes.rubout ? {state, keys: [namedKey('escape'), ...keys]} : {state, keys};
};

const escapedCharacter = (text: string) => {
	const name = outOfBandKeys[text];
	return name === undefined ? ({name: 'alt', text} as const) : namedKey(name);
};

/** Bytes that cannot be part of a sequence: they end it unseen and count for themselves. */
const interrupt = (byte: number): Decoded | undefined => {
	if (byte === bytes.cancel || byte === bytes.substitute) return dropped;
	return byte < 0x20 || byte >= bytes.rubout ? ground(byte) : undefined;
};

const endCsi = ({parameters, isAlt, isLate}: CsiState, final: string): Decoded => {
	if (final === 'M' && parameters === '') return become({mode: 'mouse', missing: 3});
	if (final === '~' && parameters === '200') return become({mode: 'paste', raw: ''});
	return {state: initialState, keys: isLate ? [] : keysOfCsi(parameters, final, isAlt)};
};

// No key is longer; more is kept out of memory, and no longer matches any key.
const appended = (parameters: string, byte: number): string =>
	parameters.length < 32 ? parameters + characterOf(byte) : parameters;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
