/** The probes on real loop devices, with the real programs: what no recorded machine can show. Needs root. */
import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {releaseDisk} from '../../src/engine/steps/release.ts';
import type {InstallError} from '../../src/errors.ts';
import {probeDisks} from '../../src/hardware/disks.ts';
import {type Disk, known} from '../../src/hardware/facts.ts';
import {findPartition} from '../../src/hardware/find-partition.ts';
import {requireKernelTable} from '../../src/hardware/kernel-table.ts';
import {findPinnedDisk, pinDisk} from '../../src/hardware/pin.ts';
import {probeHost} from '../../src/hardware/probe.ts';
import {realSystem} from '../../src/system/real.ts';
import {updatePartitions} from '../../src/tools/partx.ts';
import {contextOn} from '../engine/steps/scripted-system.ts';

const system = realSystem(process.env);
/** No other loop device of this machine has it. */
const sizeBytes = 67 * 1024 * 1024 + 4096;

const run = (program: string, ...args: readonly string[]): string =>
	execFileSync(program, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();

let directory = '';
let image = '';
let device = '';

const attach = (): string => run('losetup', '--find', '--show', '--partscan', image);

const forgetPartitions = (): void => {
	run('sh', '-c', `partx --delete ${device} 2>&1 || true`);
};

const detach = (): void => {
	forgetPartitions();
	run('losetup', '--detach', device);
};

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'real-disk-'));
	image = join(directory, 'disk.img');
	writeFileSync(image, '');
	truncateSync(image, sizeBytes);
	device = attach();
});

afterEach(() => {
	detach();
	rmSync(directory, {recursive: true});
});

const ownDisk = async (): Promise<Disk> => {
	const found = (await probeDisks(system)).find(({path}) => path === device);
	if (found === undefined) {
		throw new Error(`${device} is not among the disks`);
	}
	return found;
};

const partition = (): void => {
	const script = join(directory, 'table');
	writeFileSync(script, 'label: gpt\nsize=8M, name=one\nsize=16M, name=root\n');
	run('sh', '-c', `sfdisk --quiet --no-reread ${device} < ${script}`);
};

const showPartitions = (): void => {
	run('partx', '--update', device);
	run('mkfs.ext4', '-q', '-L', 'root', `${device}p2`);
};

test('a blank disk is empty, and one byte at its very end makes it data', async () => {
	expect((await ownDisk()).contents).toEqual(known({kind: 'empty'}));
	run('sh', '-c', `printf x | dd of=${device} bs=1 seek=${sizeBytes - 1} conv=notrunc status=none`);
	expect((await ownDisk()).contents).toMatchObject({
		value: {kind: 'data', looksLike: 'unknown data', partitions: []},
	});
});

test('partitions, their filesystems and their mounts are seen, without udev too', async () => {
	partition();
	showPartitions();
	const mountpoint = join(directory, 'a mount point');
	run('mkdir', mountpoint);
	run('mount', `${device}p2`, mountpoint);
	try {
		const {contents, uses} = await ownDisk();
		expect(contents).toMatchObject({
			value: {
				table: 'gpt',
				partitions: [
					{number: 1, label: 'one', sizeBytes: 8 * 1024 * 1024},
					{number: 2, label: 'root', filesystem: 'ext4', filesystemLabel: 'root'},
				],
			},
		});
		expect(uses).toEqual(known([{kind: 'mounted', device: `${device}p2`, mountpoint}]));
	} finally {
		run('umount', mountpoint);
	}
});

test('partitions that the kernel has no device for are told, as not read', async () => {
	partition();
	forgetPartitions();
	expect((await ownDisk()).contents).toMatchObject({
		value: {table: 'gpt', partitions: [], unreadPartitions: ['1 one', '2 root']},
	});
});

test('a partition is found by number, and a disk without it has none', async () => {
	const disk = await ownDisk();
	const missing = findPartition(system, disk, 2).catch((error: InstallError) => error.code);
	expect(await missing).toBe('PARTITION_MISSING');
	partition();
	showPartitions();
	expect(await findPartition(system, disk, 2)).toMatchObject({
		path: `${device}p2`,
		sizeBytes: 16 * 1024 * 1024,
	});
});

test('a disk that was taken out and put back under its name is not the confirmed one', async () => {
	const {host} = await probeHost(system);
	const pinned = pinDisk(await ownDisk(), {host});
	expect((await findPinnedDisk(system, pinned)).path).toBe(device);
	run('losetup', '--detach', device);
	device = attach();
	const refused = findPinnedDisk(system, pinned).catch((error: InstallError) => error.code);
	expect(await refused).toBe('DISK_CHANGED');
});

/** Mounted where nobody else can see it. */
const mountOutOfSight = async (partitionPath: string): Promise<ChildProcess> => {
	const mountpoint = join(directory, 'out of sight');
	run('mkdir', mountpoint);
	const script = 'mount "$0" "$1" && echo mounted && exec sleep 600';
	const words = ['--mount', 'sh', '-c', script, partitionPath, mountpoint];
	const child = spawn('unshare', words, {stdio: ['ignore', 'pipe', 'inherit']});
	await once(child.stdout, 'data');
	return child;
};

test('a disk in use by what nobody can see is refused by the kernel, and its partitions keep their borders', async () => {
	partition();
	showPartitions();
	const {host} = await probeHost(system);
	const pinned = pinDisk(await ownDisk(), {host});
	const context = contextOn(system);
	await releaseDisk(context, pinned, await ownDisk());
	const child = await mountOutOfSight(`${device}p2`);
	try {
		const disk = await ownDisk();
		expect(disk.uses).toEqual(known([]));
		await expect(releaseDisk(context, pinned, disk)).rejects.toMatchObject({
			code: 'DISK_BUSY',
			message: expect.stringContaining('cannot be seen from here'),
		});
		await expect(system.files.openInPlace(device)).rejects.toMatchObject({
			code: 'FILE_UNWRITABLE',
			message: expect.stringContaining('EBUSY'),
		});
		const script = join(directory, 'smaller');
		writeFileSync(script, 'label: gpt\nsize=7M, name=one\nsize=16M, name=root\n');
		run('sh', '-c', `sfdisk --quiet --force --no-reread ${device} < ${script} || true`);
		await updatePartitions(system, device, context.signal);
		await expect(requireKernelTable(system, disk, context.signal)).rejects.toMatchObject({
			code: 'PARTITION_OUTDATED',
			message: expect.stringContaining('partition 2'),
		});
	} finally {
		child.kill();
		await once(child, 'close');
	}
	await updatePartitions(system, device, context.signal);
	await requireKernelTable(system, await ownDisk(), context.signal);
});
