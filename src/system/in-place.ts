/**
 * Files and devices that are written and read in places. What is read back comes from the medium (open(2),
 * O_DIRECT), not from what the kernel keeps of it in memory: that is proof, and several times as fast.
 */
import {constants} from 'node:fs';
import * as fs from 'node:fs/promises';
import type {ByteRange, InPlaceFile} from './types.ts';

/** Only what exists: never a plain file in place of a disk that has vanished. */
export const openInPlace = async (path: string): Promise<InPlaceFile> => {
	// A device that something else uses is refused by the kernel.
	const file = await fs.open(path, constants.O_RDWR | constants.O_EXCL);
	return {
		pieces: (range) => pieces(path, range),
		write: (bytes, offsetBytes) => writeWhole(file, bytes, offsetBytes),
		sync: () => file.sync(),
		close: () => file.close(),
	};
};

/** A medium that is nearly full takes a part, and says why with the next. */
const writeWhole = async (
	file: fs.FileHandle,
	bytes: Uint8Array,
	offsetBytes: number,
): Promise<void> => {
	let done = 0;
	while (done < bytes.byteLength) {
		const {bytesWritten} = await file.write(
			bytes,
			done,
			bytes.byteLength - done,
			offsetBytes + done,
		);
		done += bytesWritten;
	}
};

const pieceBytes = 1024 * 1024;

/** Always into the same memory, and one ahead of whoever looks at them. */
async function* pieces(path: string, range: ByteRange): AsyncGenerator<Uint8Array, void> {
	const file = await openDirect(path);
	try {
		const memory = [
			await memoryFor(file, range.offsetBytes),
			await memoryFor(file, range.offsetBytes),
		];
		const endBytes = range.offsetBytes + range.lengthBytes;
		let offsetBytes = range.offsetBytes;
		let next: Promise<Buffer> | undefined = readAt(file, memory[0], offsetBytes);
		for (let turn = 1; next !== undefined; turn += 1) {
			const piece: Buffer = await next;
			const leftBytes = endBytes - offsetBytes;
			offsetBytes += piece.byteLength;
			const isLast = piece.byteLength < pieceBytes || offsetBytes >= endBytes;
			next = isLast ? undefined : readAt(file, memory[turn % memory.length], offsetBytes);
			// A fault is thrown when it is its turn.
			next?.catch(() => {});
			if (piece.byteLength > 0) {
				yield piece.subarray(0, leftBytes);
			}
		}
	} finally {
		await file.close();
	}
}

/** Filesystems in memory know no medium to read from. */
const openDirect = async (path: string): Promise<fs.FileHandle> => {
	try {
		return await fs.open(path, constants.O_RDONLY | constants.O_DIRECT);
	} catch (error) {
		if (isInvalid(error)) {
			return fs.open(path, 'r');
		}
		throw error;
	}
};

const pageBytes = 4096;
/** What malloc aligns to. */
const stepBytes = 16;

/** It must begin where a sector could, and Node does not say where its memory lies: the kernel is asked. */
const memoryFor = async (file: fs.FileHandle, offsetBytes: number): Promise<Buffer> => {
	const memory = Buffer.allocUnsafeSlow(pieceBytes + pageBytes);
	for (let start = 0; start < pageBytes; start += stepBytes) {
		const place = memory.subarray(start, start + pieceBytes);
		try {
			await file.read(place, 0, pageBytes, offsetBytes);
			return place;
		} catch (error) {
			if (!isInvalid(error)) {
				throw error;
			}
		}
	}
	throw new Error('the kernel reads into no memory directly');
};

const readAt = async (
	file: fs.FileHandle,
	memory: Buffer | undefined,
	offsetBytes: number,
): Promise<Buffer> => {
	const into = memory ?? Buffer.alloc(0);
	const {bytesRead} = await file.read(into, 0, into.byteLength, offsetBytes);
	return into.subarray(0, bytesRead);
};

const isInvalid = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'EINVAL';
