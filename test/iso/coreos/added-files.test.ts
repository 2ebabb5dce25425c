import {createHash, randomBytes} from 'node:crypto';
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../../src/errors.ts';
import {addToIso} from '../../../src/iso/coreos/added-files.ts';
import {inspectLiveIso, writeInstallationIso} from '../../../src/iso/coreos/installation-iso.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import {coreosInstaller, installerPath} from '../coreos-installer.ts';
import {makeMedium, volumeId} from '../coreos-medium.ts';
import {extracted, inTemporary, xorriso} from '../xorriso.ts';

const system = realSystem(process.env);
const madeAt = new Date('2026-03-01T12:00:00Z');
const payload = randomBytes(300_000);

const withPayload = <Result>(use: (iso: string, directory: string) => Promise<Result>) =>
	inTemporary(async (directory) => {
		const iso = makeMedium(directory);
		writeFileSync(join(directory, 'runtime.squashfs'), payload);
		return use(iso, directory);
	});

const added = (directory: string) => [
	{from: join(directory, 'runtime.squashfs'), to: '/ibi-console/lib/runtime.squashfs'},
];

test('a file is added, and everything else stays where it was', async () => {
	await withPayload(async (iso, directory) => {
		const bootImages = (path: string): string =>
			xorriso(['-indev', path, '-report_el_torito', 'plain']).replace(
				/^El Torito catalog .*$/m,
				'',
			);
		const before = bootImages(iso);
		await addToIso(system, iso, added(directory), madeAt);
		const tree = extracted(directory, iso);
		expect(
			Buffer.from(tree['ibi-console/lib/runtime.squashfs'] ?? '', 'latin1').equals(payload),
		).toBe(true);
		expect(bootImages(iso)).toBe(before);
		expect(before).toContain('UEFI');
		expect((await inspectLiveIso(system, iso)).layout.volumeId).toBe(volumeId);
	});
});

test('configuration and kernel arguments can be changed before and after', async () => {
	await withPayload(async (iso, directory) => {
		const change = {ignition: new Secret('{"a":1}'), addedKargs: ['a=1']};
		const first = `${iso}.first`;
		const {signal} = new AbortController();
		await writeInstallationIso(system, {base: iso, output: first}, change, {signal});
		await addToIso(system, first, added(directory), madeAt);
		expect((await inspectLiveIso(system, first)).kargs).toMatch(/ a=1$/);
		const second = `${iso}.second`;
		await writeInstallationIso(
			system,
			{base: first, output: second},
			{...change, addedKargs: ['b=2']},
			{signal},
		);
		expect((await inspectLiveIso(system, second)).kargs).toMatch(/ b=2$/);
		if (installerPath !== undefined) {
			expect(coreosInstaller('iso', 'kargs', 'show', second)).toMatch(/ b=2\n$/);
			expect(coreosInstaller('iso', 'ignition', 'show', second)).toBe('{"a":1}');
		}
	});
});

test('the same file gives the same bytes, whenever it is added', async () => {
	await withPayload(async (iso, directory) => {
		const madeCopy = async (name: string): Promise<string> => {
			const copy = join(directory, name);
			copyFileSync(iso, copy);
			await addToIso(system, copy, added(directory), madeAt);
			return createHash('sha256').update(readFileSync(copy)).digest('hex');
		};
		const first = await madeCopy('one');
		// Times on an ISO are whole seconds.
		await system.clock.sleep(1100);
		expect(await madeCopy('two')).toBe(first);
	});
});

/** A system in which something happens to the ISO right after xorriso was there. */
const meddling = (meddle: () => void): System => ({
	...system,
	run: async (command, options) => {
		const output = await system.run(command, options);
		meddle();
		return output;
	},
});

test.each([
	['its boot area', (bytes: Buffer) => bytes.write('x', 100), 'its boot area changed'],
	['its volume id', (bytes: Buffer) => bytes.write('other', 32_768 + 40), 'its volume id became'],
	[
		'the place of a file that was there',
		(bytes: Buffer) => bytes.writeUInt32LE(40, bytes.lastIndexOf('FEATURES.JSO;1') - 31),
		'coreos/features.json is not where it was',
	],
	[
		'what was added',
		(bytes: Buffer) => bytes.write('x', bytes.indexOf(payload)),
		'is not the file',
	],
])('damage to %s is found out', async (_what, damage, why) => {
	await withPayload(async (iso, directory) => {
		const meddled = meddling(() => {
			const bytes = readFileSync(iso);
			damage(bytes);
			writeFileSync(iso, bytes);
		});
		const error = await addToIso(meddled, iso, added(directory), madeAt).catch((thrown) => thrown);
		expect(toProblem(error)).toMatchObject({
			code: 'ISO_NOT_AS_WRITTEN',
			message: expect.stringContaining(why),
		});
	});
});

describe('a file of 4 GiB and more', () => {
	/** As the machine would say of such a file; the bytes are fewer, so that the test takes no disk. */
	const withLarge = (path: string): System => ({
		...system,
		files: {
			...system.files,
			stat: async (asked) => {
				const found = await system.files.stat(asked);
				return asked === path && found !== undefined ? {...found, sizeBytes: 5e9} : found;
			},
		},
	});

	test('is added at level 3, and what was there keeps the short names that CoreOS needs', async () => {
		await withPayload(async (iso, directory) => {
			const notes = /IGNINFO\.JSON?;1|KARGS\.JSON?;1|FEATURES\.JSON?;1/g;
			const namesIn = (path: string): readonly string[] =>
				[...new Set(readFileSync(path, 'latin1').match(notes) ?? [])].sort();
			const before = namesIn(iso);
			const files = added(directory);
			const large = withLarge(files[0]?.from ?? '');
			const asked: string[] = [];
			const run: System['run'] = (command, options) => {
				asked.push(command.args.join(' '));
				return large.run(command, options);
			};
			await addToIso({...large, run}, iso, files, madeAt);
			expect(asked.some((line) => line.includes('iso_9660_level=3'))).toBe(true);
			expect(namesIn(iso)).toEqual(before);
			const tree = extracted(directory, iso);
			expect(tree['ibi-console/lib/runtime.squashfs']?.length).toBe(payload.length);
			expect(tree['coreos/igninfo.json']).toContain('ignition.img');
			const {kargs} = await inspectLiveIso(system, iso);
			expect(kargs).toContain('ignition.firstboot');
			if (installerPath !== undefined) {
				expect(coreosInstaller('iso', 'kargs', 'show', iso)).toBe(`${kargs}\n`);
			}
		});
	});

	test('is told when a short name could not be put back', async () => {
		await withPayload(async (iso, directory) => {
			const large = withLarge(join(directory, 'runtime.squashfs'));
			const run: System['run'] = async (command, options) =>
				command.program === 'dd'
					? {stdout: '', stderr: '', exitCode: 0}
					: large.run(command, options);
			const adding = addToIso({...large, run}, iso, added(directory), madeAt);
			await expect(adding).rejects.toThrow('the short name of coreos/features.json is another one');
		});
	});
});
