import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../../src/errors.ts';
import {readEntry, readVolume} from '../../../src/iso/volume/read.ts';
import {bufferSource} from '../../../src/iso/volume/source.ts';
import type {VolumeContent} from '../../../src/iso/volume/tree.ts';
import {writeVolume} from '../../../src/iso/volume/write.ts';
import {extracted, inTemporary, type Tree, xorriso} from '../xorriso.ts';

const settings = {volumeId: 'cluster-config', madeAt: new Date('2026-03-01T12:34:56Z')};

const contentOf = (tree: Tree): VolumeContent => ({
	files: Object.entries(tree)
		.filter(([path]) => !path.endsWith('/'))
		.map(([path, text]) => ({path, content: Buffer.from(text, 'latin1')})),
	directories: Object.keys(tree)
		.filter((path) => path.endsWith('/'))
		.map((path) => path.slice(0, -1)),
});

const written = (tree: Tree): Buffer => writeVolume(contentOf(tree), settings);

const readBack = async (bytes: Buffer): Promise<Tree> => {
	const source = bufferSource('test', bytes);
	const {entries} = await readVolume(source);
	const pairs = await Promise.all(
		entries.map(async (entry) =>
			entry.kind === 'directory'
				? [`${entry.path}/`, '']
				: [entry.path, (await readEntry(source, entry, 1e6)).toString('latin1')],
		),
	);
	return Object.fromEntries(pairs);
};

const withParents = (tree: Tree): Tree => {
	const parents = Object.keys(tree).flatMap((path) => {
		const names = path.replace(/\/$/, '').split('/').slice(0, -1);
		return names.map((_, index) => [`${names.slice(0, index + 1).join('/')}/`, ''] as const);
	});
	return {...Object.fromEntries(parents), ...tree};
};

const faultOf = (content: VolumeContent): string => {
	try {
		writeVolume(content, settings);
	} catch (error) {
		return toProblem(error).message;
	}
	throw new Error('it was written');
};

const sample: Tree = {
	'cluster-configuration/manifest.json': '{"api_version":1}',
	'cluster-configuration/manifests/': '',
	'extra-manifests/empty.yaml': '',
	'extra-manifests/UPPER and space.yaml': 'x'.repeat(2048),
	'extra-manifests/schlüssel.json': 'y'.repeat(2049),
	[`extra-manifests/${'long-'.repeat(49)}1.yaml`]: '1',
	[`extra-manifests/${'long-'.repeat(49)}2.yaml`]: '2',
	'a/b/c/d/e/f/deep': 'deep',
	...Object.fromEntries(
		Array.from({length: 90}, (_, index) => [`many/manifest-number-${index}.yaml`, `${index}`]),
	),
	...Object.fromEntries(
		Array.from({length: 20}, (_, index) => [`many/${'n'.repeat(200)}-${index}`, `${index}`]),
	),
};

describe('an ISO that we wrote', () => {
	test('is extracted by xorriso, every name and byte', async () => {
		await inTemporary((directory) => {
			const iso = join(directory, 'ours.iso');
			writeFileSync(iso, written(sample));
			expect(extracted(directory, iso)).toEqual(withParents(sample));
		});
	});

	test('is read by our own reader', async () => {
		expect(await readBack(written(sample))).toEqual(withParents(sample));
	});

	test('is found by its label, byte for byte `cluster-config`', async () => {
		await inTemporary((directory) => {
			const iso = join(directory, 'ours.iso');
			writeFileSync(iso, written(sample));
			const blkid = execFileSync('blkid', ['--probe', '--output=export', iso], {encoding: 'utf8'});
			expect(blkid).toContain('LABEL=cluster-config\n');
			expect(blkid).toContain('TYPE=iso9660\n');
		});
	});

	test('lets only root read it, since it holds private keys', async () => {
		await inTemporary((directory) => {
			const iso = join(directory, 'ours.iso');
			writeFileSync(iso, written({'a/b': 'c'}));
			const listing = xorriso(['-indev', iso, '-find', '/', '-exec', 'lsdl']);
			expect(listing).toMatch(/^drwx------ .* '\/a'$/m);
			expect(listing).toMatch(/^-rw------- .* '\/a\/b'$/m);
			expect(listing).toMatch(/^drwx------ .* '\/'$/m);
		});
	});

	test('has the same bytes for the same input, in whatever order that came', () => {
		const reversed = Object.fromEntries(Object.entries(sample).reverse());
		expect(written(reversed).equals(written(sample))).toBe(true);
		const later = writeVolume(contentOf(sample), {...settings, madeAt: new Date(0)});
		expect(later.equals(written(sample))).toBe(false);
	});

	test('says its own size, a whole number of sectors', () => {
		const bytes = written(sample);
		expect(bytes.readUInt32LE(32768 + 80) * 2048).toBe(bytes.length);
		expect(bytes.readUInt32BE(32768 + 84) * 2048).toBe(bytes.length);
	});

	test('has a root record of 34 bytes in its descriptor, as the standard demands', () => {
		const record = written(sample).subarray(32768 + 156, 32768 + 190);
		expect([record[0], record[25], record[32], record[33]]).toEqual([34, 2, 1, 0]);
	});
});

test.each([
	['../escape', 'is no path below the root'],
	['/absolute', 'is no path below the root'],
	['a//b', 'is no path below the root'],
	['a/./b', 'is no path below the root'],
	['a\0b', 'is no path below the root'],
	['', 'is no path below the root'],
	['x'.repeat(256), 'has a name of more than 255 bytes'],
	['1/2/3/4/5/6/7/8', undefined],
	['1/2/3/4/5/6/7/8/9', 'lies deeper than 7 directories'],
])('the path %j is refused if it has to be', (path, why) => {
	const content = {files: [{path, content: Buffer.of(1)}], directories: []};
	if (why === undefined) {
		expect(writeVolume(content, settings).length).toBeGreaterThan(0);
	} else {
		expect(faultOf(content)).toContain(why);
	}
});

test('a path cannot be there twice, nor be a file and a directory', () => {
	const file = {path: 'a', content: Buffer.of(1)};
	expect(faultOf({files: [file, file], directories: []})).toContain('a is there twice');
	expect(faultOf({files: [file, {...file, path: 'a/b'}], directories: []})).toContain(
		'needs a to be a directory, but it is a file',
	);
	expect(faultOf({files: [file], directories: ['a']})).toContain('a is there twice');
});

const name = fc
	.string({unit: 'binary', minLength: 1, maxLength: 60})
	.filter((text) => !/[/\0\ud800-\udfff]/.test(text) && text !== '.' && text !== '..');

test('any tree is read back as it was written', async () => {
	const trees = fc.dictionary(
		fc.array(name, {minLength: 1, maxLength: 5}).map((names) => names.join('/')),
		fc.string({unit: 'binary-ascii', maxLength: 5000}),
		{maxKeys: 30},
	);
	await fc.assert(
		fc.asyncProperty(trees, async (tree) => {
			const paths = Object.keys(tree);
			fc.pre(!paths.some((path) => paths.some((other) => other.startsWith(`${path}/`))));
			expect(await readBack(written(tree))).toEqual(withParents(tree));
		}),
		{numRuns: 60},
	);
});
