/**
 * Bytes of a stream replaced on their way: what is written is the base with a few ranges changed, and
 * nothing else of it can change. Pure, apart from waiting for the stream.
 */
import type {ByteStream} from '../../system/types.ts';

export type Edit = {readonly offsetBytes: number; readonly bytes: Uint8Array};

export async function* edited(source: ByteStream, edits: readonly Edit[]): ByteStream {
	let startByte = 0;
	for await (const chunk of source) {
		const endByte = startByte + chunk.byteLength;
		const touching = edits.filter(
			({offsetBytes, bytes}) => offsetBytes < endByte && offsetBytes + bytes.byteLength > startByte,
		);
		yield touching.length === 0 ? chunk : withEdits(chunk, startByte, touching);
		startByte = endByte;
	}
}

const withEdits = (chunk: Uint8Array, startByte: number, edits: readonly Edit[]): Uint8Array => {
	const changed = Uint8Array.from(chunk);
	for (const {offsetBytes, bytes} of edits) {
		const from = Math.max(0, startByte - offsetBytes);
		const at = Math.max(0, offsetBytes - startByte);
		changed.set(bytes.subarray(from, from + changed.byteLength - at), at);
	}
	return changed;
};
