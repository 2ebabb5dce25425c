import {mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {Secret} from '../../src/secret.ts';
import {realFiles} from '../../src/system/files.ts';

const files = realFiles();
let directory = '';

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'files-'));
});

afterEach(() => {
	rmSync(directory, {recursive: true, force: true});
});

describe('files', () => {
	test('a text is written whole or not at all, with its mode, and nothing else is left', async () => {
		const path = join(directory, 'pull-secret.json');
		await files.writeText(path, new Secret('{}'), 0o600);
		expect(await files.readText(path)).toBe('{}');
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readdirSync(directory)).toEqual(['pull-secret.json']);
	});

	test('absence is an answer of stat and list, and an error of readText', async () => {
		const path = join(directory, 'missing');
		expect(await files.stat(path)).toBeUndefined();
		expect(await files.list(path)).toEqual([]);
		expect(await files.remove(path)).toBe(false);
		await files.removeTree(path);
		await expect(files.readText(path)).rejects.toMatchObject({code: 'FILE_UNREADABLE'});
	});

	test('a file larger than the limit is refused, not cut', async () => {
		const path = join(directory, 'large');
		writeFileSync(path, 'x'.repeat(100));
		await expect(files.readText(path, 99)).rejects.toThrow('100 bytes');
	});

	test('a block device tells its number', async () => {
		expect(await files.stat('/dev/loop-control')).toMatchObject({kind: 'other'});
		expect(await files.stat('/dev/loop3')).toMatchObject({kind: 'block', deviceNumber: '7:3'});
	});

	test('a tree is removed without following its links', async () => {
		const outside = join(directory, 'outside');
		writeFileSync(outside, 'stays');
		await files.makeDirectory(join(directory, 'tree/below'));
		symlinkSync(outside, join(directory, 'tree/below/link'));
		await files.removeTree(join(directory, 'tree'));
		expect(readdirSync(directory)).toEqual(['outside']);
	});

	test('a stream is written with the count of its bytes', async () => {
		const source = async function* () {
			yield Buffer.from('abc');
			yield Buffer.from('de');
		};
		const path = join(directory, 'blob');
		expect(await files.writeStream(path, source())).toBe(5);
		expect(await files.readText(path)).toBe('abcde');
	});

	test('an append file grows across openings', async () => {
		const path = join(directory, 'journal');
		for (const line of ['one\n', 'two\n']) {
			const file = await files.openAppend(path);
			await file.write(line);
			await file.sync();
			await file.close();
		}
		expect(await files.readText(path)).toBe('one\ntwo\n');
	});
});
