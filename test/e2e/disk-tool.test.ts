/** The disks tool on a real loop device: what holds it, what frees it when it is typed, and the reads that show it. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ToolContext} from '../../src/engine/tools/context.ts';
import {locateDisk} from '../../src/engine/tools/deeds/locate-disk.ts';
import {nothingKnown} from '../../src/engine/tools/known.ts';
import {diskRates} from '../../src/engine/tools/looks/disk-rates.ts';
import {disks} from '../../src/engine/tools/looks/disks.ts';
import {realSystem} from '../../src/system/real.ts';
import {untried} from '../engine/tools/untried.ts';

const system = realSystem(process.env);
const open = new AbortController().signal;
const context: ToolContext = {
	system,
	serves: 'install',
	stateDirectory: '/nowhere',
	state: () => nothingKnown,
	...untried,
};

const run = (program: string, ...args: readonly string[]): string =>
	execFileSync(program, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();

let directory = '';
let device = '';
const image = (): string => join(directory, 'disk.img');
const digest = (): string => createHash('sha256').update(readFileSync(image())).digest('hex');

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'disk-tool-'));
	writeFileSync(image(), Buffer.alloc(96 * 1024 * 1024, 7));
	device = run('losetup', '--find', '--show', image());
});

afterEach(() => {
	run('losetup', '--detach', device);
	rmSync(directory, {recursive: true});
});

test('what is told to free a mounted disk frees it', async () => {
	run('mkfs.ext4', '-q', device);
	const mountpoint = join(directory, 'in use');
	mkdirSync(mountpoint);
	run('mount', device, mountpoint);
	const ownDisk = async () =>
		(await disks.read(context, {}, open)).disks.find(({path}) => path === device);
	const command = (await ownDisk())?.freeing[0]?.command ?? 'false';
	expect(command).toBe(`umount '${mountpoint}'`);
	run('sh', '-c', command);
	expect((await ownDisk())?.freeing).toEqual([]);
});

test('reads in pulses show where it is, end by themselves, and change no byte', async () => {
	const before = digest();
	const told: unknown[] = [];
	const tell = (progress: object): void => void told.push(progress);
	const name = device.replace('/dev/', '');
	const located = locateDisk.do(context, {path: device}, {signal: open, tell});
	const {rates} = await diskRates.read(context, {}, open);
	expect(rates.find((rate) => rate.name === name)?.readBytesPerS).toBeGreaterThan(0);
	expect(await located).toEqual({by: 'reads'});
	expect(told.at(-1)).toEqual({done: 8, total: 8});
	expect(digest()).toBe(before);
});

test('a disk that is not there, or no disk at all, is not read', async () => {
	const refused = (path: string) => locateDisk.do(context, {path}, {signal: open, tell: () => {}});
	await expect(refused('/dev/none')).rejects.toMatchObject({code: 'DISK_NOT_FOUND'});
	expect(locateDisk.params.safeParse({path: '/etc/shadow'}).success).toBe(false);
});
