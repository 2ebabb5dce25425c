/** Which blocks of a stream of bytes hold anything but zeroes, and what. Pure, but for what is done with them. */
import {createHash} from 'node:crypto';
import type {ByteStream} from '../../system/types.ts';

/** Two streams with the same digest and end are the same bytes. */
export type Seen = {readonly digest: string; readonly dataBytes: number; readonly endBytes: number};

/** Small enough to find most zeroes, large enough for few writes. */
const blockBytes = 16 * 1024;
const zeroes = Buffer.alloc(blockBytes);

/** @param startBytes where the stream begins; a multiple of a block */
export const lookForData = async (
	source: ByteStream,
	startBytes: number,
	onData: (bytes: Buffer, offsetBytes: number) => Promise<void>,
): Promise<Seen> => {
	const content = createHash('sha256');
	const places = createHash('sha256');
	let endBytes = startBytes;
	let dataBytes = 0;
	for await (const piece of inWholeBlocks(source)) {
		const blocks = dataIn(piece);
		for (const [start, end] of blocks) {
			content.update(piece.subarray(start, end));
			places.update(`${endBytes + start}-${endBytes + end} `);
			dataBytes += end - start;
		}
		for (const [start, end] of joined(blocks)) {
			await onData(piece.subarray(start, end), endBytes + start);
		}
		endBytes += piece.length;
	}
	return {digest: `${content.digest('hex')} ${places.digest('hex')}`, dataBytes, endBytes};
};

/** A piece holds until the next is asked for. */
async function* inWholeBlocks(source: ByteStream): AsyncGenerator<Buffer, void> {
	const block = Buffer.alloc(blockBytes);
	let filled = 0;
	for await (const bytes of source) {
		const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const begun = filled === 0 ? 0 : Math.min(blockBytes - filled, chunk.length);
		filled += chunk.copy(block, filled, 0, begun);
		if (filled === blockBytes) {
			yield block;
			filled = 0;
		}
		const whole = begun + Math.floor((chunk.length - begun) / blockBytes) * blockBytes;
		if (whole > begun) {
			yield chunk.subarray(begun, whole);
		}
		filled += chunk.copy(block, filled, whole);
	}
	if (filled > 0) {
		yield block.subarray(0, filled);
	}
}

type Run = readonly [start: number, end: number];

const dataIn = (piece: Buffer): readonly Run[] => {
	const blocks: Run[] = [];
	for (let start = 0; start < piece.length; start += blockBytes) {
		const end = Math.min(start + blockBytes, piece.length);
		if (piece.compare(zeroes, 0, end - start, start, end) !== 0) {
			blocks.push([start, end]);
		}
	}
	return blocks;
};

const joined = (blocks: readonly Run[]): readonly Run[] => {
	const runs: [number, number][] = [];
	for (const [start, end] of blocks) {
		const last = runs.at(-1);
		if (last?.[1] === start) {
			last[1] = end;
		} else {
			runs.push([start, end]);
		}
	}
	return runs;
};
