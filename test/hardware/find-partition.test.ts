import {expect, test} from 'vitest';
import {InstallError} from '../../src/errors.ts';
import {findPartition} from '../../src/hardware/find-partition.ts';
import {readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const system = recordedSystem(readMachine('coreos-node'));
const disk = {path: '/dev/sda', deviceNumber: '8:0'};
const other = {path: '/dev/sdb', deviceNumber: '8:16'};

const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'found',
		(error: unknown) => (error as InstallError).code,
	);

test('a partition is found on its own disk, though another disk carries the same labels', async () => {
	expect(await findPartition(system, disk, 4)).toEqual({
		number: 4,
		path: '/dev/sda4',
		deviceNumber: '259:4',
		sizeBytes: 400_000 * 1024 * 1024,
	});
	expect(await findPartition(system, other, 4)).toMatchObject({path: '/dev/sdb4'});
});

test('a partition that the disk has not is missing', async () => {
	expect(await codeOf(findPartition(system, other, 5))).toBe('PARTITION_MISSING');
});

test('a path that now is another device is refused', async () => {
	const moved = {path: '/dev/sda', deviceNumber: '8:16'};
	expect(await codeOf(findPartition(system, moved, 4))).toBe('DISK_CHANGED');
	const gone = {path: '/dev/sdx', deviceNumber: '8:0'};
	expect(await codeOf(findPartition(system, gone, 1))).toBe('DISK_CHANGED');
});

test('a node that comes late is waited for', async () => {
	let looks = 0;
	const slow = {
		...system,
		files: {
			...system.files,
			stat: async (path: string) => {
				looks += path === '/dev/sda4' ? 1 : 0;
				return path === '/dev/sda4' && looks < 3 ? undefined : system.files.stat(path);
			},
		},
	};
	expect(await findPartition(slow, disk, 4)).toMatchObject({number: 4});
	expect(looks).toBe(3);
});

test.each(['ENOENT', 'ENODEV'])(
	'a partition that vanishes while it is read (%s) is looked for again',
	async (code) => {
		let reads = 0;
		const path = '/sys/class/block/sda4/partition';
		const rereading = {
			...system,
			files: {
				...system.files,
				readText: async (asked: string, maxBytes?: number) => {
					reads += asked === path ? 1 : 0;
					if (asked === path && reads < 3) {
						const cause = Object.assign(new Error(code), {code});
						throw new InstallError('FILE_UNREADABLE', {path, why: code}, {cause});
					}
					return system.files.readText(asked, maxBytes);
				},
			},
		};
		expect(await findPartition(rereading, disk, 4)).toMatchObject({number: 4});
		expect(reads).toBe(3);
	},
);

test('a partition that cannot be read for another reason is an error', async () => {
	const unreadable = {
		...system,
		files: {
			...system.files,
			readText: async (path: string) => {
				throw new InstallError('FILE_UNREADABLE', {path, why: 'EIO'});
			},
		},
	};
	expect(await codeOf(findPartition(unreadable, disk, 4))).toBe('FILE_UNREADABLE');
});
