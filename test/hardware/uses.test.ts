import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {type MachineName, recordedSystem} from '../helpers/recorded-system.ts';
import {diskAt} from './machine-disks.ts';

describe('uses', () => {
	const usesAt = async (name: MachineName, path: string) => (await diskAt(name, path)).uses;

	test('a volume on a partition holds its disk, mounted or not', async () => {
		expect(await usesAt('members', '/dev/sda')).toEqual({
			known: true,
			value: [{kind: 'held', device: '/dev/sda1', holder: '/dev/dm-0', isOnlyHere: true}],
		});
	});

	test('an array holds each of its members', async () => {
		for (const path of ['/dev/sdc', '/dev/sdd']) {
			expect(await usesAt('members', path)).toEqual({
				known: true,
				value: [{kind: 'held', device: path, holder: '/dev/md0'}],
			});
		}
	});

	test('what stands on two partitions of one disk is one use', async () => {
		const layers = [{name: 'md0', deviceNumber: '9:0', type: 'raid1', mountpoints: ['/data']}];
		const machine = makeMachine({
			note: 'an array of two partitions of one disk',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					partitions: [
						{number: 1, deviceNumber: '8:1', sizeBytes: 1e9, type: 'x', layers},
						{number: 2, deviceNumber: '8:2', sizeBytes: 1e9, type: 'x', layers},
					],
				},
			],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		const mounted = disk?.uses.known ? disk.uses.value.filter(({kind}) => kind === 'mounted') : [];
		expect(mounted).toEqual([{kind: 'mounted', device: '/dev/md0', mountpoint: '/data'}]);
	});

	test('swap on a partition is a use', async () => {
		expect(await usesAt('members', '/dev/sdh')).toEqual({
			known: true,
			value: [{kind: 'swap', device: '/dev/sdh1'}],
		});
	});

	test('a mount is found by device number, by source, and by what lsblk shows', async () => {
		const machine = makeMachine({
			note: 'three ways of being mounted',
			disks: [
				{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9},
				{name: 'sdb', deviceNumber: '8:16', sizeBytes: 4e9},
				{name: 'sdc', deviceNumber: '8:32', sizeBytes: 4e9, mountpoints: ['/three']},
			],
			mounts: [
				'50 1 8:0 / /one\\040two rw - ext4 /dev/other rw',
				'51 1 0:44 /sub /two rw shared:1 - btrfs /dev/sdb rw',
			],
		});
		const uses = (await probeDisks(recordedSystem(machine))).map((disk) => disk.uses);
		expect(uses).toEqual(
			[
				['/dev/sda', '/one two'],
				['/dev/sdb', '/two'],
				['/dev/sdc', '/three'],
			].map(([device, mountpoint]) => ({
				known: true,
				value: [{kind: 'mounted', device, mountpoint}],
			})),
		);
	});

	test('a loop over a disk is a use, though the kernel calls the disk idle', async () => {
		const machine = makeMachine({
			note: 'a loop over a whole disk',
			disks: [{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9}],
			loops: [{path: '/dev/loop7', backingPath: '/dev/sda'}],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		expect(disk?.uses).toEqual({
			known: true,
			value: [{kind: 'loop', device: '/dev/sda', loop: '/dev/loop7'}],
		});
	});
});
