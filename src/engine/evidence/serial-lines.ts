/**
 * A file as lines that survive a serial console: numbered, in base64, each with a CRC-32 of its number and text, so that
 * whoever recorded them knows which to ask for again. What the kernel prints in between spoils one line, not the file.
 */
import {createHash} from 'node:crypto';
import {crc32} from 'node:zlib';

/** 256 characters of base64; no terminal program is known to cut such a line. */
const lineBytes = 192;

export const serialLines = (
	name: string,
	bytes: Uint8Array,
	/** Numbers of lines, from 1; absent: all. */
	wanted?: readonly number[],
): readonly string[] => {
	const count = Math.ceil(bytes.byteLength / lineBytes);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const numbers = wanted ?? Array.from({length: count}, (_, index) => index + 1);
	return [
		`IBI-EVIDENCE-BEGIN ${name} ${count} ${bytes.byteLength} ${sha256}`,
		...numbers
			.filter((number) => number >= 1 && number <= count)
			.map((number) => lineOf(bytes, number)),
		`IBI-EVIDENCE-END ${name}`,
	];
};

/** `17 203-210` or with commas; undefined when it is no such list. */
export const readLineNumbers = (text: string): readonly number[] | undefined => {
	const words = text.split(/[\s,]+/).filter((word) => word !== '');
	const ranges = words.map((word) => /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(word));
	if (ranges.some((range) => range === null)) {
		return undefined;
	}
	return ranges.flatMap((range) => {
		const first = Number(range?.[1]);
		const last = Number(range?.[2] ?? first);
		return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => first + index);
	});
};

/** How long all of it takes. Eight bits, a start and a stop bit for each character, and two that end a line. */
export const serialDurationMs = (sizeBytes: number, baud: number): number => {
	const lines = Math.ceil(sizeBytes / lineBytes);
	const characters = Math.ceil(sizeBytes / 3) * 4 + lines * frameCharacters;
	return Math.ceil((characters * 10 * 1000) / baud);
};

/** Number, blank, blank, checksum, line end. */
const frameCharacters = 6 + 1 + 1 + 8 + 2;

const lineOf = (bytes: Uint8Array, number: number): string => {
	const piece = bytes.subarray((number - 1) * lineBytes, number * lineBytes);
	const text = `${String(number).padStart(6, '0')} ${Buffer.from(piece).toString('base64')}`;
	return `${text} ${crc32(text).toString(16).padStart(8, '0')}`;
};
