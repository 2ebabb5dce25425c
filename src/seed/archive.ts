/**
 * Where the members of a tar file lie, found by hopping from header to header: a seed of some gigabytes on a
 * slow stick is listed by reading a few kilobytes. Only plain members are listed; it is for OCI archives,
 * whose names are short, and extracts nothing.
 */
import {Header, Pax} from 'tar';
import {InstallError} from '../errors.ts';
import type {ByteRange, System} from '../system/types.ts';

/** Names without a leading `./`, and where the bytes of each member lie in the file. */
export const readArchiveMembers = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<ReadonlyMap<string, ByteRange>> => {
	const sizeBytes = (await system.files.stat(path))?.sizeBytes ?? 0;
	const members = new Map<string, ByteRange>();
	let pax: Pax | undefined;
	let offsetBytes = 0;
	while (offsetBytes + blockBytes <= sizeBytes) {
		if (signal.aborted) {
			throw new InstallError('CANCELLED', undefined, {cause: signal.reason});
		}
		const block = await readBytes(system, path, {offsetBytes, lengthBytes: blockBytes});
		const header = readHeader(path, block, offsetBytes, pax);
		if (header.nullBlock) {
			break;
		}
		const range = contentRange(path, header, offsetBytes + blockBytes, sizeBytes);
		pax = await readPax(system, path, header, range);
		if (isPlainFile(header)) {
			members.set((header.path ?? '').replace(/^\.\//, ''), range);
		}
		offsetBytes = range.offsetBytes + paddedBytes(range.lengthBytes);
	}
	return members;
};

const blockBytes = 512;
/** A record of extended attributes is some hundred bytes. */
const paxLimitBytes = 1024 * 1024;

const isPlainFile = ({type}: Header): boolean =>
	type === 'File' || type === 'OldFile' || type === 'ContiguousFile';

const paddedBytes = (bytes: number): number => Math.ceil(bytes / blockBytes) * blockBytes;

const readHeader = (
	path: string,
	block: Buffer,
	offsetBytes: number,
	pax: Pax | undefined,
): Header => {
	const header = decodeHeader(block, pax);
	if (header === undefined || !(header.nullBlock || header.cksumValid)) {
		throw unreadable(
			path,
			offsetBytes === 0
				? 'it is no tar file (a compressed one must be decompressed first)'
				: `it is damaged at byte ${offsetBytes}`,
		);
	}
	return header;
};

/** Some bytes that are no header make the decoder throw, others fail its checksum. */
const decodeHeader = (block: Buffer, pax: Pax | undefined): Header | undefined => {
	try {
		return new Header(block, 0, pax);
	} catch {
		return undefined;
	}
};

/** An extended header belongs to the member after it. */
const readPax = async (
	system: System,
	path: string,
	{type}: Header,
	range: ByteRange,
): Promise<Pax | undefined> => {
	if (type !== 'ExtendedHeader' && type !== 'OldExtendedHeader') {
		return undefined;
	}
	if (range.lengthBytes > paxLimitBytes) {
		throw unreadable(path, `it is damaged at byte ${range.offsetBytes}`);
	}
	return Pax.parse((await readBytes(system, path, range)).toString('utf8'));
};

const contentRange = (
	path: string,
	{size: lengthBytes}: Header,
	offsetBytes: number,
	archiveBytes: number,
): ByteRange => {
	// Without a readable size the next header could be anywhere, also further back.
	if (lengthBytes === undefined || !Number.isSafeInteger(lengthBytes) || lengthBytes < 0) {
		throw unreadable(path, `it is damaged at byte ${offsetBytes}`);
	}
	if (offsetBytes + lengthBytes > archiveBytes) {
		throw unreadable(path, 'it was cut short; copy it again');
	}
	return {offsetBytes, lengthBytes};
};

const readBytes = async (system: System, path: string, range: ByteRange): Promise<Buffer> => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of system.files.readStream(path, range)) {
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

const unreadable = (image: string, why: string): InstallError =>
	new InstallError('SEED_UNREADABLE', {image, why});
