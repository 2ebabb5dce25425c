import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {InstallError} from '../../src/errors.ts';
import {probeDisks} from '../../src/hardware/disks.ts';
import type {Disk} from '../../src/hardware/facts.ts';
import {known, unknown} from '../../src/hardware/facts.ts';
import {findPinnedDisk, findPinnedIdentity, pickPinned, pinDisk} from '../../src/hardware/pin.ts';
import type {MadeDisk} from '../helpers/made-machine/description.ts';
import {bootId, makeMachine} from '../helpers/made-machine.ts';
import {readMachine, recordedSystem} from '../helpers/recorded-system.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';

const thisBoot = {host: {bootId: known(bootId)}};
const pinned = pinDisk(goodDisk, thisBoot);
const sameBoot = true;
const laterBoot = false;

const refusal = (work: () => unknown): {readonly code: string; readonly message: string} => {
	try {
		work();
	} catch (error) {
		const {code, message} = error as InstallError;
		return {code, message};
	}
	throw new Error('it was not refused');
};

test('a pin is plain data and survives the journal', () => {
	expect(JSON.parse(JSON.stringify(pinned))).toEqual(pinned);
	expect(pinned).toMatchObject({
		path: '/dev/nvme0n1',
		sequence: 7,
		bootId,
		name: 'PM9A3, serial S64FNE0T10A1B2, 960.1 GB',
	});
});

test('a host that does not tell its boot gives a pin for any boot', () => {
	const pin = pinDisk(
		{...goodDisk, sequence: unknown('old kernel')},
		{host: {bootId: unknown('no answer')}},
	);
	expect(pin).not.toHaveProperty('bootId');
	expect(pin).not.toHaveProperty('sequence');
});

test('the disk is found again under another name in a later boot', () => {
	const moved = {...goodDisk, path: '/dev/nvme3n1', deviceNumber: '259:9', sequence: known(1)};
	expect(pickPinned([moved], pinned, laterBoot)).toBe(moved);
});

describe('within one boot', () => {
	test('another device number is another disk', () => {
		const moved = {...goodDisk, deviceNumber: '259:9'};
		expect(refusal(() => pickPinned([moved], pinned, sameBoot))).toEqual({
			code: 'DISK_CHANGED',
			message:
				'Checking PM9A3, serial S64FNE0T10A1B2, 960.1 GB again before writing: it is not the disk that was chosen (device number was 259:0, is 259:9).',
		});
	});

	test('a disk that was taken out and put back is asked for again', () => {
		const back = {...goodDisk, sequence: known(21)};
		expect(refusal(() => pickPinned([back], pinned, sameBoot)).message).toContain(
			'attach number was 7, is 21',
		);
	});
});

test.each<readonly [string, Disk]>([
	['serial number was S64FNE0T10A1B2, is X', withFingerprint(goodDisk, {serial: 'X'})],
	['size was 960197124096, is 5', withFingerprint(goodDisk, {sizeBytes: 5})],
	['sector size was 512, is 4096', withFingerprint(goodDisk, {logicalSectorBytes: 4096})],
	['model was PM9A3, is other', withFingerprint(goodDisk, {model: 'other'})],
	[
		'slot was /dev/disk/by-path/pci-0000:81:00.0-nvme-1, is y',
		withFingerprint(goodDisk, {byPath: 'y'}),
	],
])('one changed attribute is a changed disk: %s', (words, disk) => {
	for (const boot of [sameBoot, laterBoot]) {
		const {code, message} = refusal(() => pickPinned([disk], pinned, boot));
		expect(code).toBe('DISK_CHANGED');
		expect(message).toContain(words);
	}
});

test('an attribute that has gone is a change too', () => {
	const {serial: _, ...fingerprint} = goodDisk.fingerprint;
	expect(
		refusal(() => pickPinned([{...goodDisk, fingerprint}], pinned, laterBoot)).message,
	).toContain('is not told');
});

test('another disk at the same path is never taken instead', () => {
	const stranger = {
		...withFingerprint(goodDisk, {serial: 'B', wwn: '0x5000c500aaaabbbb', byPath: 'z'}),
		deviceNumber: '8:0',
	};
	expect(refusal(() => pickPinned([stranger], pinned, laterBoot)).code).toBe('DISK_NOT_FOUND');
	expect(refusal(() => pickPinned([], pinned, sameBoot)).code).toBe('DISK_NOT_FOUND');
});

test('two disks that match are none', () => {
	const twin = {...goodDisk, path: '/dev/nvme9n1', deviceNumber: '259:7'};
	expect(refusal(() => pickPinned([goodDisk, twin], pinned, sameBoot))).toMatchObject({
		code: 'DISK_AMBIGUOUS',
		message: expect.stringContaining('/dev/nvme0n1, /dev/nvme9n1'),
	});
});

test('each disk of a server is found again with its contents read afresh', async () => {
	const system = recordedSystem(readMachine('factory-server'));
	for (const disk of await probeDisks(system)) {
		const found = await findPinnedDisk(system, pinDisk(disk, thisBoot));
		expect(disk).toMatchObject(found);
		expect(found.contents).toEqual(disk.contents);
	}
});

test('only the pinned disk is read: a dying neighbour does not hold it up', async () => {
	const commands: string[] = [];
	const machine = readMachine('members');
	const disks = await probeDisks(recordedSystem(machine));
	const disk = disks.find(({path}) => path === '/dev/sdb') ?? goodDisk;
	const system = recordedSystem(machine, ({program, args}) => {
		commands.push([program, args.at(-1)].join(' '));
	});
	const readers = () => commands.filter((command) => command.startsWith('wipefs'));
	expect((await findPinnedIdentity(system, pinDisk(disk, thisBoot))).path).toBe('/dev/sdb');
	expect(readers()).toEqual([]);
	await findPinnedDisk(system, pinDisk(disk, thisBoot));
	expect(readers()).toEqual(['wipefs /dev/sdb']);
});

describe('kernel names are no identity', () => {
	const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
	const names = letters.map((letter) => `sd${letter}`).concat(letters.map((one) => `sda${one}`));

	const machineOf = (order: readonly string[], disks: readonly MadeDisk[]) =>
		makeMachine({
			note: 'renamed',
			disks: disks.map((disk, index) => ({
				...disk,
				name: order[index] ?? 'sdz',
				deviceNumber: `8:${names.indexOf(order[index] ?? 'sdz') * 16}`,
			})),
		});

	const disks = fc
		.uniqueArray(fc.stringMatching(/^[A-Z0-9]{8}$/), {minLength: 1, maxLength: 6})
		.map((serials) =>
			serials.map(
				(serial): MadeDisk => ({
					name: '',
					deviceNumber: '',
					sizeBytes: 200e9,
					model: 'SAME',
					serial: `QZ${serial}`,
				}),
			),
		);
	const order = fc.shuffledSubarray(names, {minLength: 8, maxLength: 8});

	test('renaming disks between boots never changes which one is found', async () => {
		await fc.assert(
			fc.asyncProperty(disks, order, order, async (made, before, after) => {
				const first = await probeDisks(recordedSystem(machineOf(before, made)));
				const later = recordedSystem(machineOf(after, made));
				for (const [index, disk] of first.entries()) {
					const pin = pinDisk(disk, {host: {bootId: known('an earlier boot')}});
					const found = await findPinnedDisk(later, pin);
					expect(found.fingerprint).toEqual(disk.fingerprint);
					expect(found.path).toBe(`/dev/${after[index]}`);
				}
			}),
			{numRuns: 40},
		);
	});

	test('one more disk, whatever it is called, never changes which one is found', async () => {
		const newcomer = fc.record({
			name: fc.constantFrom('sdaa', 'sdab', 'sda1', 'nvme0n10', 'nvme0n1'),
			serial: fc.stringMatching(/^NEW[A-Z0-9]{5}$/),
		});
		await fc.assert(
			fc.asyncProperty(disks, newcomer, async (made, {name, serial}) => {
				const order = names.slice(1);
				const before = machineOf(order, made);
				const after = makeMachine({
					note: 'one more',
					disks: [
						{name, deviceNumber: '259:99', sizeBytes: 200e9, model: 'SAME', serial},
						...made.map((disk, index) => ({
							...disk,
							name: order[index] ?? '',
							deviceNumber: `8:${(index + 1) * 16}`,
						})),
					],
				});
				for (const disk of await probeDisks(recordedSystem(before))) {
					const found = await findPinnedDisk(recordedSystem(after), pinDisk(disk, thisBoot));
					expect(found.fingerprint.serial).toBe(disk.fingerprint.serial);
				}
			}),
			{numRuns: 40},
		);
	});
});
