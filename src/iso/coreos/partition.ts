/**
 * The MBR of an ISO that also boots from a USB stick: one of its partitions is the ISO itself, from its first byte to
 * its last. When the ISO grows that has to grow with it, since the live system may mount the partition in place of the
 * stick. The EFI partition and the GPT stay as they are: they tell firmware where to begin. Pure.
 */
import type {Edit} from './installation-iso.ts';

/** @param bootArea how the ISO begins. */
export const grownPartition = (
	bootArea: Buffer,
	beforeBytes: number,
	afterBytes: number,
): readonly Edit[] =>
	bootArea.readUInt16BE(signatureAt) === signature
		? entriesAt
				.filter((at) => isWholeIso(bootArea, at, beforeBytes))
				.map((at) => ({offsetBytes: at + lengthAt, bytes: sectors(afterBytes)}))
		: [];

export const withEdits = (bytes: Buffer, edits: readonly Edit[]): Buffer => {
	const changed = Buffer.from(bytes);
	for (const edit of edits) {
		changed.set(edit.bytes, edit.offsetBytes);
	}
	return changed;
};

const signatureAt = 510;
const signature = 0x55_aa;
const entriesAt: readonly number[] = [446, 462, 478, 494];
const startAt = 8;
const lengthAt = 12;
const sectorBytes = 512;

/** Tools round the length up to a cylinder of a mebibyte, or leave out what fills up the file. */
const mostOverBytes = 2 * 1024 * 1024;
const mostUnderBytes = 512 * 1024;

const isWholeIso = (bootArea: Buffer, at: number, isoBytes: number): boolean => {
	const lengthBytes = bootArea.readUInt32LE(at + lengthAt) * sectorBytes;
	return (
		bootArea.readUInt32LE(at + startAt) === 0 &&
		lengthBytes > 0 &&
		lengthBytes <= isoBytes + mostOverBytes &&
		lengthBytes >= isoBytes - mostUnderBytes
	);
};

const sectors = (sizeBytes: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(Math.ceil(sizeBytes / sectorBytes));
	return bytes;
};
