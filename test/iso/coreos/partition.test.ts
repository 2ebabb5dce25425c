import {execFileSync} from 'node:child_process';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {addToIso} from '../../../src/iso/coreos/added-files.ts';
import {realSystem} from '../../../src/system/real.ts';
import {makeMedium} from '../coreos-medium.ts';
import {inTemporary} from '../xorriso.ts';

const system = realSystem(process.env);
const madeAt = new Date('2026-03-01T12:00:00Z');

type Partition = {readonly startSector: number; readonly sectors: number; readonly type: number};

/** As isohybrid does it: the ISO as the first partition, its EFI image as the second. */
const hybrid = (iso: string, partitions: readonly Partition[]): void => {
	const bytes = readFileSync(iso);
	bytes.write('boot code', 0);
	for (const [index, {startSector, sectors, type}] of partitions.entries()) {
		const at = 446 + 16 * index;
		bytes[at + 4] = type;
		bytes.writeUInt32LE(startSector, at + 8);
		bytes.writeUInt32LE(sectors, at + 12);
	}
	bytes.writeUInt16BE(0x55_aa, 510);
	writeFileSync(iso, bytes);
};

const withAdded = (
	partitions: (isoSectors: number) => readonly Partition[],
	use: (before: Buffer, after: Buffer, iso: string) => void,
) =>
	inTemporary(async (directory) => {
		const iso = makeMedium(directory);
		hybrid(iso, partitions(statSync(iso).size / 512));
		const before = readFileSync(iso);
		const from = join(directory, 'program');
		writeFileSync(from, Buffer.alloc(5_000_000, 'program'));
		await addToIso(system, iso, [{from, to: '/ibi-console/program'}], madeAt);
		use(before, readFileSync(iso), iso);
	});

const efi = {startSector: 400, sectors: 8, type: 0xef};

test('the partition that is the ISO grows with it, and nothing else of the boot area changes', async () => {
	await withAdded(
		(isoSectors) => [{startSector: 0, sectors: isoSectors, type: 0}, efi],
		(before, after) => {
			expect(after.readUInt32LE(446 + 12) * 512).toBe(after.length);
			expect(after.length).toBeGreaterThan(before.length + 5_000_000);
			const changed = [...before.subarray(0, 32_768).keys()].filter(
				(offset) => before[offset] !== after[offset],
			);
			expect(changed.every((offset) => offset >= 458 && offset < 462)).toBe(true);
		},
	);
});

test('also when its length was rounded to a cylinder', async () => {
	await withAdded(
		(isoSectors) => [
			efi,
			{startSector: 0, sectors: Math.ceil(isoSectors / 2048) * 2048, type: 0x17},
		],
		(_before, after) => expect(after.readUInt32LE(462 + 12) * 512).toBe(after.length),
	);
});

test('partitions that are something else stay', async () => {
	await withAdded(
		() => [efi, {startSector: 0, sectors: 64, type: 0x83}],
		(before, after) =>
			expect(after.subarray(0, 32_768).equals(before.subarray(0, 32_768))).toBe(true),
	);
});

test('sfdisk sees a partition as long as the ISO', async () => {
	await withAdded(
		// A partition that begins at the first sector is none for sfdisk; the second tells that the table is read.
		(isoSectors) => [{startSector: 0, sectors: isoSectors, type: 0x17}, efi],
		(_before, after, iso) => {
			const said = execFileSync('sfdisk', ['--dump', iso], {encoding: 'utf8'});
			expect(said).toMatch(new RegExp(`start= *0, size= *${after.length / 512}, type=17`));
			expect(said).toMatch(/start= *400, size= *8, type=ef/);
		},
	);
});
