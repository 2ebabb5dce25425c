import {execFileSync} from 'node:child_process';
import {readFileSync, symlinkSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {InstallError, toProblem} from '../../../src/errors.ts';
import {readEntry, readVolume, type Volume} from '../../../src/iso/volume/read.ts';
import {bufferSource, fileSource} from '../../../src/iso/volume/source.ts';
import {writeVolume} from '../../../src/iso/volume/write.ts';
import {realSystem} from '../../../src/system/real.ts';
import {inTemporary, made, type Tree} from '../xorriso.ts';

const system = realSystem();

const sector = 2048;

const ours = (paths: readonly string[] = ['a/b/file', 'a/other', 'c/d']): Buffer =>
	writeVolume(
		{files: paths.map((path) => ({path, content: Buffer.from(path)})), directories: []},
		{volumeId: 'test', madeAt: new Date(0)},
	);

const faultOf = async (bytes: Buffer): Promise<string> => {
	try {
		await readVolume(bufferSource('medium.iso', bytes));
	} catch (error) {
		const {code, message} = toProblem(error);
		return `${code}: ${message}`;
	}
	throw new Error('it was read');
};

const paths = ({entries}: Volume, kind: string): readonly string[] =>
	entries.filter((entry) => entry.kind === kind).map(({path}) => path);

const tree: Tree = {
	'cluster-configuration/manifest.json': '{"api_version":1}',
	'cluster-configuration/manifests/': '',
	'extra-manifests/00-namespace.yaml': 'kind: Namespace\n',
	[`extra-manifests/${'very-long-'.repeat(24)}.yaml`]: 'long',
	'large.bin': 'z'.repeat(300_000),
};

describe('an ISO that xorriso wrote', () => {
	test.each([
		['Rock Ridge', ['-R', '-V', 'cluster-config']],
		['Rock Ridge and Joliet', ['-R', '-J', '-joliet-long', '-V', 'cluster-config']],
		['Rock Ridge with its newest attributes', ['-R', '-V', 'cluster-config', '-iso-level', '3']],
	])('with %s is read, every name and byte', async (_what, options) => {
		await inTemporary(async (directory) => {
			const source = await fileSource(system, made(directory, tree, options));
			const volume = await readVolume(source);
			expect(volume.volumeId).toBe('cluster-config');
			expect(new Set(paths(volume, 'directory'))).toEqual(
				new Set(['cluster-configuration', 'cluster-configuration/manifests', 'extra-manifests']),
			);
			for (const entry of volume.entries.filter(({kind}) => kind === 'file')) {
				expect((await readEntry(source, entry, 1e6)).toString()).toBe(tree[entry.path]);
			}
			expect(paths(volume, 'file').length).toBe(4);
		});
	});

	test('without Rock Ridge has the names that the kernel shows', async () => {
		await inTemporary(async (directory) => {
			const iso = made(directory, {'MANIFEST.JSON': '{}', 'SUB/A': 'a'}, [
				'-iso-level',
				'2',
				'-V',
				'X',
				'--norock',
			]);
			const volume = await readVolume(await fileSource(system, iso));
			expect(volume.entries.map(({path}) => path).sort()).toEqual([
				'manifest.json',
				'sub',
				'sub/a',
			]);
		});
	});

	test('with symlinks lists them and follows none', async () => {
		await inTemporary(async (directory) => {
			execFileSync('mkdir', [join(directory, 'source')]);
			symlinkSync('../../../etc/shadow', join(directory, 'source', 'manifest.json'));
			const source = await fileSource(system, made(directory, {real: 'x'}));
			const {entries} = await readVolume(source);
			const link = entries.find(({path}) => path === 'manifest.json');
			expect(link?.kind).toBe('symlink');
			await expect(readEntry(source, link as never, 1000)).rejects.toThrow(
				/manifest\.json is no regular file/,
			);
		});
	});

	test('and was cut off is told to be incomplete', async () => {
		await inTemporary(async (directory) => {
			const iso = made(directory, tree);
			truncateSync(iso, 200_000);
			expect(await faultOf(readFileSync(iso))).toMatch(/^ISO_UNREADABLE: .*incomplete/);
		});
	});
});

describe('a medium that means harm', () => {
	test('cannot lead out of the tree by a name', async () => {
		for (const evil of ['../f', 'a/../', '..']) {
			const bytes = ours(['x'.repeat(evil.length)]);
			bytes.write(evil, bytes.indexOf(`\0${'x'.repeat(evil.length)}`) + 1);
			expect(await faultOf(bytes)).toMatch(/leads out of it/);
		}
	});

	test('cannot send the reader in circles', async () => {
		const bytes = ours();
		const root = bytes.readUInt32LE(32768 + 156 + 2);
		const first = bytes.indexOf('NM\u0006\u0001\0a');
		const record = bytes.lastIndexOf(Buffer.of(1, 0x41), first) - 32;
		bytes.writeUInt32LE(root, record + 2);
		expect(await faultOf(bytes)).toMatch(/leads back to an earlier one/);
	});

	test('cannot show two files under one name', async () => {
		const bytes = ours(['one', 'two']);
		bytes.write('one', bytes.indexOf('NM\u0008\u0001\0two') + 5);
		expect(await faultOf(bytes)).toMatch(/"one" is there twice/);
	});

	test('cannot have a file read that lies beyond its end', async () => {
		const bytes = ours(['one']);
		const record = bytes.indexOf(Buffer.of(5, ...Buffer.from('ONE.;1'))) - 32;
		const found = record > 0 ? record : bytes.indexOf(Buffer.from('ONE;1')) - 33;
		bytes.writeUInt32LE(0xffffffff, found + 10);
		expect(await faultOf(bytes)).toMatch(/"one" lies beyond its end/);
	});

	test('cannot have a huge file read into memory', async () => {
		const source = bufferSource('medium.iso', ours(['one']));
		const {entries} = await readVolume(source);
		await expect(readEntry(source, entries[0] as never, 2)).rejects.toThrow(
			/one has 3 bytes, more than the 2 that are read/,
		);
	});
});

test.each([
	['an empty file', Buffer.alloc(0), 'too small'],
	['zeros', Buffer.alloc(64 * sector), 'no ISO 9660 volume'],
	['a descriptor and nothing else', ours().subarray(0, 17 * sector), 'ends at byte'],
])('%s is refused', async (_what, bytes, why) => {
	expect(await faultOf(Buffer.from(bytes))).toContain(why);
});

test('any damage ends in a volume or in one clear problem', async () => {
	const intact = ours();
	const damages = fc.array(
		fc.record({at: fc.integer({min: 16 * sector, max: 40 * sector}), byte: fc.nat(255)}),
		{minLength: 1, maxLength: 12},
	);
	await fc.assert(
		fc.asyncProperty(damages, async (damage) => {
			const bytes = Buffer.from(intact);
			for (const {at, byte} of damage) {
				bytes[at] = byte;
			}
			try {
				const {entries} = await readVolume(bufferSource('medium.iso', bytes));
				expect(entries.every(({path}) => !path.split('/').includes('..'))).toBe(true);
			} catch (error) {
				expect(error).toBeInstanceOf(InstallError);
				expect(toProblem(error).code).toBe('ISO_UNREADABLE');
			}
		}),
		{numRuns: 1500},
	);
});
