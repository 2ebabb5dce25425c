/** An archive of the seed on its way to tar, which is played: what reaches it, and how far the way is told to be. */
import {randomBytes} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {work} from '../../../src/engine/steps/layout.ts';
import {restoreArchive} from '../../../src/engine/steps/restore-archive.ts';
import type {System} from '../../../src/system/types.ts';
import {contextOn, filesBelow, scriptedSystem} from './scripted-system.ts';

let directory = '';

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-restore-'));
	mkdirSync(join(directory, work.members), {recursive: true});
});

afterEach(() => rmSync(directory, {recursive: true}));

test('tar is given the plain bytes, and progress counts those of the archive', async () => {
	const plain = randomBytes(3 * 1024 * 1024);
	const compressed = gzipSync(plain);
	writeFileSync(join(directory, work.members, 'var.tgz'), compressed);
	const taken: Buffer[] = [];
	const {system} = scriptedSystem(() => undefined, {files: filesBelow(directory)});
	const run: System['run'] = async (_, {input = []} = {}) => {
		for await (const piece of input as AsyncIterable<Uint8Array>) {
			taken.push(Buffer.from(piece));
		}
		return {stdout: '', stderr: '', exitCode: 0};
	};
	const context = contextOn({...system, run});
	await restoreArchive(context, 'var.tgz', '/mnt', false);
	expect(Buffer.concat(taken).equals(plain)).toBe(true);
	expect(context.progressed.length).toBeGreaterThan(4);
	expect(context.progressed.at(-1)).toEqual([compressed.length, compressed.length]);
});
