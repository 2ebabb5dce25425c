/** An image on a file that plays a disk: what is left out, what comes last, and whom it refuses. */

import {randomBytes} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type SparseResult, writeSparsely} from '../../../src/engine/steps/sparse-image.ts';
import type {Files} from '../../../src/system/types.ts';
import {contextOn, filesBelow, scriptedSystem, type Told} from './scripted-system.ts';

const mib = 1024 * 1024;
const diskBytes = 8 * mib;
const device = '/dev/target';
const imageFile = '/image';

let directory = '';
let sectorBytes = 512;

const disk = (): Buffer => readFileSync(join(directory, device));

/** Data in the first MiB, across its end, alone in the midst of zeroes, and at an end that is no whole block. */
const imageBytes = (): Buffer => {
	const image = Buffer.alloc(5 * mib + 300);
	image.fill('table', 0, 512);
	image.writeUInt16LE(0xaa55, 510);
	image.write('EFI PART', 512);
	image.writeBigUInt64LE(BigInt(5 * 2048), 512 + 32);
	image.fill('across', mib - 5000, mib + 5000);
	image.fill('alone', 3 * mib + 7, 3 * mib + 8);
	image.fill('end', 5 * mib, 5 * mib + 300);
	return image;
};

const makeDisk = (old: 'zeroes' | 'old bytes', limits: Readonly<Record<string, string>>): void => {
	writeFileSync(join(directory, device), Buffer.alloc(diskBytes, old === 'zeroes' ? 0 : old));
	const queue = join(directory, 'sys/class/block/target/queue');
	mkdirSync(queue, {recursive: true});
	for (const [name, value] of Object.entries(limits)) {
		writeFileSync(join(queue, name), `${value}\n`);
	}
};

const able = {discard_max_bytes: '4294966784', write_zeroes_max_bytes: '4294966784'};

type Written = {readonly offsetBytes: number; readonly lengthBytes: number};

const write = async (
	change: (files: Files) => Partial<Files> = () => ({}),
	signal?: AbortSignal,
): Promise<{
	readonly result: SparseResult;
	readonly writes: readonly Written[];
	readonly progressed: Told['progressed'];
}> => {
	const writes: Written[] = [];
	const below = filesBelow(directory);
	const files: Files = {
		...below,
		resolve: async (path) => path,
		openInPlace: async (path) => {
			const file = await below.openInPlace(path);
			return {
				...file,
				write: async (bytes, offsetBytes) => {
					writes.push({offsetBytes, lengthBytes: bytes.byteLength});
					await file.write(bytes, offsetBytes);
				},
			};
		},
	};
	const {system} = scriptedSystem(() => undefined, {files: {...files, ...change(files)}});
	const image = {imageFile, device, deviceBytes: diskBytes, sectorBytes};
	const context = contextOn(system, signal);
	const result = await writeSparsely(image, context);
	return {result, writes, progressed: context.progressed};
};

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-sparse-'));
	mkdirSync(join(directory, 'dev'));
	sectorBytes = 512;
	makeDisk('zeroes', able);
	writeFileSync(join(directory, imageFile), gzipSync(imageBytes()));
});

afterEach(() => rmSync(directory, {recursive: true}));

test.each([
	['compressed', () => gzipSync(imageBytes())],
	['plain', imageBytes],
	[
		'compressed in two members',
		() =>
			Buffer.concat([gzipSync(imageBytes().subarray(0, 99)), gzipSync(imageBytes().subarray(99))]),
	],
])('an image that is %s is on the disk byte for byte', async (_, bytes) => {
	writeFileSync(join(directory, imageFile), bytes());
	expect((await write()).result).toBe('written');
	const image = imageBytes();
	expect(disk().subarray(0, image.length).equals(image)).toBe(true);
	expect(
		disk()
			.subarray(image.length)
			.every((byte) => byte === 0),
	).toBe(true);
});

test('progress counts what the disk takes, about twice the compressed image, and gives again', async () => {
	const image = Buffer.concat([imageBytes(), randomBytes(2 * mib)]);
	const compressed = gzipSync(image);
	writeFileSync(join(directory, imageFile), compressed);
	const {progressed} = await write();
	const totalBytes = 2 * compressed.length + 5 * mib;
	expect(progressed.every(([, total]) => total === totalBytes)).toBe(true);
	const done = progressed.map(([doneBytes]) => doneBytes);
	expect(done).toEqual(done.toSorted((a, b) => a - b));
	expect(done).toContain(2 * compressed.length);
	expect(done.at(-1)).toBe(totalBytes);
});

test('zeroes are not written, and the first MiB comes last', async () => {
	const {writes} = await write();
	const [cleared, ...rest] = writes;
	expect(cleared).toEqual({offsetBytes: 0, lengthBytes: mib});
	expect(rest.at(-1)).toEqual({offsetBytes: 0, lengthBytes: mib});
	const data = rest.slice(0, -1);
	expect(data.every(({offsetBytes}) => offsetBytes >= mib)).toBe(true);
	expect(data.reduce((sum, {lengthBytes}) => sum + lengthBytes, 0)).toBeLessThan(3 * 16 * 1024);
});

test('a disk that does not read as zeroes where it was discarded is refused, and does not boot', async () => {
	makeDisk('old bytes', able);
	expect((await write()).result).toBe('refused');
	expect(
		disk()
			.subarray(0, mib)
			.every((byte) => byte === 0),
	).toBe(true);
});

test('a disk that loses what is written is refused', async () => {
	const losing = (files: Files): Partial<Files> => ({
		openInPlace: async (path) => {
			const file = await files.openInPlace(path);
			return {
				...file,
				write: async (bytes, offset) => (offset > mib ? undefined : file.write(bytes, offset)),
			};
		},
	});
	expect((await write(losing)).result).toBe('refused');
});

test.each([
	['cannot discard', {...able, discard_max_bytes: '0'}],
	['cannot zero blocks', {...able, write_zeroes_max_bytes: '0'}],
])('a disk that %s is left as it is', async (_, limits) => {
	makeDisk('old bytes', limits);
	const before = disk();
	expect((await write()).result).toBe('refused');
	expect(disk().equals(before)).toBe(true);
});

test('a disk of which the kernel tells no limits is left as it is', async () => {
	rmSync(join(directory, 'sys'), {recursive: true});
	expect(await write()).toMatchObject({result: 'refused', writes: []});
});

test('an image of another format is left to coreos-installer', async () => {
	writeFileSync(join(directory, imageFile), Buffer.from('fd377a585a0000', 'hex'));
	expect(await write()).toMatchObject({result: 'refused', writes: []});
});

test('an image for other sectors than those of the disk is left to coreos-installer, which says so', async () => {
	sectorBytes = 4096;
	expect((await write()).result).toBe('refused');
	expect(
		disk()
			.subarray(0, mib)
			.every((byte) => byte === 0),
	).toBe(true);
});

test('a damaged image fails, and the disk does not boot', async () => {
	truncateSync(join(directory, imageFile), 2000);
	await expect(write()).rejects.toThrow();
	expect(
		disk()
			.subarray(0, mib)
			.every((byte) => byte === 0),
	).toBe(true);
});

test('can be cancelled', async () => {
	const controller = new AbortController();
	controller.abort();
	await expect(write(undefined, controller.signal)).rejects.toThrow();
});

test('a disk that has vanished leaves no file in its place', async () => {
	rmSync(join(directory, device));
	await expect(write()).rejects.toMatchObject({code: 'FILE_UNWRITABLE'});
	expect(() => disk()).toThrow('ENOENT');
});
