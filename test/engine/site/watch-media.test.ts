/** Watching with real programs that a test wrote: an lsblk whose answer changes, and a udevadm that tells of it. */
import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type MediaSnapshot, watchMedia} from '../../../src/engine/site/watch-media.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import {filesBelow} from '../steps/scripted-system.ts';
import {blockDevice} from './block-devices.ts';

const patience = {timeout: 15_000};

let root: string;
let told: MediaSnapshot[];
let life: AbortController;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'watch-'));
	told = [];
	life = new AbortController();
	await mkdir(join(root, 'bin'));
	await devices([]);
	await program('lsblk', `cat ${root}/devices`);
});

afterEach(() => rm(root, {recursive: true}));

const program = async (name: string, script: string): Promise<void> => {
	await writeFile(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
	await chmod(join(root, 'bin', name), 0o755);
};

const devices = (rows: readonly object[]): Promise<void> =>
	writeFile(join(root, 'devices'), JSON.stringify({blockdevices: rows}));

const withUdev = async (): Promise<void> => {
	await mkdir(join(root, 'run/udev'), {recursive: true});
	await writeFile(join(root, 'run/udev/control'), '');
};

/** Its sleeps are a thousandth of what they are asked for. */
const hastySystem = (): System => {
	const system = realSystem({PATH: `${root}/bin:/usr/bin:/bin`});
	const {clock} = system;
	const sleep: typeof clock.sleep = (durationMs, signal) => clock.sleep(durationMs / 100, signal);
	return {...system, files: filesBelow(root), clock: {...clock, sleep}};
};

const watchUntil = async (isEnough: (snapshot: MediaSnapshot) => boolean): Promise<void> => {
	await watchMedia(hastySystem(), life.signal, (snapshot) => {
		told.push(snapshot);
		if (isEnough(snapshot)) {
			life.abort();
		}
	});
};

const stick = blockDevice({
	path: '/dev/sdb1',
	type: 'part',
	fstype: 'ext4',
	label: 'cluster-config',
});

test('a stick is told when udev tells of it', async () => {
	await withUdev();
	await program(
		'udevadm',
		`echo monitor; while [ ! -e ${root}/inserted ]; do sleep 0.02; done; echo add; sleep 60`,
	);
	const watching = watchUntil(({media}) => media.length > 0);
	await expect.poll(() => told.length, patience).toBeGreaterThan(0);
	expect(told[0]).toEqual({media: [], watching: {kind: 'events'}});
	await devices([stick]);
	await writeFile(join(root, 'inserted'), '');
	await watching;
	expect(told.at(-1)).toMatchObject({
		media: [{device: '/dev/sdb1', verdict: {kind: 'labelled', isLegacyLabel: false}}],
		watching: {kind: 'events'},
	});
});

test('without udev the devices are listed again and again, and only a change is told', async () => {
	const watching = watchUntil(({media}) => media.length > 0);
	await expect.poll(() => told.at(-1)?.watching.kind, patience).toBe('polling');
	await devices([stick]);
	await watching;
	// At the beginning, when it turned out that there is no udev, and the stick.
	expect(told.length).toBeLessThanOrEqual(3);
	expect(told.at(-1)?.watching).toMatchObject({reason: 'udev does not run on this system'});
});

test('a udevadm that dies is started again, five times at the most', async () => {
	await withUdev();
	await program('udevadm', `echo started >> ${root}/starts; exit 1`);
	await watchUntil(({watching}) => watching.kind === 'polling');
	const {readText} = realSystem({}).files;
	expect((await readText(join(root, 'starts'))).trim().split('\n')).toHaveLength(5);
	expect(told.at(-1)?.watching).toMatchObject({reason: expect.stringContaining('exit code 1')});
});

test('an lsblk that fails is told, and watched on', async () => {
	await withUdev();
	await program('udevadm', 'sleep 60');
	await program('lsblk', 'echo broken >&2; exit 1');
	await watchUntil(({fault}) => fault !== undefined);
	expect(told.at(-1)).toMatchObject({media: [], fault: expect.stringContaining('broken')});
});
