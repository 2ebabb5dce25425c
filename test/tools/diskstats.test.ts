import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import {readForMs} from '../../src/tools/dd.ts';
import {parseDiskstats, readDiskFaults} from '../../src/tools/diskstats.ts';
import {setLocateLight} from '../../src/tools/locate.ts';
import {filesBelow} from '../engine/steps/scripted-system.ts';

const open = new AbortController().signal;

const folder = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'diskstats-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	return directory;
};

test('counters are told in bytes, with or without the columns of newer kernels', () => {
	const text =
		'   8       0 sda 100 2 800 40 50 3 1600 90 4 120 130\n' +
		' 259       0 nvme0n1 1 0 8 1 2 0 16 1 0 5 2 0 0 0 0 9 9\n';
	expect(parseDiskstats(text)).toEqual([
		{
			name: 'sda',
			reads: 100,
			readBytes: 409_600,
			writes: 50,
			writtenBytes: 819_200,
			inFlight: 4,
			busyMs: 120,
		},
		expect.objectContaining({name: 'nvme0n1', readBytes: 4096, busyMs: 5}),
	]);
});

test('faults of a SCSI disk are counted in hexadecimal, and a disk that counts none has none', async () => {
	const root = folder();
	mkdirSync(join(root, 'sys/block/sda/device'), {recursive: true});
	writeFileSync(join(root, 'sys/block/sda/device/ioerr_cnt'), '0x1f\n');
	const system = {files: filesBelow(root)};
	expect(await readDiskFaults(system, 'sda')).toEqual({errors: 31});
	expect(await readDiskFaults(system, 'nvme0n1')).toEqual({});
});

test('the light of a bay is switched by the kernel where ledctl is missing', async () => {
	const root = folder();
	const bay = join(root, 'sys/block/sda/device/enclosure_device:Slot 04');
	mkdirSync(bay, {recursive: true});
	writeFileSync(join(bay, 'locate'), '0\n');
	const {run} = realSystem({PATH: root});
	const system = {...realSystem({}), run, files: filesBelow(root)};
	expect(await setLocateLight(system, '/dev/sda', true, open)).toBe(true);
	expect(readFileSync(join(bay, 'locate'), 'utf8')).toBe('1\n');
	expect(await setLocateLight(system, '/dev/sdb', true, open)).toBe(false);
});

test('ledctl is asked first', async () => {
	const root = folder();
	writeFileSync(join(root, 'ledctl'), `#!/bin/sh\necho "$*" >> ${root}/called\n`, {mode: 0o755});
	const system = realSystem({PATH: `${root}:/usr/bin:/bin`});
	await setLocateLight(system, '/dev/sda', true, open);
	await setLocateLight(system, '/dev/sda', false, open);
	expect(readFileSync(join(root, 'called'), 'utf8')).toBe('locate=/dev/sda\nlocate_off=/dev/sda\n');
});

test('reading for a while ends with its time, and tells of a disk that cannot be read', async () => {
	const system = realSystem({});
	const startedMs = system.clock.monotonicMs();
	await readForMs(system, '/dev/zero', 100, open).catch(() => {});
	expect(system.clock.monotonicMs() - startedMs).toBeLessThan(10_000);
	await expect(readForMs(system, '/dev/none', 5000, open)).rejects.toMatchObject({
		code: 'COMMAND_FAILED',
	});
});
