import {expect, test} from 'vitest';
import {identities, type LabDisk, udevProperties} from '../../lab/host/disks.ts';
import {
	formatPairs,
	labBlockDevices,
	otherLoops,
	parsePairs,
	parseProbe,
	withProbed,
} from '../../lab/stand-ins/block-view.ts';

const target: LabDisk = {
	...identities.target,
	role: 'target',
	device: '/dev/loop1',
	image: '/cache/target.raw',
};

test('disks of the machine are not shown, lab disks appear as disks with their identity', () => {
	const rows = [
		{name: '/dev/vda', type: 'disk', serial: 'REAL', children: [{name: '/dev/vda1'}]},
		{name: '/dev/loop1', type: 'loop', serial: null, size: 7, children: [{name: '/dev/loop1p1'}]},
		{name: '/dev/loop10', type: 'loop', serial: null},
	];
	expect(labBlockDevices(rows, [target])).toEqual([
		{
			name: '/dev/loop1',
			type: 'disk',
			serial: 'S4LABN0T4G27',
			size: 7,
			children: [{name: '/dev/loop1p1'}],
		},
	]);
});

test('a partition listed beside its disk stays, and keeps its own type', () => {
	const rows = [{kname: 'loop1p4', type: 'part'}];
	expect(labBlockDevices(rows, [target])).toEqual(rows);
});

test('a column that was not asked for is not added', () => {
	expect(labBlockDevices([{name: 'loop1', size: 7}], [target])).toEqual([{name: 'loop1', size: 7}]);
});

test('empty columns of the udev database are filled, at every depth, and others are left alone', () => {
	const rows = [
		{
			name: '/dev/loop1',
			pttype: null,
			model: null,
			children: [{name: '/dev/loop1p3', fstype: null, partlabel: null, pttype: null}],
		},
	];
	const probe = (device: string) =>
		parseProbe(
			device === '/dev/loop1p3'
				? 'TYPE=ext4\nPART_ENTRY_NAME=boot\nPART_ENTRY_SCHEME=gpt\n'
				: 'PTTYPE=gpt\n',
		);
	expect(withProbed(rows, probe)).toEqual([
		{
			name: '/dev/loop1',
			pttype: 'gpt',
			model: null,
			children: [{name: '/dev/loop1p3', fstype: 'ext4', partlabel: 'boot', pttype: 'gpt'}],
		},
	]);
});

test('pairs are read and printed as lsblk prints them', () => {
	const text = 'NAME="/dev/loop1p3" LABEL="" MAJ:MIN="259:0"\n';
	expect(parsePairs(text)).toEqual([{name: '/dev/loop1p3', label: null, 'maj:min': '259:0'}]);
	expect(formatPairs(parsePairs(text))).toBe(text);
});

test('loops that are lab disks are no loops to see', () => {
	const rows = [{name: '/dev/loop1'}, {name: '/dev/loop2'}];
	expect(otherLoops(rows, [target])).toEqual([{name: '/dev/loop2'}]);
});

test('udev knows a lab disk by the names under /dev/disk', () => {
	expect(udevProperties(target)).toMatchObject({
		ID_SERIAL_SHORT: 'S4LABN0T4G27',
		DEVLINKS:
			'/dev/disk/by-id/wwn-0x5002538f41b2c3d4 /dev/disk/by-id/ata-LABDISK_PM883_128G_S4LABN0T4G27 /dev/disk/by-path/pci-0000:00:1f.2-ata-1',
	});
});
