/**
 * Compressed streams made plain. The memory of each piece is given back as soon as nobody needs it: Node frees it only
 * with a collection, and a gigabyte that passes makes it collect dozens of times, each time with all that the console
 * holds, which takes more processor time than decompressing.
 */
import type {Duplex} from 'node:stream';
import {createGunzip, createZstdDecompress} from 'node:zlib';
import type {ByteStream} from './types.ts';

export type Compression = 'gzip' | 'zstd' | 'none';

/** Until when a plain piece holds: until the next is asked for, or for as long as anybody has it. */
type Hold = 'until-next' | 'for-ever';

/** Nobody else may look at a piece of the source once the next is asked for: its memory is given back too. */
export const decompress = (
	source: ByteStream,
	compression: Compression,
	hold: Hold = 'until-next',
): ByteStream => {
	switch (compression) {
		case 'gzip':
			return through(createGunzip({chunkSize: chunkBytes}), source, hold);
		case 'zstd':
			return through(createZstdDecompress({chunkSize: chunkBytes}), source, hold);
		case 'none':
			return source;
	}
};

/** Each costs a turn of the event loop; Node's 16 KiB cost more than the decompression itself. */
const chunkBytes = 1024 * 1024;

/** A fault of the source, or of what it gives, is thrown where the plain bytes are taken. */
async function* through(
	decompressor: Duplex,
	source: ByteStream,
	hold: Hold,
): AsyncGenerator<Uint8Array, void> {
	feed(decompressor, source).catch((error: unknown) =>
		decompressor.destroy(error instanceof Error ? error : new Error(String(error))),
	);
	for await (const piece of decompressor as AsyncIterable<Uint8Array>) {
		yield piece;
		if (hold === 'until-next') {
			giveBack(piece);
		}
	}
}

const feed = async (decompressor: Duplex, source: ByteStream): Promise<void> => {
	for await (const piece of source) {
		await written(decompressor, piece);
		giveBack(piece);
	}
	decompressor.end();
};

/** Resolves when the piece was used. One that is in use when the decompressor is destroyed is never answered. */
const written = (decompressor: Duplex, piece: Uint8Array): Promise<void> =>
	new Promise((resolve, reject) => {
		const onClose = (): void => reject(new Error('the decompressor has ended'));
		decompressor.once('close', onClose);
		decompressor.write(piece, (error) => {
			decompressor.off('close', onClose);
			if (error) {
				reject(error);
			} else {
				resolve();
			}
		});
	});

/** A smaller piece may still wait in a buffer of whoever writes it when the next is asked for. */
const leastBytes = 64 * 1024;

/** A decompressor goes on in memory that it has not filled to its end. */
const giveBack = ({buffer, byteOffset, byteLength}: Uint8Array): void => {
	const isFilled = byteOffset + byteLength === buffer.byteLength;
	if (isFilled && byteLength >= leastBytes && buffer instanceof ArrayBuffer) {
		buffer.transfer(0);
	}
};
