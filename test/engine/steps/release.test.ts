/** Letting go of a disk: what is ours is unmounted, what is not stays, and then the disk is busy. */
import {expect, test} from 'vitest';
import {releaseDisk, unmountTree} from '../../../src/engine/steps/release.ts';
import {type Disk, type DiskUse, known, unknown} from '../../../src/hardware/facts.ts';
import {pinDisk} from '../../../src/hardware/pin.ts';
import {realSystem} from '../../../src/system/real.ts';
import {goodDisk} from '../../helpers/some-disk.ts';
import {someFacts} from '../plans/inputs.ts';
import {contextOn, scriptedSystem} from './scripted-system.ts';

const systemWith = (mounts: readonly string[]) => {
	const {files} = realSystem({});
	return scriptedSystem(() => undefined, {
		files: {
			...files,
			resolve: async (path) => path.replace(/^\/mnt/, '/var/mnt'),
			readText: async () => mounts.map((line) => `${line}\n`).join(''),
		},
	});
};

const line = (id: number, device: string, mountpoint: string): string =>
	`${id} 1 ${device} / ${mountpoint} rw shared:1 - xfs /dev/x rw`;

test('what was mounted below or over our mount afterwards goes first, newest first', async () => {
	const {system, asked} = systemWith([
		line(1, '0:1', '/'),
		line(2, '8:5', '/var/lib/containers'),
		line(3, '0:9', '/var/lib/containers/storage/overlay'),
		line(4, '0:8', '/proc'),
		line(5, '0:10', '/var/lib/containers/storage/overlay/a/merged'),
	]);
	await unmountTree(contextOn(system), '/var/lib/containers', '8:5');
	expect(asked).toEqual([
		'umount /var/lib/containers/storage/overlay/a/merged',
		'umount /var/lib/containers/storage/overlay',
		'umount /var/lib/containers',
	]);
});

test('what the live system had at the place before stays', async () => {
	const {system, asked} = systemWith([
		line(1, '0:40', '/var/mnt'),
		line(2, '8:4', '/var/mnt'),
		line(3, '8:3', '/var/mnt/boot'),
	]);
	await unmountTree(contextOn(system), '/mnt', '8:4');
	expect(asked).toEqual(['umount /var/mnt/boot', 'umount /var/mnt']);
});

test('a place whose mount is of another device is not touched', async () => {
	const {system, asked} = systemWith([line(1, '8:20', '/var/mnt'), line(2, '8:4', '/var/mnt2')]);
	await unmountTree(contextOn(system), '/mnt', '8:4');
	expect(asked).toEqual([]);
});

/** The disk is looked for again at the end; on this machine it is not there, which ends the release. */
const release = async (uses: readonly DiskUse[], slaves: Readonly<Record<string, string[]>>) => {
	const partition = {number: 1, path: '/dev/nvme0n1p1', deviceNumber: '259:1', sizeBytes: 1e9};
	const contents = {
		kind: 'data',
		partitions: [partition],
		signatures: [],
		looksLike: 'LVM',
	} as const;
	const disk: Disk = {...goodDisk, uses: known(uses), contents: known(contents)};
	const {files} = realSystem({});
	const scripted = scriptedSystem(
		({args}) => (args.includes('mdadm') ? {stderr: 'busy', exitCode: 1} : undefined),
		{
			files: {
				...files,
				resolve: async (path) => (path === '/dev/mapper/vg-lv' ? '/dev/dm-0' : path),
				list: async (path) => slaves[path.split('/')[4] ?? ''] ?? [],
			},
		},
	);
	const context = contextOn(scripted.system);
	await expect(releaseDisk(context, pinDisk(disk, someFacts([])), disk)).rejects.toThrow();
	const ended = scripted.asked.filter((command) => /^(swapoff|flock|dmsetup|mdadm)/.test(command));
	return {ended, lines: context.lines};
};

test('what stands on the disk is ended from the top down, and one failure keeps no other', async () => {
	const {ended, lines} = await release(
		[
			{kind: 'held', device: '/dev/nvme0n1p1', holder: '/dev/md127'},
			{kind: 'held', device: '/dev/md127', holder: '/dev/mapper/vg-lv'},
			{kind: 'swap', device: '/dev/mapper/vg-lv'},
		],
		{md127: ['nvme0n1p1'], 'dm-0': ['md127']},
	);
	expect(ended).toEqual([
		'swapoff /dev/mapper/vg-lv',
		'flock --exclusive --timeout 30 /dev/nvme0n1 dmsetup remove --retry /dev/dm-0',
		'flock --exclusive --timeout 30 /dev/nvme0n1 mdadm --stop /dev/md127',
	]);
	expect(lines.join()).toContain('busy');
});

test('an array that has a part on another disk is left alone, and so is all that stands on it', async () => {
	const {ended, lines} = await release(
		[
			{kind: 'held', device: '/dev/nvme0n1p1', holder: '/dev/md127'},
			{kind: 'held', device: '/dev/md127', holder: '/dev/mapper/vg-lv'},
		],
		{md127: ['nvme0n1p1', 'sdb1'], 'dm-0': ['md127']},
	);
	expect(ended).toEqual([]);
	expect(lines).toEqual([
		'Leaving dm-0: it does not stand on this disk alone',
		'Leaving md127: it does not stand on this disk alone',
	]);
});

test('a disk of which nobody can say what uses it is never taken for free', async () => {
	const disk: Disk = {...goodDisk, uses: unknown('lsblk gave no answer')};
	const {system, asked} = systemWith([]);
	const work = releaseDisk(contextOn(system), pinDisk(disk, someFacts([])), disk);
	await expect(work).rejects.toMatchObject({
		code: 'DISK_BUSY',
		message: expect.stringContaining('its users are not known: lsblk gave no answer'),
	});
	expect(asked).toEqual([]);
});
