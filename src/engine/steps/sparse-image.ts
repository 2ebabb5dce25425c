/**
 * Writes an image file to a disk without its zeroes, which are most of it, and reads all of it back. Only for a disk
 * that can zero blocks by itself, as the kernel tells, and whose beginning was discarded: what is left out must read
 * as zeroes too. As coreos-installer does it, the first MiB comes last, so that nothing half-written boots. What it
 * knows beyond that (signatures, xz, kernel arguments, saved partitions) is left to it.
 */
import {type Compression, decompress} from '../../system/decompress.ts';
import type {ByteStream, InPlaceFile, System} from '../../system/types.ts';
import {discardBeginning} from '../../tools/blkdiscard.ts';
import type {StepContext} from '../step.ts';
import {counted} from './counted.ts';
import {lookForData, type Seen} from './data-blocks.ts';
import {syncedAsItGoes} from './synced.ts';

export type SparseImage = {
	readonly imageFile: string;
	readonly device: string;
	readonly deviceBytes: number;
	/** Logical sectors, by which a partition table counts. */
	readonly sectorBytes: number;
};

/** `refused`: the disk is not such a one. It holds nothing that boots then. */
export type SparseResult = 'written' | 'refused';

const mbrBytes = 512;
const mib = 1024 * 1024;
/** An image is smaller; discarding a whole disk can take minutes. */
const discardedBytes = 16 * 1024 * mib;

export const writeSparsely = async (
	{imageFile, device, deviceBytes, sectorBytes}: SparseImage,
	context: StepContext,
): Promise<SparseResult> => {
	const {system, signal, log} = context;
	const compression = await compressionOf(system, imageFile);
	if (compression === 'unknown' || !(await canZeroBlocks(system, device))) {
		return 'refused';
	}
	await discardBeginning(system, device, Math.min(discardedBytes, deviceBytes), signal);
	const disk = await system.files.openInPlace(device);
	try {
		const imageBytes = (await system.files.stat(imageFile))?.sizeBytes ?? 0;
		const image = {imageFile, imageBytes, compression, sectorBytes};
		const {first, written} = await writeAllButFirst(image, disk, context);
		if (!isTableFor(sectorBytes, first)) {
			return 'refused';
		}
		log(`Wrote ${written.dataBytes} of ${written.endBytes} bytes; the rest is zeroes`);
		const found = await readBack(disk, written.endBytes, workOf(image, first), context);
		if (found.digest !== written.digest) {
			log(`${device} does not read back as it was written`);
			return 'refused';
		}
		await disk.write(first, 0);
		await disk.sync();
		return (await isAtBeginning(disk, first)) ? 'written' : 'refused';
	} finally {
		await disk.close();
	}
};

/** By its first sector, whatever its name: a gzip header (RFC 1952), or the end of a protective MBR. */
const compressionOf = async (
	system: System,
	imageFile: string,
): Promise<Compression | 'unknown'> => {
	const range = {offsetBytes: 0, lengthBytes: mbrBytes};
	for await (const bytes of system.files.readStream(imageFile, range)) {
		if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
			return 'gzip';
		}
		return bytes[mbrBytes - 2] === 0x55 && bytes[mbrBytes - 1] === 0xaa ? 'none' : 'unknown';
	}
	return 'unknown';
};

/** Sysfs, queue: 0 is a device that cannot. A loop device can where its file can have holes. */
const canZeroBlocks = async (system: System, device: string): Promise<boolean> => {
	const node = (await system.files.resolve(device)) ?? device;
	const queue = `/sys/class/block/${node.replace('/dev/', '').replaceAll('/', '!')}/queue`;
	for (const limit of ['discard_max_bytes', 'write_zeroes_max_bytes']) {
		const path = `${queue}/${limit}`;
		if ((await system.files.stat(path)) === undefined) {
			return false;
		}
		if (Number(await system.files.readText(path)) === 0) {
			return false;
		}
	}
	return true;
};

type Image = {
	readonly imageFile: string;
	/** Of the file, as it is compressed. */
	readonly imageBytes: number;
	readonly compression: Compression;
	readonly sectorBytes: number;
};

/** What the disk is expected to take, and to give again: its table tells how long the image is. */
const workOf = ({imageBytes, compression, sectorBytes}: Image, first: Buffer) => {
	const writeBytes = compression === 'none' ? imageBytes : imageBytes * usualRatio;
	const readBytes = lastSector(sectorBytes, first) * sectorBytes;
	return {writeBytes, readBytes, totalBytes: writeBytes + readBytes};
};

/** Of the data of such images, without their zeroes, to their compressed size. */
const usualRatio = 2;

const writeAllButFirst = async (
	image: Image,
	disk: InPlaceFile,
	{system, signal, progress}: StepContext,
): Promise<{readonly first: Buffer; readonly written: Seen}> => {
	const {imageFile, imageBytes, compression, sectorBytes} = image;
	const first = Buffer.alloc(mib);
	const compressed = counted(system.files.readStream(imageFile), (done) => {
		if (isTableFor(sectorBytes, first)) {
			const {writeBytes, totalBytes} = workOf(image, first);
			progress(Math.round((writeBytes * done) / imageBytes), totalBytes);
		}
	});
	const {write, sync} = syncedAsItGoes(disk);
	await write(first, 0);
	const rest = keepingFirst(first, decompress(compressed, compression));
	const written = await lookForData(rest, mib, (bytes, offsetBytes) => {
		signal.throwIfAborted();
		return write(bytes, offsetBytes);
	});
	await sync();
	return {first, written};
};

async function* keepingFirst(first: Buffer, source: ByteStream): AsyncGenerator<Uint8Array, void> {
	let kept = 0;
	for await (const chunk of source) {
		const early = chunk.subarray(0, first.length - kept);
		first.set(early, kept);
		kept += early.byteLength;
		if (early.byteLength < chunk.byteLength) {
			yield chunk.subarray(early.byteLength);
		}
	}
}

/** UEFI specification 5.3.2: the header of a GPT stands in the second sector. */
const isTableFor = (sectorBytes: number, first: Buffer): boolean =>
	first.toString('latin1', sectorBytes, sectorBytes + 8) === 'EFI PART';

/** Its AlternateLBA: where the second table ends an image. */
const lastSector = (sectorBytes: number, first: Buffer): number =>
	Number(first.readBigUInt64LE(sectorBytes + 32));

const readBack = (
	disk: InPlaceFile,
	endBytes: number,
	{writeBytes, readBytes, totalBytes}: ReturnType<typeof workOf>,
	{signal, progress}: StepContext,
): Promise<Seen> => {
	const range = {offsetBytes: mib, lengthBytes: endBytes - mib};
	const pieces = counted(unlessAborted(disk.pieces(range), signal), (done) =>
		progress(writeBytes + Math.round((readBytes * done) / range.lengthBytes), totalBytes),
	);
	return lookForData(pieces, mib, async () => {});
};

async function* unlessAborted(
	source: ByteStream,
	signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
	for await (const piece of source) {
		signal.throwIfAborted();
		yield piece;
	}
}

const isAtBeginning = async (disk: InPlaceFile, first: Buffer): Promise<boolean> => {
	const found: Uint8Array[] = [];
	for await (const piece of disk.pieces({offsetBytes: 0, lengthBytes: first.length})) {
		found.push(Buffer.from(piece));
	}
	return Buffer.concat(found).equals(first);
};
