/**
 * The areas of a CoreOS live ISO that hold its kernel arguments: the same text in each boot loader's
 * configuration, ended, and filled to its size. Pure.
 */
import {InstallError} from '../../errors.ts';

export type KargsArea = {
	readonly path: string;
	/** From the start of the ISO. */
	readonly offsetBytes: number;
	/** What ends the text. */
	readonly end: string;
	/** What fills the rest. */
	readonly pad: string;
};

export type KargsAreas = {
	/** The arguments of a medium that nobody changed. */
	readonly standard: string;
	readonly sizeBytes: number;
	readonly areas: readonly KargsArea[];
};

/** The bytes of one area. @throws InstallError KARGS_TOO_LONG */
export const kargsArea = (text: string, {end, pad}: KargsArea, sizeBytes: number): Buffer => {
	const ended = `${text}${end}`;
	if (Buffer.byteLength(ended) > sizeBytes) {
		const limitBytes = sizeBytes - end.length;
		throw new InstallError('KARGS_TOO_LONG', {neededBytes: Buffer.byteLength(text), limitBytes});
	}
	return Buffer.from(ended.padEnd(sizeBytes, pad));
};

/** The text of an area; the filling and what ends the text are not part of it. */
export const kargsText = (bytes: Buffer, {end, pad}: KargsArea): string => {
	const text = bytes.toString().replace(new RegExp(`${escaped(pad)}*$`), '');
	return (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text).trim();
};

/**
 * Arguments added to a text. One that is there already is not added again, so a second run changes nothing.
 * @throws InstallError KARGS_INVALID
 */
export const withKargs = (text: string, added: readonly string[]): string => {
	const known = text.split(' ').filter((argument) => argument !== '');
	for (const argument of added) {
		if (!/^[\x21-\x7e]+$/.test(argument)) {
			throw new InstallError('KARGS_INVALID', {argument});
		}
	}
	return [...known, ...added.filter((argument) => !known.includes(argument))].join(' ');
};

const escaped = (pad: string): string => pad.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
