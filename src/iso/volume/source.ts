/** Bytes that an ISO is read from: a file, or a block device, by ranges. */
import {InstallError} from '../../errors.ts';
import type {ByteRange, System} from '../../system/types.ts';

export type ByteSource = {
	/** Names it in problems. */
	readonly name: string;
	readonly sizeBytes: number;
	/** Exactly these bytes. @throws InstallError ISO_UNREADABLE when they lie beyond the end. */
	readonly read: (range: ByteRange) => Promise<Buffer>;
};

/** @throws InstallError FILE_UNREADABLE */
export const fileSource = async (system: System, path: string): Promise<ByteSource> => {
	const found = await system.files.stat(path);
	if (found?.kind !== 'file') {
		throw new InstallError('FILE_UNREADABLE', {path, why: 'no such file is there'});
	}
	return rangesOf(system, path, found.sizeBytes);
};

/** A block device, whose size no file says. */
export const deviceSource = (system: System, device: string, sizeBytes: number): ByteSource =>
	rangesOf(system, device, sizeBytes);

export const bufferSource = (name: string, bytes: Buffer): ByteSource =>
	boundedSource(name, bytes.length, async ({offsetBytes, lengthBytes}) =>
		bytes.subarray(offsetBytes, offsetBytes + lengthBytes),
	);

const rangesOf = ({files}: System, path: string, sizeBytes: number): ByteSource =>
	boundedSource(path, sizeBytes, async (range) => {
		const chunks: Uint8Array[] = [];
		for await (const chunk of files.readStream(path, range)) {
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	});

const boundedSource = (
	name: string,
	sizeBytes: number,
	read: (range: ByteRange) => Promise<Buffer>,
): ByteSource => ({
	name,
	sizeBytes,
	read: async (range) => {
		const endByte = range.offsetBytes + range.lengthBytes;
		const bytes = endByte > sizeBytes ? undefined : await read(range);
		if (bytes?.length !== range.lengthBytes) {
			const why = `it ends at byte ${sizeBytes}, but something of it lies at byte ${endByte}`;
			throw new InstallError('ISO_UNREADABLE', {iso: name, why});
		}
		return bytes;
	},
});
