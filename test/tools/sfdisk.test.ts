import {expect, test} from 'vitest';
import {parseSfdisk} from '../../src/tools/sfdisk.ts';

const table = (changes: object): string =>
	JSON.stringify({
		partitiontable: {label: 'gpt', id: 'ABC-DEF', device: '/dev/sda', unit: 'sectors', ...changes},
	});

test('sizes count in the sectors of the table, and ids are lower case', () => {
	const partitions = [
		{
			node: '/dev/sda4',
			start: 1,
			size: 10,
			type: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
			name: 'root',
		},
	];
	expect(parseSfdisk(table({sectorsize: 4096, partitions}))).toEqual({
		kind: 'gpt',
		id: 'abc-def',
		partitions: [
			{
				number: 4,
				startByte: 4096,
				sizeBytes: 40_960,
				type: '0fc63daf-8483-4772-8e79-3d69d8477de4',
				label: 'root',
			},
		],
	});
});

test.each([
	['/dev/sda', '/dev/sda12', 12],
	['/dev/nvme0n1', '/dev/nvme0n1p3', 3],
	['/dev/loop10', '/dev/loop10p1', 1],
	['/dev/mapper/mpatha', '/dev/mapper/mpatha-part2', 2],
	['/dev/disk/by-id/x', '/dev/disk/by-id/x-half2', Number.NaN],
])('the number of a partition is the end of its name: %s %s', (device, node, number) => {
	const partitions = [{node, start: 1, size: 1, type: 'c'}];
	const text = table({label: 'dos', device, partitions});
	expect(parseSfdisk(text).partitions[0]).toMatchObject({number, sizeBytes: 512, type: '0x0c'});
});

test('a table without partitions is a table', () => {
	expect(parseSfdisk(table({}))).toEqual({kind: 'gpt', id: 'abc-def', partitions: []});
});
