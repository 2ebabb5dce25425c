import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {zstdCompressSync} from 'node:zlib';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readCpio, writeCpio} from '../../../src/iso/coreos/cpio.ts';
import {filledArea, packingOf, readArea} from '../../../src/iso/coreos/embed-area.ts';
import {Secret} from '../../../src/secret.ts';
import {inTemporary, readTree} from '../xorriso.ts';

const areaBytes = 8192;
const config = '{"ignition":{"version":"3.2.0"}}';

const inArea = (bytes: Buffer): Buffer =>
	Buffer.concat([bytes, Buffer.alloc(areaBytes - bytes.length)]);

const archive = (...names: readonly string[]): Buffer =>
	writeCpio(names.map((name) => ({name, content: Buffer.from(config)})));

const configIn = (area: Buffer): string | undefined => {
	const found = readArea(area);
	return found.kind === 'config' ? found.config.reveal() : undefined;
};

describe('an embed area', () => {
	test('is an archive that the kernel unpacks, then zeros', async () => {
		await inTemporary((directory) => {
			const area = filledArea(new Secret(config), areaBytes);
			expect(area.length).toBe(areaBytes);
			const unpacked = execFileSync('gzip', ['--decompress', '--stdout', '--quiet'], {
				input: area.subarray(0, area.findLastIndex((byte) => byte !== 0) + 8),
			});
			execFileSync('cpio', ['--extract', '--quiet'], {cwd: directory, input: unpacked});
			expect(readTree(directory)).toEqual({'config.ign': config});
		});
	});

	test('with the same configuration has the same bytes', () => {
		const one = filledArea(new Secret(config), areaBytes);
		expect(one.equals(filledArea(new Secret(config), areaBytes))).toBe(true);
		expect(one.readUInt32LE(4)).toBe(0);
	});

	test('takes any configuration that fits and gives it back', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 3000}), (text) => {
				expect(configIn(filledArea(new Secret(text), 65_536))).toBe(text);
			}),
			{numRuns: 50},
		);
	});

	test('packed in other ways is read', () => {
		expect(configIn(inArea(archive('config.ign')))).toBe(config);
		expect(configIn(inArea(zstdCompressSync(archive('config.ign'))))).toBe(config);
	});

	test('of zeros is empty', () => {
		expect(readArea(Buffer.alloc(areaBytes))).toEqual({kind: 'empty'});
		expect(packingOf(Buffer.alloc(areaBytes))).toBeUndefined();
	});

	test('with other files names them', () => {
		const found = readArea(inArea(archive('etc/a.nmconnection', 'config.ign')));
		expect(found).toMatchObject({kind: 'config', others: ['etc/a.nmconnection']});
		expect(readArea(inArea(archive('etc/a')))).toEqual({kind: 'no-config', others: ['etc/a']});
	});

	test('that would unpack to far too much is damaged, not read', () => {
		const bomb = execFileSync('sh', ['-c', 'head -c 100000000 /dev/zero | gzip -9'], {
			maxBuffer: 1e7,
		});
		expect(readArea(bomb)).toEqual({kind: 'damaged'});
	});

	test('of any bytes at all is read as something', () => {
		const area = inArea(archive('config.ign'));
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(400), fc.nat(255)), {maxLength: 10}), (damage) => {
				const bytes = Buffer.from(area);
				for (const [at, byte] of damage) {
					bytes[at] = byte;
				}
				expect(['empty', 'config', 'no-config', 'damaged']).toContain(readArea(bytes).kind);
			}),
			{numRuns: 500},
		);
	});
});

test('an archive of cpio itself is read', async () => {
	await inTemporary((directory) => {
		execFileSync(
			'sh',
			[
				'-c',
				'mkdir -p a && printf one >a/b && printf two >c && printf "a\\na/b\\nc\\n" | cpio -o -H newc --quiet >x.cpio',
			],
			{cwd: directory},
		);
		const members = readCpio(readFileSync(join(directory, 'x.cpio')));
		expect(members?.map(({name, content}) => [name, content.toString()])).toEqual([
			['a', ''],
			['a/b', 'one'],
			['c', 'two'],
		]);
	});
});
