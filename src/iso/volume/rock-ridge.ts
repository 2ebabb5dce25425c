/**
 * Rock Ridge (IEEE P1282, RRIP_1991A) on SUSP: the System Use entries that carry real names, modes and times.
 * Here they are written; reading is in `system-use.ts`.
 */
import {both32, shortDate} from './format.ts';

export type Attributes = {
	readonly kind: 'file' | 'directory';
	readonly links: number;
	readonly madeAt: Date;
};

/**
 * Only root reads a medium that holds private keys: whoever copies it to a host takes over these modes.
 */
const modes = {file: 0o100600, directory: 0o040700} as const;

/** Mode, links, owner and group. */
export const posixEntry = ({kind, links}: Attributes): Buffer =>
	entry('PX', both32(modes[kind]), both32(links), both32(0), both32(0));

/** Times of modification, access and attributes. */
export const timeEntry = ({madeAt}: Attributes): Buffer => {
	const date = shortDate(madeAt);
	return entry('TF', Buffer.of(0x02 | 0x04 | 0x08), date, date, date);
};

/** The real name; more than one entry when it does not fit into one. */
export const nameEntries = (name: string): readonly Buffer[] => {
	const bytes = Buffer.from(name);
	const parts: Buffer[] = [];
	for (let start = 0; start < bytes.length; start += longestNamePart) {
		const end = start + longestNamePart;
		const continues = end < bytes.length ? 1 : 0;
		parts.push(entry('NM', Buffer.of(continues), bytes.subarray(start, end)));
	}
	return parts;
};

/** Says that System Use entries are there; first in the root's own record. */
export const indicatorEntry = (): Buffer => entry('SP', Buffer.of(0xbe, 0xef, 0));

/** Says that they are Rock Ridge. */
export const extensionEntry = (): Buffer => {
	const name = Buffer.from('RRIP_1991A', 'latin1');
	return entry('ER', Buffer.of(name.length, 0, 0, 1), name);
};

/** Says where the entries go on that did not fit into the record. */
export const continuationEntry = (sector: number, offsetBytes: number, lengthBytes: number) =>
	entry('CE', both32(sector), both32(offsetBytes), both32(lengthBytes));

const longestNamePart = 250;

const entry = (signature: string, ...parts: readonly Uint8Array[]): Buffer => {
	const content = Buffer.concat(parts);
	const header = Buffer.of(0, 0, 4 + content.length, 1);
	header.write(signature, 'latin1');
	return Buffer.concat([header, content]);
};
