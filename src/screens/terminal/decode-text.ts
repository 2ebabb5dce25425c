/** The part of the key decoder outside escape sequences: characters, control characters, pasted text. */
import {
	become,
	bytes,
	characterOf,
	type Decoded,
	dropped,
	emit,
	type Utf8State,
} from './decoder-state.ts';
import type {Key} from './keys.ts';
import {namedKey} from './sequence-keys.ts';

const pasteLimitBytes = 1024 * 1024;

export const ground = (byte: number): Decoded => {
	if (byte >= 0x20 && byte < bytes.rubout) return emit({name: 'text', text: characterOf(byte)});
	if (byte > bytes.rubout) return beginUtf8(byte);
	switch (byte) {
		case bytes.escape:
			return become({mode: 'escape', isAlt: false});
		case bytes.carriageReturn:
			return {state: {mode: 'after-return'}, keys: [namedKey('enter')]};
		case bytes.lineFeed:
			return emit(namedKey('enter'));
		case bytes.tab:
			return emit(namedKey('tab'));
		case bytes.backspace:
		case bytes.rubout:
			return emit(namedKey('backspace'));
		case bytes.nul:
			return dropped;
		default:
			return emit({name: 'control', letter: characterOf(byte + 0x40).toLowerCase()});
	}
};

export const continueUtf8 = ({code, missing, least}: Utf8State, byte: number): Decoded => {
	if (byte < 0x80 || byte > 0xbf) return ground(byte);
	const longer = (code << 6) | (byte & 0x3f);
	if (missing > 1) return expectUtf8(longer, missing - 1, least);
	return isPrintable(longer, least)
		? emit({name: 'text', text: String.fromCodePoint(longer)})
		: dropped;
};

export const continuePaste = (raw: string, byte: number): Decoded => {
	const longer = raw + characterOf(byte);
	const isEnd = byte === 0x7e && longer.endsWith(pasteEnd);
	if (isEnd) return emit(...pasted(longer.slice(0, -pasteEnd.length)));
	return become({
		mode: 'paste',
		raw: longer.length > pasteLimitBytes * 2 ? shortened(longer) : longer,
	});
};

/** What a paste comes to: line ends are `\n`, other control characters are gone. */
export const pasted = (raw: string): readonly Key[] => {
	const input = Uint8Array.from(raw.slice(0, pasteLimitBytes), (character) =>
		character.charCodeAt(0),
	);
	const text = new TextDecoder()
		.decode(input)
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll(/[^\P{Cc}\n\t]/gu, '');
	return text === '' ? [] : [{name: 'paste', text}];
};

const beginUtf8 = (byte: number): Decoded => {
	if (byte >= 0xc2 && byte <= 0xdf) return expectUtf8(byte & 0x1f, 1, 0x80);
	if (byte >= 0xe0 && byte <= 0xef) return expectUtf8(byte & 0x0f, 2, 0x800);
	if (byte >= 0xf0 && byte <= 0xf4) return expectUtf8(byte & 0x07, 3, 0x1_0000);
	return dropped;
};

const expectUtf8 = (code: number, missing: number, least: number): Decoded =>
	become({mode: 'utf8', code, missing, least});

const isPrintable = (code: number, least: number): boolean =>
	code >= Math.max(least, 0xa0) && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);

const pasteEnd = '\x1b[201~';

// Past the limit only the end mark matters.
const shortened = (raw: string): string =>
	raw.slice(0, pasteLimitBytes) + raw.slice(-pasteEnd.length);
