/** Pieces of a stream whose memory goes as soon as the next is asked for, and programs that are fed with such. */
import {createHash} from 'node:crypto';
import {Readable} from 'node:stream';
import {createGunzip, gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {givenBack} from '../../src/system/given-back.ts';
import {realSystem} from '../../src/system/real.ts';

const mib = 1024 * 1024;
const plain = Buffer.from(Uint32Array.from({length: 2 * mib}, (_, index) => index * index).buffer);
const compressed = gzipSync(plain, {level: 1});

const gunzipped = () => givenBack(Readable.from([compressed]).pipe(createGunzip({chunkSize: mib})));

test('a piece holds until the next is asked for, and a filled one is empty then', async () => {
	const hash = createHash('sha256');
	const pieces: Uint8Array[] = [];
	for await (const piece of gunzipped()) {
		hash.update(piece);
		expect(pieces.at(-1)?.byteLength ?? 0).toBe(0);
		pieces.push(piece);
	}
	expect(pieces.length).toBeGreaterThan(4);
	expect(hash.digest('hex')).toBe(createHash('sha256').update(plain).digest('hex'));
});

test('a piece that is not to the end of its memory stays: a decompressor goes on behind it', async () => {
	const memory = Buffer.alloc(mib, 'x');
	const first = memory.subarray(0, mib - 1);
	for await (const piece of givenBack(Readable.from([first], {objectMode: true}))) {
		expect(piece).toBe(first);
	}
	expect(first.toString('latin1', 0, 3)).toBe('xxx');
});

test('a program has each piece whole before the next is asked for', async () => {
	const {stdout} = await realSystem({PATH: process.env['PATH']}).run(
		{program: 'sh', args: ['-c', 'sleep 0.2; sha256sum']},
		{input: gunzipped()},
	);
	expect(stdout).toContain(createHash('sha256').update(plain).digest('hex'));
});
