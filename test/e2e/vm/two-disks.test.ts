/**
 * A host with a second disk, which holds an old CoreOS, on a serial line of 9600 baud. Between two starts the disks change
 * places. Nobody is in front of it; the disk is named by its serial number.
 */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {copyFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {artifactDirectory} from '../../../lab/stage.ts';
import {otherDiskFile, otherDisks} from '../../../lab/stages/other-disks.ts';
import type {VmDisk} from '../../../lab/vm/arguments.ts';
import {lab} from '../lab-install.ts';
import {diskSerial, type Factory, openFactory, unattendedArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {started, untilJournal, untilResult} from './watch.ts';

const limitMs = 900_000;

let factory: Factory;
let medium: string;
let target: VmDisk;
let other: VmDisk;
let otherBefore: string;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('two-disks');
	const slow = unattendedArguments.map((word) => word.replace('ttyS0,115200n8', 'ttyS0,9600n8'));
	medium = await factory.makeIso('iso', {
		kargs: [...slow, 'ibi.countdown=3', 'ibi.on_success=poweroff', 'ibi.console=ttyS0'],
	});
	target = {file: await factory.makeDisk('target'), format: 'qcow2', serial: diskSerial};
	const file = join(factory.directory, 'other.raw');
	await copyFile(join(await artifactDirectory(otherDisks, lab.settings), otherDiskFile), file);
	other = {file, format: 'raw', serial: 'OLDCOREOS0001'};
	otherBefore = await digestOf(file);
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

const start = async (name: string, disks: readonly VmDisk[], from: 'medium' | 'disk' = 'medium') =>
	startVmHost(factory, name, {
		...{disk: target.file, disks, bootFrom: from, serialBytesPerSecond: 960},
		...(from === 'medium' && {medium}),
	});

test('as the second disk the right one is written to', async () => {
	keepOnFailure(factory, () => host);
	host = await start('second', [other, target]);
	await untilJournal(host, started('disk.write-image'));
	expect(await host.inside('lsblk --noheadings --nodeps --output SERIAL /dev/vdb')).toBe(
		diskSerial,
	);
	await host.cutPower();
	expect(await digestOf(other.file)).toBe(otherBefore);
});

test('as the first disk it is found again, the other is warned of, and a line of 9600 baud is not filled', async () => {
	keepOnFailure(factory, () => host);
	host = await start('first', [target, other]);
	await untilJournal(host, started('disk.write-image'));
	const {console} = host;
	await console.waitFor(/WRITING - DO NOT POWER OFF/, limitMs);
	// What was saved up at the start is spent by then.
	await delay(settleMs);
	const before = console.receivedBytes();
	await delay(measureMs);
	const perSecond = ((console.receivedBytes() - before) * 1000) / measureMs;
	process.stdout.write(`${perSecond.toFixed(0)} bytes a second at 9600 baud\n`);
	expect(perSecond).toBeGreaterThan(0);
	expect(perSecond).toBeLessThanOrEqual(240);
	console.type('?');
	await console.waitFor(/Up +one line up/, 60_000);
	console.type('b');
	await console.waitFor(/WRITING - DO NOT POWER OFF/);
	console.type('0');
	await console.waitFor(/-- Tools -/);
	console.type('1');
	await console.waitFor(/WARNING +No label twice/);
	expect(await untilResult(host)).toMatchObject({RESULT: 'done', EXIT: '0', DISK: diskSerial});
	await host.off;
	expect(await digestOf(other.file)).toBe(otherBefore);
});

test('once the old CoreOS is removed, as its warning says, the disk starts', async () => {
	keepOnFailure(factory, () => host);
	host = await start('edge', [target], 'disk');
	await host.console.waitFor('cluster-config', limitMs);
});

const settleMs = 20_000;
const measureMs = 40_000;

const digestOf = async (file: string): Promise<string> => {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
};
