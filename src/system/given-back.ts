/**
 * Memory of large streams. Node frees it only with a collection, and a gigabyte that passes makes it collect twenty
 * times, each time with all that the console holds: more processor time than decompressing takes.
 */
import type {ByteStream} from './types.ts';

/** A smaller piece may still wait in a buffer of whoever writes it when the next is asked for. */
const leastBytes = 256 * 1024;

/**
 * Gives the memory of each piece back when the next is asked for. Only for what a decompressor makes: nobody else may
 * hold it, and the decompressor goes on in what it has not filled.
 */
export async function* givenBack(source: ByteStream): AsyncGenerator<Uint8Array, void> {
	for await (const piece of source) {
		yield piece;
		const {buffer, byteOffset, byteLength} = piece;
		const isFilled = byteOffset + byteLength === buffer.byteLength;
		if (isFilled && byteLength >= leastBytes && buffer instanceof ArrayBuffer) {
			buffer.transfer(0);
		}
	}
}
