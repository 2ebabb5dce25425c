/** What is read back of a file that is written in places. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {realFiles} from '../../src/system/files.ts';

const mib = 1024 * 1024;
let directory = '';
let path = '';

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-in-place-'));
	path = join(directory, 'disk');
});

afterEach(() => rmSync(directory, {recursive: true}));

const read = async (offsetBytes: number, lengthBytes: number): Promise<Buffer> => {
	const file = await realFiles().openInPlace(path);
	try {
		const found: Buffer[] = [];
		for await (const piece of file.pieces({offsetBytes, lengthBytes})) {
			found.push(Buffer.from(piece));
		}
		return Buffer.concat(found);
	} finally {
		await file.close();
	}
};

const content = Buffer.from(Uint32Array.from({length: mib}, (_, index) => index).buffer);

test.each([
	['all of it', 0, 4 * mib],
	['a part that is no whole piece', mib, mib + 300],
	['less than a sector', 2 * mib, 5],
	['no more than there is', 3 * mib, 9 * mib],
	['nothing behind its end', 4 * mib, mib],
])('%s is read', async (_, offsetBytes, lengthBytes) => {
	writeFileSync(path, content);
	const wanted = content.subarray(offsetBytes, offsetBytes + lengthBytes);
	expect((await read(offsetBytes, lengthBytes)).equals(wanted)).toBe(true);
});

test('a file that ends in the midst of a sector is read to its end', async () => {
	writeFileSync(path, content.subarray(0, mib + 77));
	expect((await read(0, 4 * mib)).equals(content.subarray(0, mib + 77))).toBe(true);
});

test('what was written is read back, and what was not written stays', async () => {
	writeFileSync(path, content);
	const file = await realFiles().openInPlace(path);
	await file.write(Buffer.from('new'), 5);
	await file.close();
	expect((await read(0, 4096)).toString('latin1', 5, 8)).toBe('new');
	expect(readFileSync(path).subarray(8).equals(content.subarray(8))).toBe(true);
});

test('a path where nothing is is no file to make', async () => {
	await expect(realFiles().openInPlace(path)).rejects.toMatchObject({code: 'FILE_UNWRITABLE'});
});
