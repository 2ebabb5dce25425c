/**
 * Bytes of a program's output as lines, without their ends. A carriage return ends a line too, since
 * progress meters rewrite theirs. Control characters are escaped: this text reaches terminals.
 */
import {StringDecoder} from 'node:string_decoder';

export type LineReader = {
	readonly push: (chunk: Uint8Array) => void;
	/** The rest without a line end. */
	readonly end: () => void;
};

export const lineReader = (onLine: (line: string) => void): LineReader => {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	const take = (text: string): void => {
		const lines = (rest + text).split(/\r\n|\n|\r/);
		rest = lines.pop() ?? '';
		for (const line of lines) {
			onLine(escapeControl(line));
		}
	};
	return {
		push: (chunk) => take(decoder.write(Buffer.from(chunk))),
		end: () => {
			take(decoder.end());
			if (rest !== '') {
				onLine(escapeControl(rest));
				rest = '';
			}
		},
	};
};

/** Tab and newline stay; other control characters become a visible `\xNN`. */
export const escapeControl = (text: string): string =>
	text.replace(
		// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
		/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
		(character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
	);
