/**
 * A bundle onto a stick: a filesystem on a loop device, which only lsblk is made to call a stick; everything else is
 * real. Also the stick that carries the configuration, one that is full, and a disk of the host.
 */
import {execFileSync} from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {EvidenceGroup} from '../../src/engine/evidence/group-names.ts';
import {makeBundle} from '../../src/engine/evidence/make-bundle.ts';
import type {EvidenceSource} from '../../src/engine/evidence/source.ts';
import {listSticks} from '../../src/engine/evidence/sticks.ts';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';

let directory: string;
let device: string;
const {signal} = new AbortController();
const real = realSystem(process.env);

const program = (name: string, ...args: readonly string[]): string =>
	execFileSync(name, args, {stdio: ['ignore', 'pipe', 'pipe']})
		.toString()
		.trim();

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-stick-'));
	const image = join(directory, 'stick.raw');
	writeFileSync(image, '');
	truncateSync(image, 64 * 1024 * 1024);
	const content = join(directory, 'content/cluster-configuration');
	program('mkdir', '--parents', content);
	writeFileSync(join(content, 'manifest.json'), '{}');
	program('mkfs.ext4', '-q', '-L', 'cluster-config', '-d', join(directory, 'content'), image);
	device = program('losetup', '--find', '--show', image);
});

afterEach(() => {
	// The next file behind this device would be read-only too.
	program('blockdev', '--setrw', device);
	program('losetup', '--detach', device);
	rmSync(directory, {recursive: true, force: true});
});

type Row = {readonly isStick?: boolean; readonly mountpoint?: string; readonly device?: string};

const withRow = (row: Row = {}): System => withRows([row]);

/** What lsblk would say of sticks in ports of this host. */
const withRows = (rows: readonly Row[]): System => ({
	...real,
	run: async (command, options) => {
		if (command.program !== 'lsblk' || !command.args.includes('--json')) {
			return real.run(command, options);
		}
		const blockdevices = rows.map(({isStick = true, mountpoint, device: path = device}, index) => ({
			...{name: path, kname: path, path, 'maj:min': `7:${index}`, type: 'disk'},
			...{size: 64 * 1024 * 1024, ro: false, rm: isStick, hotplug: isStick, rota: false},
			...{tran: isStick ? 'usb' : 'sata', fstype: 'ext4', label: 'cluster-config'},
			mountpoints: [mountpoint ?? null],
		}));
		return {stdout: JSON.stringify({blockdevices}), stderr: '', exitCode: 0};
	},
});

const source = (): EvidenceSource => ({
	serves: 'install',
	version: '1',
	stateDirectory: join(directory, 'state'),
	host: () => 'SN1',
	known: () => ({findings: []}),
});

const bringOut = (
	system: System,
	leftOut: readonly EvidenceGroup[] = ['commands', 'logs', 'facts'],
) => makeBundle(system, source(), {leftOut, out: {kind: 'stick', device}}, {signal});

/** What is on the stick now, without mounting it. */
const onStick = (path: string, on = device): readonly string[] =>
	program('debugfs', '-R', `ls -p ${path}`, on)
		.split('\n')
		.map((line) => line.split('/')[5] ?? '')
		.filter((name) => name !== '' && !name.startsWith('.'));

/** What the technician is told to do with the stick is in it. */
const notOnStick = {
	code: 'EVIDENCE_FAILED',
	message: expect.stringMatching(/EVIDENCE_NOT_ON_STICK/),
	remedy: expect.arrayContaining([expect.stringMatching(/another stick/)]),
};

/** In the state directory, for another way out. */
const bundlesKept = (): readonly string[] =>
	readdirSync(join(directory, 'state/evidence'), {recursive: true, encoding: 'utf8'}).filter(
		(name) => name.endsWith('.tar.gz'),
	);

const mounts = (): string => readFileSync('/proc/self/mountinfo', 'utf8');

test('the stick with the configuration takes a bundle in its own folder, within a minute, and can be pulled', async () => {
	const startedMs = performance.now();
	expect(await listSticks(withRow(), signal)).toEqual([
		{device, sizeBytes: 64 * 1024 * 1024, filesystem: 'ext4', label: 'cluster-config'},
	]);
	const bundle = await bringOut(withRow(), []);
	expect(performance.now() - startedMs).toBeLessThan(60_000);
	expect(mounts()).not.toContain(device);
	expect(onStick('/ibi-console-evidence')).toEqual([bundle.name]);
	expect(onStick('/cluster-configuration')).toEqual(['manifest.json']);
	const copy = join(directory, 'copy.tar.gz');
	program('debugfs', '-R', `dump /ibi-console-evidence/${bundle.name} ${copy}`, device);
	expect(readFileSync(copy).equals(readFileSync(bundle.path))).toBe(true);
	expect(statSync(copy).size).toBe(bundle.sizeBytes);
});

test('a second bundle does not touch the first', async () => {
	const first = await bringOut(withRow());
	await real.clock.sleep(1100);
	const second = await bringOut(withRow());
	expect(onStick('/ibi-console-evidence')).toEqual([first.name, second.name]);
});

test('a stick that is being looked into for a configuration is waited for', async () => {
	let asked = 0;
	const busy: System = {
		...withRow(),
		run: (command, options) => {
			asked += command.program === 'lsblk' && command.args.includes('--json') ? 1 : 0;
			const mountpoint = asked <= 2 ? '/run/ibi-console/media/0011' : undefined;
			return withRow({...(mountpoint !== undefined && {mountpoint})}).run(command, options);
		},
	};
	const {name} = await bringOut(busy);
	expect(onStick('/ibi-console-evidence')).toEqual([name]);
	expect(asked).toBe(3);
});

test('a stick that is full says so, and is unmounted', async () => {
	const mountpoint = join(directory, 'mnt');
	program('mkdir', mountpoint);
	program('mount', device, mountpoint);
	expect(() => program('dd', 'if=/dev/zero', `of=${mountpoint}/full`, 'bs=1M')).toThrow('No space');
	expect(() => program('dd', 'if=/dev/zero', `of=${mountpoint}/rest`, 'bs=1K')).toThrow('No space');
	program('umount', mountpoint);
	await expect(bringOut(withRow())).rejects.toMatchObject(notOnStick);
	expect(mounts()).not.toContain(device);
	expect(onStick('/ibi-console-evidence')).toEqual([]);
});

test('a stick that is write-protected says so, and the bundle is kept for another way out', async () => {
	program('blockdev', '--setro', device);
	await expect(bringOut(withRow())).rejects.toMatchObject({
		...notOnStick,
		message: expect.stringContaining('it is write-protected'),
	});
	expect(mounts()).not.toContain(device);
	expect(bundlesKept()).toHaveLength(1);
});

test('a stick that is pulled out during the copy says so, and is not called safe to remove', async () => {
	const memory = join(directory, 'memory');
	program('mkdir', memory);
	program('mount', '-t', 'tmpfs', '-o', 'size=24M', 'tmpfs', memory);
	const image = join(memory, 'gone.raw');
	writeFileSync(image, '');
	truncateSync(image, 64 * 1024 * 1024);
	program('mkfs.ext4', '-q', '-E', 'nodiscard,lazy_itable_init=1', image);
	const gone = program('losetup', '--find', '--show', image);
	try {
		// Behind the filesystem there is nothing left that takes its bytes: every write fails, as to a stick that is gone.
		expect(() => program('dd', 'if=/dev/zero', `of=${memory}/rest`, 'bs=64K')).toThrow('No space');
		const pulled = withRows([{device: gone}]);
		const out = {kind: 'stick', device: gone} as const;
		await expect(makeBundle(pulled, source(), {out}, {signal})).rejects.toMatchObject(notOnStick);
		expect(mounts()).not.toContain(gone);
		expect(bundlesKept()).toHaveLength(1);
	} finally {
		program('losetup', '--detach', gone);
		program('umount', memory);
	}
});

test('of two sticks the one that was chosen gets it', async () => {
	const image = join(directory, 'second.raw');
	writeFileSync(image, '');
	truncateSync(image, 64 * 1024 * 1024);
	program('mkfs.ext4', '-q', image);
	const second = program('losetup', '--find', '--show', image);
	try {
		const both = withRows([{}, {device: second}]);
		expect((await listSticks(both, signal)).map((stick) => stick.device)).toEqual([device, second]);
		const {name} = await makeBundle(
			both,
			source(),
			{leftOut: ['commands', 'logs', 'facts'], out: {kind: 'stick', device: second}},
			{signal},
		);
		expect(onStick('/')).not.toContain('ibi-console-evidence');
		expect(onStick('/ibi-console-evidence', second)).toEqual([name]);
	} finally {
		program('losetup', '--detach', second);
	}
});

test.each([
	['a disk of this host', {isStick: false}, 'it belongs to this host'],
	['what is in use', {mountpoint: '/somewhere'}, 'it is in use (/somewhere)'],
	['the disk that this system runs from', {mountpoint: '/sysroot'}, 'it belongs to this host'],
] as const)('%s is none', async (_, row, why) => {
	expect(await listSticks(withRow(row), signal)).toEqual([]);
	await expect(bringOut(withRow(row))).rejects.toMatchObject({
		message: expect.stringContaining(why),
	});
	expect(readdirSync('/run/ibi-console/media').filter((name) => mounts().includes(name))).toEqual(
		[],
	);
	expect(basename(device)).not.toBe('');
});
