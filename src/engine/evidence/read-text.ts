/** A stream of bytes as a text. Bytes that are none show as the mark of Unicode for it. */
import type {ByteStream} from '../../system/types.ts';

export const readStreamText = async (stream: ByteStream): Promise<string> =>
	(await readBytes(stream)).toString('utf8');

export const readBytes = async (stream: ByteStream): Promise<Buffer> => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) {
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};
