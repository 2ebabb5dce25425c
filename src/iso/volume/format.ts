/**
 * ISO 9660 (ECMA-119) in its smallest parts: sectors, numbers in both byte orders, dates. What writer and
 * reader share; nothing of Rock Ridge.
 */
export const sectorBytes = 2048;

/** The first 16 sectors belong to boot loaders. */
export const firstDescriptorSector = 16;

export const standardIdentifier = 'CD001';

export const directoryFlag = 0x02;
export const associatedFlag = 0x04;
export const multiExtentFlag = 0x80;

export const rootRecordBytes = 34;

/** In a directory record: how long its identifier is, and where that begins (9.1.10, 9.1.11). */
export const identifierBytesAt = 32;
export const identifierAt = 33;

export const sectorsFor = (bytes: number): number => Math.ceil(bytes / sectorBytes);

/** A 16-bit number, little-endian, then again big-endian (7.2.3). */
export const both16 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt16LE(value, 0);
	bytes.writeUInt16BE(value, 2);
	return bytes;
};

/** A 32-bit number, little-endian, then again big-endian (7.3.3). */
export const both32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(8);
	bytes.writeUInt32LE(value, 0);
	bytes.writeUInt32BE(value, 4);
	return bytes;
};

/** The date of a directory record, in UTC (9.1.5). */
export const shortDate = (time: Date): Buffer =>
	Buffer.of(
		time.getUTCFullYear() - 1900,
		time.getUTCMonth() + 1,
		time.getUTCDate(),
		time.getUTCHours(),
		time.getUTCMinutes(),
		time.getUTCSeconds(),
		0,
	);

/** The date of a volume descriptor, in UTC with hundredths (8.4.26.1). */
export const longDate = (time: Date): Buffer => {
	const digits = time.toISOString().replaceAll(/\D/g, '').slice(0, 16);
	return Buffer.concat([Buffer.from(digits, 'latin1'), Buffer.of(0)]);
};

export const noLongDate = Buffer.concat([Buffer.from('0'.repeat(16), 'latin1'), Buffer.of(0)]);

/** A text in a field of fixed width, filled with spaces. */
export const field = (text: string, width: number): Buffer =>
	Buffer.from(text.padEnd(width), 'latin1').subarray(0, width);

/** To whole sectors, with zeros. */
export const padToSector = (bytes: Uint8Array): Buffer => {
	const padded = Buffer.alloc(sectorsFor(bytes.byteLength) * sectorBytes);
	padded.set(bytes);
	return padded;
};
