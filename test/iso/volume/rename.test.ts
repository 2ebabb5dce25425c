/** Identifiers of directory records, changed in place; and files of several extents, whose records have the same one. */
import {expect, test} from 'vitest';
import {multiExtentFlag} from '../../../src/iso/volume/format.ts';
import {readEntry, readVolume} from '../../../src/iso/volume/read.ts';
import {readRecords} from '../../../src/iso/volume/records.ts';
import {withIdentifiers} from '../../../src/iso/volume/rename.ts';
import {bufferSource} from '../../../src/iso/volume/source.ts';
import {writeVolume} from '../../../src/iso/volume/write.ts';

const volumeOf = (files: Readonly<Record<string, string>>): Buffer =>
	writeVolume(
		{
			files: Object.entries(files).map(([path, text]) => ({path, content: Buffer.from(text)})),
			directories: [],
		},
		{volumeId: 'test', madeAt: new Date('2026-03-01T12:00:00Z')},
	);

/** The root directory of a small volume of ours: behind the descriptors and two path tables. */
const rootAt = 20 * 2048;

const rootOf = (volume: Buffer): Buffer => volume.subarray(rootAt, rootAt + 2048);

test.each([
	['KARGS.JSO;1', 'KARGS.JS;1'],
	['KARGS.JSO;1', 'KARG.J;1'],
	['KARGS.JSO;1', 'K;1'],
])('%s becomes %s, and what is behind it stays', (before, after) => {
	const names = new Map([[before, after]]);
	const root = rootOf(volumeOf({'igninfo.json': 'a', 'kargs.json': 'b'}));
	const [found, changed] = [root, withIdentifiers(root, names)].map((bytes) => readRecords(bytes));
	expect(changed?.map(({identifier}) => identifier)).toEqual(
		found?.map(({identifier}) => names.get(identifier) ?? identifier),
	);
	expect(changed?.map(({sector, sizeBytes}) => [sector, sizeBytes])).toEqual(
		found?.map(({sector, sizeBytes}) => [sector, sizeBytes]),
	);
	for (const [index, {systemUse}] of (found ?? []).entries()) {
		const kept = changed?.[index]?.systemUse.subarray(0, systemUse.length);
		expect(kept?.equals(systemUse)).toBe(true);
	}
});

test('a longer identifier has no room and is left out', () => {
	const root = rootOf(volumeOf({'a.b': 'a'}));
	expect(withIdentifiers(root, new Map([['A.B;1', 'AA.B;1']])).equals(root)).toBe(true);
});

test('the extents of one file are read one behind the other', async () => {
	const volume = volumeOf({part1: 'first ', part2: 'second'});
	// Both records get one name, of both kinds, and the first says that more follows.
	const root = rootOf(volume);
	root.set(
		withIdentifiers(
			root,
			new Map([
				['PART2.;1', 'PART1.;1'],
				['PART2;1', 'PART1;1'],
			]),
		),
	);
	root.write('part1', root.indexOf('part2'), 'latin1');
	const start = root.indexOf('PART1') - 33;
	root[start + 25] = multiExtentFlag;
	const source = bufferSource('test', volume);
	const {entries} = await readVolume(source);
	expect(entries).toMatchObject([{path: 'part1', sizeBytes: 12}]);
	const [entry] = entries;
	expect(entry?.extents).toHaveLength(2);
	expect(entry && (await readEntry(source, entry, 100)).toString()).toBe('first second');
	root[start + 25] = 0;
	await expect(readVolume(source)).rejects.toThrow('"part1" is there twice, or only in part');
});
