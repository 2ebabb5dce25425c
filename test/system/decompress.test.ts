/** Compressed streams whose memory goes as soon as it was used, and programs that are fed with such. */
import {createHash} from 'node:crypto';
import {gzipSync, zstdCompressSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {type Compression, decompress} from '../../src/system/decompress.ts';
import {realSystem} from '../../src/system/real.ts';
import type {ByteStream} from '../../src/system/types.ts';

const mib = 1024 * 1024;
const plain = Buffer.from(Uint32Array.from({length: 2 * mib}, (_, index) => index * index).buffer);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Each piece with memory of its own, as those of a file are. */
async function* inPieces(bytes: Uint8Array, pieceBytes = 256 * 1024) {
	for (let start = 0; start < bytes.byteLength; start += pieceBytes) {
		const piece = bytes.subarray(start, start + pieceBytes);
		const own = Buffer.allocUnsafeSlow(piece.byteLength);
		own.set(piece);
		yield own;
	}
}

const digestOf = async (stream: ByteStream): Promise<string> => {
	const hash = createHash('sha256');
	for await (const piece of stream) {
		hash.update(piece);
	}
	return hash.digest('hex');
};

const compressed: Readonly<Record<Compression, Buffer>> = {
	gzip: gzipSync(plain, {level: 1}),
	zstd: zstdCompressSync(plain),
	none: plain,
};

test.each(Object.entries(compressed) as [Compression, Buffer][])(
	'what was packed with %s comes out as it was',
	async (compression, bytes) => {
		expect(await digestOf(decompress(inPieces(bytes), compression))).toBe(sha256(plain));
		expect(await digestOf(decompress(inPieces(bytes, 1000), compression))).toBe(sha256(plain));
	},
);

test('members of gzip behind each other are one stream', async () => {
	const both = Buffer.concat([compressed.gzip, compressed.gzip]);
	expect(await digestOf(decompress(inPieces(both), 'gzip'))).toBe(
		sha256(Buffer.concat([plain, plain])),
	);
});

test('a filled piece is empty when the next is asked for, and so is what it was made of', async () => {
	const sources: Uint8Array[] = [];
	const pieces: Uint8Array[] = [];
	const source = async function* () {
		for await (const piece of inPieces(compressed.gzip)) {
			sources.push(piece);
			yield piece;
		}
	};
	for await (const piece of decompress(source(), 'gzip')) {
		expect(piece.byteLength).toBeGreaterThan(0);
		pieces.push(piece);
	}
	expect(pieces.filter(({byteLength}) => byteLength === 0).length).toBeGreaterThan(4);
	expect(sources.filter(({byteLength}) => byteLength === 0).length).toBeGreaterThan(4);
});

test('pieces that are held on to stay', async () => {
	const pieces: Uint8Array[] = [];
	for await (const piece of decompress(inPieces(compressed.gzip), 'gzip', 'for-ever')) {
		pieces.push(piece);
	}
	expect(sha256(Buffer.concat(pieces))).toBe(sha256(plain));
});

test('memory that a piece is only the beginning of stays', async () => {
	const shared = Buffer.concat([compressed.gzip, Buffer.alloc(1)]);
	const source = async function* () {
		yield shared.subarray(0, -1);
	};
	expect(await digestOf(decompress(source(), 'gzip'))).toBe(sha256(plain));
	expect(shared.subarray(0, -1).equals(compressed.gzip)).toBe(true);
});

test.each([
	['damaged bytes', () => Buffer.alloc(mib, 'no gzip'), 'Z_DATA_ERROR'],
	['an early end', () => compressed.gzip.subarray(0, mib), 'Z_BUF_ERROR'],
])('%s are a fault of gzip', async (_, bytes, code) => {
	await expect(digestOf(decompress(inPieces(bytes()), 'gzip'))).rejects.toMatchObject({code});
});

test('a fault of the source is thrown where the bytes are taken', async () => {
	const source = async function* () {
		yield* inPieces(compressed.gzip.subarray(0, mib));
		throw new Error('the wire broke');
	};
	await expect(digestOf(decompress(source(), 'gzip'))).rejects.toThrow('the wire broke');
});

test('a source is let go of when its bytes are damaged, and when nobody wants more', async () => {
	const expectLetGo = async (bytes: Uint8Array, take: (stream: ByteStream) => Promise<unknown>) => {
		let isLetGo = false;
		const source = async function* () {
			try {
				yield* inPieces(bytes);
			} finally {
				isLetGo = true;
			}
		};
		await take(decompress(source(), 'gzip')).catch(() => {});
		await expect.poll(() => isLetGo).toBe(true);
	};
	await expectLetGo(Buffer.alloc(8 * mib, 'no gzip'), digestOf);
	await expectLetGo(Buffer.concat(Array(9).fill(compressed.gzip)), async (stream) => {
		for await (const _ of stream) {
			return;
		}
	});
});

test('a program has each piece whole before the next is asked for', async () => {
	const {stdout} = await realSystem({PATH: process.env['PATH']}).run(
		{program: 'sh', args: ['-c', 'sleep 0.2; sha256sum']},
		{input: decompress(inPieces(compressed.gzip), 'gzip')},
	);
	expect(stdout).toContain(sha256(plain));
});
