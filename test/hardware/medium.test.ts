import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {recordedSystem} from '../helpers/recorded-system.ts';
import {diskAt} from './machine-disks.ts';

describe('the medium', () => {
	test('is found through the loop under the running system', async () => {
		expect((await diskAt('factory-server', '/dev/sr0')).mediumReason).toBe(
			'the live ISO is mounted from it',
		);
		expect((await diskAt('factory-server', '/dev/nvme0n1')).mediumReason).toBeUndefined();
	});

	test('is suspected by its label alone when the ISO was copied to memory', async () => {
		expect((await diskAt('coreos-node', '/dev/sdc')).mediumReason).toBe(
			'it carries the label of the running live ISO (rhcos-9.6.20250523-0)',
		);
		expect((await diskAt('coreos-node', '/dev/sda')).mediumReason).toBeUndefined();
	});

	test('is a whole disk where the root filesystem stands on a volume of its partition', async () => {
		const machine = makeMachine({
			note: 'an installed system',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					table: {kind: 'gpt', id: '1'},
					partitions: [
						{
							number: 1,
							deviceNumber: '8:1',
							sizeBytes: 1e9,
							type: 'x',
							layers: [{name: 'dm-0', deviceNumber: '253:0', type: 'lvm', mountpoints: ['/']}],
						},
					],
				},
			],
			mounts: ['27 1 253:0 / / rw - ext4 /dev/mapper/root rw'],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		expect(disk?.mediumReason).toBe('the running system is mounted from it (/)');
	});

	test('is found through a loop whose file lies on a mount below another', async () => {
		const machine = makeMachine({
			note: 'a live system of another make',
			disks: [
				{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9},
				{name: 'sdb', deviceNumber: '8:16', sizeBytes: 4e9},
				{name: 'loop0', type: 'loop', deviceNumber: '7:0', sizeBytes: 4e9},
			],
			loops: [{path: '/dev/loop0', backingPath: '/run/live/medium/root.img'}],
			mounts: [
				'20 1 8:0 / /run ro - ext4 /dev/sda ro',
				'21 20 8:16 / /run/live/medium ro - iso9660 /dev/sdb ro',
				'22 1 7:0 / /sysroot ro - squashfs /dev/loop0 ro',
			],
		});
		const disks = await probeDisks(recordedSystem(machine));
		expect(disks.filter(({mediumReason}) => mediumReason).map(({path}) => path)).toEqual([
			'/dev/sdb',
			'/dev/loop0',
		]);
	});

	test('is the disk behind a loop whose file is that disk', async () => {
		const machine = makeMachine({
			note: 'the ISO on a stick, looped',
			disks: [
				{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9},
				{name: 'loop0', type: 'loop', deviceNumber: '7:0', sizeBytes: 4e9},
			],
			loops: [{path: '/dev/loop0', backingPath: '/dev/sda'}],
			mounts: ['27 1 7:0 / /run/media/iso ro - iso9660 /dev/loop0 ro'],
		});
		const disks = await probeDisks(recordedSystem(machine));
		expect(disks.map(({mediumReason}) => mediumReason)).toEqual([
			'the live ISO is mounted from it',
			'the live ISO is mounted from it',
		]);
	});
});
