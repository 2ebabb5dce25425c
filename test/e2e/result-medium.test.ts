/**
 * The result of an unattended run on the medium that its configuration came from: filesystems on a loop device, which only
 * lsblk is made to call a stick or a disc; everything else is real.
 */
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {leaveResult} from '../../src/engine/report/result-file.ts';
import {type ReportRecord, reportRecord} from '../../src/engine/report/schema.ts';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';

const mountpoint = '/run/ibi-console/result';
const label = 'IBI-RESULT';
const {signal} = new AbortController();
const real = realSystem(process.env);

let directory: string;
let image: string;
let device: string | undefined;

const program = (name: string, ...args: readonly string[]): string =>
	execFileSync(name, args, {stdio: ['ignore', 'pipe', 'pipe']})
		.toString()
		.trim();

/** @param readOnly as a disc is */
const plugIn = (...readOnly: readonly string[]): string => {
	device = program('losetup', '--find', '--show', ...readOnly, image);
	return device;
};

const withStick = (path: string): System => ({
	...real,
	run: async (command, options) => {
		if (command.program !== 'lsblk') {
			return real.run(command, options);
		}
		const row = {
			...{name: path, kname: path, path, 'maj:min': '7:0', type: 'disk', size: 16_777_216},
			...{ro: false, rm: true, hotplug: true, rota: false, tran: 'usb', fstype: 'ext4', label},
			mountpoints: [null],
		};
		return {stdout: JSON.stringify({blockdevices: [row]}), stderr: '', exitCode: 0};
	},
});

const end: ReportRecord = {
	schema: 'ibi-console.report/1',
	kind: 'end',
	at: '2026-11-21T09:31:44.000Z',
	number: 9,
	host: {serial: '7XK/29 W3'},
	outcome: 'done',
};

const isMounted = (): boolean => readFileSync('/proc/self/mountinfo', 'utf8').includes(mountpoint);

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-result-'));
	image = join(directory, 'medium.raw');
	writeFileSync(image, '');
	truncateSync(image, 16 * 1024 * 1024);
	program('mkfs.ext4', '-q', '-L', label, image);
});

afterEach(() => {
	if (device !== undefined) program('losetup', '--detach', device);
	device = undefined;
	rmSync(directory, {recursive: true, force: true});
	rmSync(mountpoint, {recursive: true, force: true});
});

test('a stick that can be written has the record of this host in our folder, and can be pulled', async () => {
	const stick = plugIn();
	await leaveResult(withStick(stick), label, end, signal);
	expect(isMounted()).toBe(false);
	const text = program('debugfs', '-R', 'cat /ibi-console/result-7XK_29_W3.json', image);
	expect(reportRecord.parse(JSON.parse(text))).toEqual(end);
});

test('a disc is left as it is, which is told, and nothing stays mounted', async () => {
	const disc = plugIn('--read-only');
	const before = readFileSync(image);
	await expect(leaveResult(withStick(disc), label, end, signal)).rejects.toThrow();
	expect(isMounted()).toBe(false);
	expect(readFileSync(image).equals(before)).toBe(true);
	expect(existsSync(join(mountpoint, 'ibi-console'))).toBe(false);
});
