/**
 * cpio archives of the newc form, as the kernel unpacks them into its initramfs
 * (Documentation/driver-api/early-userspace/buffer-format.rst). Written with one member, read with any.
 */
export type CpioMember = {readonly name: string; readonly content: Buffer};

/** Regular files that only root reads. */
export const writeCpio = (members: readonly CpioMember[]): Buffer =>
	Buffer.concat([
		...members.flatMap(({name, content}, index) => [
			cpioHead(name, content.length, index + 1),
			padded(content),
		]),
		cpioEnd(),
	]);

/** What stands before the content of a regular file that only root reads; the content fills up four bytes. */
export const cpioHead = (name: string, contentBytes: number, inode: number): Buffer =>
	head(name, contentBytes, inode, 0o100600);

/** What ends an archive. */
export const cpioEnd = (): Buffer => head(trailer, 0, 0, 0);

/** Bytes that fill up four. */
export const cpioPadding = (contentBytes: number): Buffer =>
	Buffer.alloc(aligned(contentBytes) - contentBytes);

/** Regular files and directories alike; undefined when it is no such archive. */
export const readCpio = (bytes: Buffer): readonly CpioMember[] | undefined => {
	const members: CpioMember[] = [];
	let start = 0;
	while (start + headerBytes <= bytes.length) {
		const header = readHeader(bytes.toString('latin1', start, start + headerBytes));
		if (header === undefined) {
			return undefined;
		}
		const nameEnd = start + headerBytes + header.nameBytes;
		const contentStart = aligned(nameEnd);
		const contentEnd = contentStart + header.contentBytes;
		if (header.nameBytes === 0 || contentEnd > bytes.length) {
			return undefined;
		}
		const name = bytes.toString('utf8', start + headerBytes, nameEnd - 1);
		if (name === trailer) {
			return members;
		}
		members.push({name, content: bytes.subarray(contentStart, contentEnd)});
		start = aligned(contentEnd);
	}
	return undefined;
};

const magic = '070701';
const trailer = 'TRAILER!!!';
const headerBytes = 110;

/** Thirteen fields of eight hexadecimal digits. */
const head = (name: string, contentBytes: number, inode: number, mode: number): Buffer => {
	const nameBytes = Buffer.from(`${name}\0`);
	const fields = [inode, mode, 0, 0, 1, 0, contentBytes, 0, 0, 0, 0, nameBytes.length, 0];
	const digits = fields.map((value) => value.toString(16).toUpperCase().padStart(8, '0'));
	return padded(Buffer.concat([Buffer.from(`${magic}${digits.join('')}`, 'latin1'), nameBytes]));
};

const readHeader = (text: string) => {
	if (!/^07070[12][0-9A-Fa-f]{104}$/.test(text)) {
		return undefined;
	}
	const fieldAt = (index: number): number =>
		Number.parseInt(text.slice(6 + index * 8, 14 + index * 8), 16);
	return {contentBytes: fieldAt(6), nameBytes: fieldAt(11)};
};

const aligned = (offset: number): number => Math.ceil(offset / 4) * 4;

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, cpioPadding(bytes.length)]);
