/** A stream as it is, whose bytes are counted as they are used. */
import type {ByteStream} from '../../system/types.ts';

export async function* counted(
	source: ByteStream,
	tell: (doneBytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
	let done = 0;
	for await (const chunk of source) {
		// Its memory may be gone afterwards.
		const {byteLength} = chunk;
		yield chunk;
		done += byteLength;
		tell(done);
	}
}
