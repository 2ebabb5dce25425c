import {describe, expect, test} from 'vitest';
import {confirmationFor, isConfirmed} from '../../src/hardware/confirmation.ts';
import {probeDisks} from '../../src/hardware/disks.ts';
import {type MachineName, readMachine, recordedSystem} from '../helpers/recorded-system.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';

const confirmationAt = async (name: MachineName, path: string) => {
	const disks = await probeDisks(recordedSystem(readMachine(name)));
	const disk = disks.find((one) => one.path === path) ?? goodDisk;
	return confirmationFor(disk, disks);
};

describe('the text to type is', () => {
	test('the last four of the serial number', async () => {
		expect(await confirmationAt('factory-server', '/dev/nvme0n1')).toEqual({
			text: '0001',
			kind: 'serial',
			from: 'S64FNE0T100001',
		});
	});

	test('the last four of the WWN where the serial is shared', async () => {
		expect(await confirmationAt('same-identity', '/dev/sdc')).toMatchObject({
			text: '0001',
			kind: 'wwn',
		});
	});

	test('size and slot where neither tells the disk from another', async () => {
		expect(await confirmationAt('same-identity', '/dev/sde')).toMatchObject({
			text: '250 pci-0000:00:14.0-scsi-0:0:0:0',
			kind: 'size-and-slot',
		});
	});

	test('size and slot where there is no serial number', async () => {
		expect(await confirmationAt('virtio-no-serial', '/dev/vda')).toMatchObject({
			text: '130 pci-0000:04:00.0',
			kind: 'size-and-slot',
		});
	});

	test('never a tail that another disk has, even when the whole numbers differ', () => {
		const other = {
			...withFingerprint(goodDisk, {serial: 'OTHERMAKER a1b2', wwn: '0x5000c50012345678'}),
			deviceNumber: '8:0',
		};
		expect(confirmationFor(goodDisk, [goodDisk, other])).toMatchObject({text: '0001', kind: 'wwn'});
	});

	test('never a serial number too short for four', () => {
		expect(confirmationFor(withFingerprint(goodDisk, {serial: '-2'}), [goodDisk]).kind).toBe('wwn');
	});
});

test('case and spaces around do not count, everything else does', () => {
	const confirmation = confirmationFor(goodDisk, [goodDisk]);
	expect(confirmation.text).toBe('A1B2');
	expect([' a1b2 ', 'A1B2'].map((typed) => isConfirmed(confirmation, typed))).toEqual([true, true]);
	for (const typed of ['', 'a1b', 'a1b2c', 'a1 b2', 'yes', 'S64FNE0T10A1B2']) {
		expect(isConfirmed(confirmation, typed)).toBe(false);
	}
});
