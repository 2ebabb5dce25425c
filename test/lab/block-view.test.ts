/** The view of lab disks, asked as the stand-ins ask it: by the real jq. */
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {identities, type LabDisk, udevProperties} from '../../lab/host/disks.ts';

const target: LabDisk = {
	...identities.target,
	role: 'target',
	device: '/dev/loop1',
	image: '/cache/target.raw',
};

const standIns = join(import.meta.dirname, '../../lab/stand-ins');

const ask = (call: string, input: string, {probed = '', options = [] as readonly string[]} = {}) =>
	execFileSync(
		'jq',
		[
			...options,
			...['--raw-output', '--compact-output', '-L', standIns],
			...['--argjson', 'disks', JSON.stringify([target]), '--arg', 'probed', probed],
			`include "block-view"; ${call}`,
		],
		{input, encoding: 'utf8'},
	);

const shown = (blockdevices: readonly unknown[], probed?: string): unknown =>
	JSON.parse(
		ask('lsblk_json($disks; $probed)', JSON.stringify({blockdevices}), {
			...(probed !== undefined && {probed}),
		}),
	).blockdevices;

test('disks of the machine are not shown, lab disks appear as disks with their identity', () => {
	const rows = [
		{name: '/dev/vda', type: 'disk', serial: 'REAL', children: [{name: '/dev/vda1'}]},
		{
			name: '/dev/loop1',
			type: 'loop',
			serial: null,
			rm: true,
			vendor: null,
			size: 7,
			children: [{name: '/dev/loop1p1'}],
		},
		{name: '/dev/loop10', type: 'loop', serial: null},
	];
	expect(shown(rows)).toEqual([
		{
			name: '/dev/loop1',
			type: 'disk',
			serial: 'S4LABN0T4G27',
			rm: false,
			vendor: 'ATA     ',
			size: 7,
			children: [{name: '/dev/loop1p1'}],
		},
	]);
});

test('a partition listed beside its disk stays, and keeps its own type', () => {
	const rows = [{kname: 'loop1p4', type: 'part'}];
	expect(shown(rows)).toEqual(rows);
});

test('a column that was not asked for is not added', () => {
	expect(shown([{name: 'loop1', size: 7}])).toEqual([{name: 'loop1', size: 7}]);
});

test('empty columns of the udev database are filled, at every depth, and others are left alone', () => {
	const rows = [
		{
			name: '/dev/loop1',
			pttype: null,
			state: 'kept',
			children: [{name: '/dev/loop1p3', fstype: null, partlabel: null, pttype: null, zoned: null}],
		},
	];
	const probed = [
		'DEVNAME=/dev/loop1\nPTTYPE=gpt\n',
		'DEVNAME=/dev/loop1p3\nTYPE=ext4\nPART_ENTRY_NAME=boot\nPART_ENTRY_SCHEME=gpt\n',
	].join('');
	expect(shown(rows, probed)).toEqual([
		{
			name: '/dev/loop1',
			pttype: 'gpt',
			state: 'kept',
			children: [
				{
					name: '/dev/loop1p3',
					fstype: 'ext4',
					partlabel: 'boot',
					pttype: 'gpt',
					zoned: null,
				},
			],
		},
	]);
});

test('pairs are read and printed as lsblk prints them', () => {
	const text = 'NAME="/dev/loop1p3" LABEL="" MAJ:MIN="259:0"\nNAME="/dev/vda1" LABEL="x"\n';
	const probed = 'DEVNAME=/dev/loop1p3\nLABEL=boot\n';
	const options = ['--raw-input', '--slurp'];
	expect(ask('lsblk_pairs($disks; $probed)', text, {probed, options})).toBe(
		'NAME="/dev/loop1p3" LABEL="boot" MAJ:MIN="259:0"\n',
	);
});

test('loops that are lab disks are no loops to see', () => {
	const seen = (names: readonly string[]) =>
		ask('other_loops($disks)', JSON.stringify({loopdevices: names.map((name) => ({name}))}));
	expect(JSON.parse(seen(['/dev/loop1', '/dev/loop2']))).toEqual({
		loopdevices: [{name: '/dev/loop2'}],
	});
	expect(seen(['/dev/loop1'])).toBe('');
});

test('udev knows a lab disk by the names under /dev/disk', () => {
	expect(udevProperties(target)).toMatchObject({
		ID_SERIAL_SHORT: 'S4LABN0T4G27',
		DEVLINKS:
			'/dev/disk/by-id/wwn-0x5002538f41b2c3d4 /dev/disk/by-id/ata-LABDISK_PM883_128G_S4LABN0T4G27 /dev/disk/by-path/pci-0000:00:1f.2-ata-1',
	});
});
