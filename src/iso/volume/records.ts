/** Directory records as a reader meets them (ECMA-119 9.1). Pure; what cannot be true is refused. */
import {identifierAt, identifierBytesAt, sectorBytes} from './format.ts';

export type DirectoryRecord = {
	readonly sector: number;
	readonly sizeBytes: number;
	readonly flags: number;
	/** `\0` and `\u0001` are the directory itself and its parent. */
	readonly identifier: string;
	readonly systemUse: Buffer;
};

/** All records of a directory; undefined when they cannot be read. */
export const readRecords = (bytes: Buffer): readonly DirectoryRecord[] | undefined => {
	const records: DirectoryRecord[] = [];
	let start = 0;
	while (start < bytes.length) {
		const length = bytes[start] ?? 0;
		if (length === 0) {
			start = nextSector(start);
			continue;
		}
		const record = readRecord(bytes.subarray(start, start + length), length);
		if (record === undefined) {
			return undefined;
		}
		records.push(record);
		start += length;
	}
	return records;
};

/** The record itself; undefined when it cannot be one. */
export const readRecord = (bytes: Buffer, length: number): DirectoryRecord | undefined => {
	const nameLength = bytes[identifierBytesAt] ?? 0;
	const nameEnd = identifierAt + nameLength;
	if (bytes.length < length || nameLength === 0 || nameEnd > length) {
		return undefined;
	}
	return {
		sector: bytes.readUInt32LE(2) + (bytes[1] ?? 0),
		sizeBytes: bytes.readUInt32LE(10),
		flags: bytes[25] ?? 0,
		identifier: bytes.toString('latin1', identifierAt, nameEnd),
		systemUse: bytes.subarray(nameEnd + ((nameLength + 1) % 2)),
	};
};

const nextSector = (offset: number): number => (Math.floor(offset / sectorBytes) + 1) * sectorBytes;
