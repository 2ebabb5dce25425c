/** SHA-256 of what is in a file, however large, without holding it. */
import {createHash} from 'node:crypto';
import {InstallError} from '../errors.ts';
import type {ByteRange, ByteStream, Files} from '../system/types.ts';

export type DigestOptions = {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((doneBytes: number) => void) | undefined;
};

/** In hexadecimal digits. @throws InstallError CANCELLED, FILE_UNREADABLE */
export const digestOfFile = (
	files: Files,
	path: string,
	options: DigestOptions = {},
): Promise<string> => digestOfStreams([files.readStream(path)], options);

export const digestOfRanges = (
	files: Files,
	path: string,
	ranges: readonly ByteRange[],
	options: DigestOptions = {},
): Promise<string> =>
	digestOfStreams(
		ranges.map((range) => files.readStream(path, range)),
		options,
	);

const digestOfStreams = async (
	streams: readonly ByteStream[],
	{signal, onProgress}: DigestOptions,
): Promise<string> => {
	const hash = createHash('sha256');
	let doneBytes = 0;
	for (const stream of streams) {
		for await (const chunk of stream) {
			if (signal?.aborted) {
				throw new InstallError('CANCELLED', undefined);
			}
			hash.update(chunk);
			doneBytes += chunk.byteLength;
			onProgress?.(doneBytes);
		}
	}
	return hash.digest('hex');
};
