import {expect, test} from 'vitest';
import type {InstallError} from '../../src/errors.ts';
import {lsblkCommand, parseLsblk} from '../../src/tools/lsblk.ts';

const row = {
	name: '/dev/sda',
	kname: '/dev/sda',
	path: '/dev/sda',
	'maj:min': '  8:0 ',
	type: 'disk',
	size: 480_103_981_056,
	ro: false,
	rm: false,
	hotplug: false,
	rota: true,
	tran: null,
	model: ' ',
	vendor: 'ATA     ',
	mountpoints: [null],
};

const parseOne = (changes: object) =>
	parseLsblk(JSON.stringify({blockdevices: [{...row, ...changes}]}))[0];

test('a row becomes a device; blank words and unmounted mount points are nothing', () => {
	expect(parseOne({})).toMatchObject({
		path: '/dev/sda',
		kernelName: 'sda',
		deviceNumber: '8:0',
		sizeBytes: 480_103_981_056,
		isRotational: true,
		model: undefined,
		vendor: 'ATA',
		serial: undefined,
		mountpoints: [],
		children: [],
	});
});

test('booleans and sizes of older releases are texts', () => {
	expect(parseOne({ro: '1', rm: '0', rota: '0', size: '2048'})).toMatchObject({
		isReadOnly: true,
		isRemovable: false,
		isRotational: false,
		sizeBytes: 2048,
	});
});

test('a controller that names its disks in a directory keeps its kernel name', () => {
	expect(parseOne({kname: '/dev/cciss/c0d0'})?.kernelName).toBe('cciss!c0d0');
});

test('children are devices too', () => {
	const child = {...row, path: '/dev/sda1', type: 'part', mountpoints: ['/boot', null]};
	expect(parseOne({children: [child]})?.children).toMatchObject([
		{path: '/dev/sda1', mountpoints: ['/boot']},
	]);
});

test.each([
	['a missing column', {size: undefined}],
	['a size with a unit', {size: '447.1G'}],
	['a flag that is neither yes nor no', {ro: 'maybe'}],
])('%s is refused and not guessed', (_, changes) => {
	expect(() => parseOne(changes)).toThrow(
		expect.objectContaining({code: 'OUTPUT_UNREADABLE'} satisfies Partial<InstallError>),
	);
});

test('no column is asked for that RHEL 9 does not know', () => {
	const columns = lsblkCommand().args.at(-1)?.split(',') ?? [];
	for (const newer of ['START', 'PARTN', 'ID-LINK', 'DISK-SEQ', 'MAJ', 'MIN']) {
		expect(columns).not.toContain(newer);
	}
	expect(columns.every((column) => /^[A-Z:-]+$/.test(column))).toBe(true);
});
