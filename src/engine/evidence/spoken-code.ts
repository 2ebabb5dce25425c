/**
 * What happened in twelve characters that can be read out on the phone: the error, the step, the hour, and a check
 * digit that notices any one wrong character and any two that changed places. Digits and letters are those of
 * Crockford's base 32, which has no I, L, O and U. Pure; both ends need only the same catalogue of words.
 */
import {createHash} from 'node:crypto';
import {problems} from '../../words/problems.ts';
import {stepNames} from '../../words/steps.ts';

export type Happened = {
	/** Of the catalogue; absent: no error. */
	readonly code?: string;
	/** The name of a step; absent: between two steps. */
	readonly step?: string;
	/** ISO 8601. */
	readonly at: string;
};

export type Decoded =
	/** `at` is the beginning of the hour. A `?` is a code or step of another version. */
	(Happened & {readonly kind: 'happened'}) | {readonly kind: 'mistaken'; readonly why: string};

export const spokenCode = ({code, step, at}: Happened): string => {
	const hours = Math.floor((Date.parse(at) - Date.parse(firstDay)) / hourMs);
	const fields: readonly (readonly [number, number])[] = [
		[0, 1],
		[code === undefined ? 0 : hashOf(code, codeBits), codeBits],
		[step === undefined ? 0 : hashOf(step, stepBits), stepBits],
		[Math.max(0, Math.min(hours, 2 ** hourBits - 1)), hourBits],
	];
	const value = fields.reduce((all, [field, bits]) => (all << BigInt(bits)) | BigInt(field), 0n);
	const digits = Array.from({length: dataDigits}, (_, index) =>
		Number((value >> BigInt(5 * (dataDigits - 1 - index))) & 31n),
	);
	const text = [...digits, checkDigit(digits)].map((digit) => alphabet[digit]).join('');
	return text.replace(/(.{4})(?=.)/g, '$1-');
};

export const readSpokenCode = (text: string): Decoded => {
	const letters = text.toUpperCase().replaceAll(/[\s-]/g, '');
	if (letters.length !== dataDigits + 1) {
		return {kind: 'mistaken', why: `it has ${letters.length} characters instead of 12`};
	}
	const digits = Array.from(letters, (letter) => alphabet.indexOf(meant[letter] ?? letter));
	const strange = letters[digits.indexOf(-1)];
	if (strange !== undefined) {
		return {kind: 'mistaken', why: `${strange} is no character of such a code`};
	}
	if (digits.at(-1) !== checkDigit(digits.slice(0, -1))) {
		return {kind: 'mistaken', why: 'one of its characters is wrong, or two changed places'};
	}
	return happenedIn(digits.slice(0, -1));
};

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const meant: Readonly<Record<string, string>> = {I: '1', L: '1', O: '0'};
const dataDigits = 11;

/** With one bit in front that is 0 until there is another layout: 55. */
const codeBits = 20;
const stepBits = 17;
/** Until 2039. */
const hourBits = 17;

const firstDay = '2025-01-01T00:00:00Z';
const hourMs = 3_600_000;

const happenedIn = (digits: readonly number[]): Decoded => {
	const value = digits.reduce((all, digit) => (all << 5n) | BigInt(digit), 0n);
	const field = (shift: number, bits: number): number =>
		Number((value >> BigInt(shift)) & (2n ** BigInt(bits) - 1n));
	if (field(hourBits + stepBits + codeBits, 1) !== 0) {
		return {kind: 'mistaken', why: 'a newer console made it'};
	}
	const code = nameOf(field(hourBits + stepBits, codeBits), codeBits, Object.keys(problems));
	const step = nameOf(field(hourBits, stepBits), stepBits, stepNames);
	const atMs = Date.parse(firstDay) + field(0, hourBits) * hourMs;
	return {
		kind: 'happened',
		...(code !== undefined && {code}),
		...(step !== undefined && {step}),
		at: new Date(atMs).toISOString(),
	};
};

/** 0 means none. */
const hashOf = (name: string, bits: number): number => {
	const hash = createHash('sha256').update(name).digest().readUInt32BE(0);
	return hash >>> (32 - bits) || 1;
};

const nameOf = (hash: number, bits: number, names: readonly string[]): string | undefined =>
	hash === 0 ? undefined : (names.find((name) => hashOf(name, bits) === hash) ?? '?');

/**
 * A weighted sum in the field of 32 elements (polynomial x^5 + x^2 + 1): all weights differ and none is 0, so neither
 * a wrong digit nor a swap can leave it as it was.
 */
const checkDigit = (digits: readonly number[]): number =>
	digits.reduce((sum, digit, index) => sum ^ times(digit, index + 1), 0);

const times = (digit: number, power: number): number => {
	let product = digit;
	for (let left = power; left > 0; left -= 1) {
		product = product << 1;
		product = product & 32 ? product ^ 0b100101 : product;
	}
	return product;
};
