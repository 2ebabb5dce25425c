import {expect, test} from 'vitest';
import {readMembers} from '../../src/seed/restore-members.ts';
import {tarOf} from './make-layer.ts';

async function* inPieces(bytes: Buffer, pieceBytes: number): AsyncGenerator<Uint8Array, void> {
	for (let start = 0; start < bytes.length; start += pieceBytes) {
		yield bytes.subarray(start, start + pieceBytes);
	}
}

const big = Buffer.alloc(3_000_000, 'x');
const tar = tarOf([
	{path: './a', content: 'A'},
	{path: 'folder', type: 'Directory'},
	{path: 'big', content: big, mode: 0o600},
	{path: 'link', type: 'SymbolicLink', linkpath: 'a'},
]);

test.each([1000, 65_536, 10_000_000])(
	'members arrive in order with kind, mode and bytes, in pieces of %d',
	async (size) => {
		const found: unknown[] = [];
		await readMembers(inPieces(tar, size), async ({name, kind, mode, content}) => {
			let bytes = 0;
			for await (const chunk of content) {
				bytes += chunk.byteLength;
			}
			found.push([name, kind, mode, bytes]);
		});
		expect(found).toEqual([
			['./a', 'file', 0o644, 1],
			['folder', 'directory', 0o644, 0],
			['big', 'file', 0o600, 3_000_000],
			['link', 'other', 0o644, 0],
		]);
	},
);

test('content that nobody reads is skipped, also when reading stops in the middle', async () => {
	const found: string[] = [];
	await readMembers(inPieces(tar, 65_536), async ({name, content}) => {
		found.push(name);
		for await (const _ of content) {
			break;
		}
	});
	expect(found).toHaveLength(4);
});

test('a slow reader holds the source back instead of filling memory', async () => {
	let givenBytes = 0;
	let readBytes = 0;
	let mostAheadBytes = 0;
	async function* source(): AsyncGenerator<Uint8Array, void> {
		for await (const piece of inPieces(tar, 65_536)) {
			givenBytes += piece.byteLength;
			mostAheadBytes = Math.max(mostAheadBytes, givenBytes - readBytes);
			yield piece;
		}
	}
	await readMembers(source(), async ({content}) => {
		for await (const chunk of content) {
			await new Promise((resolve) => setImmediate(resolve));
			readBytes += chunk.byteLength;
		}
	});
	expect(readBytes).toBe(3_000_001);
	expect(mostAheadBytes).toBeLessThan(400_000);
});

test('what a handler rejects with ends the reading at once', async () => {
	const fault = new Error('no space');
	const reading = readMembers(inPieces(tar, 1000), async ({name}) => {
		if (name === 'big') {
			throw fault;
		}
	});
	await expect(reading).rejects.toBe(fault);
});

test.each([600, 1_000_000])(
	'an archive that ends in a member, after %d bytes, is an error',
	async (length) => {
		const reading = readMembers(inPieces(tar.subarray(0, length), 65_536), async () => {});
		await expect(reading).rejects.toThrow(/Truncated|TAR_BAD_ARCHIVE/);
	},
);

test('an archive of nothing but zeroes has no members', async () => {
	const names: string[] = [];
	await readMembers(inPieces(Buffer.alloc(10_240), 512), async ({name}) => {
		names.push(name);
	});
	expect(names).toEqual([]);
});

test('bytes that are no archive are an error', async () => {
	const reading = readMembers(inPieces(Buffer.alloc(2048, 'z'), 512), async () => {});
	await expect(reading).rejects.toThrow();
});

test('when the source fails in the middle of a member, whoever reads that member is told and awaited', async () => {
	let readerEnded: unknown;
	async function* broken(): AsyncGenerator<Uint8Array, void> {
		yield tar.subarray(0, 100_000);
		throw new Error('the layer is damaged');
	}
	const reading = readMembers(broken(), async ({content}) => {
		try {
			for await (const _ of content) {
				// only read
			}
		} catch (error) {
			readerEnded = error;
			throw error;
		}
	});
	await expect(reading).rejects.toThrow('the layer is damaged');
	expect(String(readerEnded)).toContain('the layer is damaged');
});
