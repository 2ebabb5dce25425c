/** Whatever a stick brings: an archive is listed, or refused with a problem; it never hangs and never crashes. */
import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import fc from 'fast-check';
import {Header} from 'tar';
import {beforeAll, describe, expect, test} from 'vitest';
import {InstallError} from '../../src/errors.ts';
import {readArchiveMembers} from '../../src/seed/archive.ts';
import {readSeed} from '../../src/seed/read.ts';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';
import * as oci from '../helpers/oci-layout.ts';

let archive: Buffer;

beforeAll(() => {
	const layout = oci.newLayout();
	oci.writeIndex(layout, [oci.addSeed(layout)]);
	const path = `${layout}/seed.tar`;
	execFileSync('tar', ['--format=pax', '-cf', path, '-C', layout, '--exclude=./seed.tar', '.']);
	archive = readFileSync(path);
	rmSync(layout, {recursive: true});
});

const {signal} = new AbortController();
const real = realSystem();

/** One file of those bytes; reading more often than its blocks allow is a loop. */
const systemWith = (bytes: Buffer): System => {
	let readsLeft = bytes.length / 512 + 20;
	return {
		...real,
		files: {
			...real.files,
			stat: async () => ({kind: 'file', sizeBytes: bytes.length, mode: 0o644}),
			readStream: (_path, range) => {
				readsLeft -= 1;
				if (readsLeft < 0) {
					throw new Error('it reads in a circle');
				}
				const {offsetBytes, lengthBytes} = range ?? {offsetBytes: 0, lengthBytes: bytes.length};
				return [bytes.subarray(offsetBytes, offsetBytes + lengthBytes)] as never;
			},
		},
	};
};

const read = (bytes: Buffer) =>
	readSeed(systemWith(bytes), {kind: 'oci-archive', path: '/seed.tar'}, 'amd64', signal);

const settled = async (bytes: Buffer): Promise<string> => {
	try {
		return (await read(bytes)).digest;
	} catch (error) {
		expect(error).toBeInstanceOf(InstallError);
		return 'refused';
	}
};

describe('an archive', () => {
	test('with any byte changed gives the same seed or is refused', async () => {
		const {digest} = await read(archive);
		const change = fc.record({at: fc.nat(archive.length - 1), to: fc.nat(255)});
		await fc.assert(
			fc.asyncProperty(fc.array(change, {minLength: 1, maxLength: 4}), async (changes) => {
				const changed = Buffer.from(archive);
				for (const {at, to} of changes) {
					changed[at] = to;
				}
				expect([digest, 'refused']).toContain(await settled(changed));
			}),
			{numRuns: 300},
		);
	});

	test('cut anywhere gives the same seed or is refused', async () => {
		const {digest} = await read(archive);
		await fc.assert(
			fc.asyncProperty(fc.nat(archive.length), async (length) => {
				expect([digest, 'refused']).toContain(await settled(archive.subarray(0, length)));
			}),
		);
	});

	test('whose member has a negative size is refused', async () => {
		const plain = Buffer.alloc(512);
		new Header({path: 'a', type: 'File', size: 0, mode: 0o644}).encode(plain);
		const header = Buffer.from(plain);
		// -1024 in base 256 would lead back to the member before.
		Buffer.alloc(12, 0xff).copy(header, 124);
		header[134] = 0xfc;
		header[135] = 0;
		header.write('        ', 148);
		const sum = header.reduce((total, byte) => total + byte, 0);
		header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
		const evil = Buffer.concat([plain, header, archive]);
		await expect(readArchiveMembers(systemWith(evil), '/seed.tar', signal)).rejects.toMatchObject({
			code: 'SEED_UNREADABLE',
		});
	});
});
