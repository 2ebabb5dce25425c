/** What frees a busy disk, as a person would type it, and in that order. */
import {expect, test} from 'vitest';
import {freeingOf} from '../../../src/engine/tools/freeing.ts';
import {type Disk, type DiskUse, known, unknown} from '../../../src/hardware/facts.ts';
import {emptyDisk} from '../../screens/fixtures/disks.ts';

const device = '/dev/sda2';
const commands = (uses: readonly DiskUse[], change: Partial<Disk> = {}) =>
	freeingOf({...emptyDisk, ...change, uses: known(uses)}).map(({command}) => command);

test('the innermost mount first, then swap and loops, then what the disk is a part of', () => {
	expect(
		commands([
			{kind: 'held', device, holder: '/dev/md127', isOnlyHere: true},
			{kind: 'loop', device, loop: '/dev/loop3'},
			{kind: 'swap', device: '/dev/sda3'},
			{kind: 'mounted', device, mountpoint: '/mnt'},
			{kind: 'mounted', device, mountpoint: "/mnt/it's here"},
		]),
	).toEqual([
		"umount '/mnt/it'\\''s here'",
		'umount /mnt',
		'swapoff /dev/sda3',
		'losetup --detach /dev/loop3',
		'mdadm --stop /dev/md127',
	]);
});

test('a mapping is ended by who made it', () => {
	const held = {kind: 'held', device, holder: '/dev/dm-0'} as const;
	expect(commands([held])).toEqual(['dmsetup remove --retry /dev/dm-0']);
	expect(commands([held], {multipath: {role: 'path', map: 'mpatha'}})).toEqual([
		'multipath -f mpatha',
	]);
	const memberships = [
		{
			kind: 'volume-group',
			device,
			signature: 'LVM2_member',
			name: 'vg0',
			siblings: known([]),
		},
	] as const;
	expect(commands([held], {memberships})).toEqual(['vgchange --activate n vg0']);
});

test('what has parts on other disks is marked, and what no command ends has none', () => {
	const held = {kind: 'held', device, holder: '/dev/bcache0'} as const;
	expect(freeingOf({...emptyDisk, uses: known([held])})).toEqual([{use: held, isShared: true}]);
	expect(freeingOf({...emptyDisk, uses: unknown('lsblk hangs')})).toEqual([]);
});
