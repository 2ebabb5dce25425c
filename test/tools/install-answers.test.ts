/** What the programs of an install say, read: progress, lists, and the failures that have a name of their own. */
import {expect, test} from 'vitest';
import {isCancelled, toProblem} from '../../src/errors.ts';
import {parseProgress, writeCoreos} from '../../src/tools/coreos-installer.ts';
import {extractGzip} from '../../src/tools/gnu-tar.ts';
import {parseStatus, pullLocal} from '../../src/tools/ostree.ts';
import {isPermanent, parseDigests, pullImage} from '../../src/tools/podman.ts';
import {copyToLayout} from '../../src/tools/skopeo-copy.ts';
import {scriptedSystem} from '../engine/steps/scripted-system.ts';

const {signal} = new AbortController();
const reports = {signal, progress: () => {}, log: () => {}};

test.each([
	['> Read disk 540.5 MiB/2.5 GiB (21%)   ', 566_755_328, 2_684_354_560],
	['Read disk 4.0 KiB/4.0 KiB (100%)', 4096, 4096],
	['> Read disk 12 B/1.0 TiB (0%)', 12, 1_099_511_627_776],
])('coreos-installer tells how far it is: %s', (line, doneBytes, totalBytes) => {
	expect(parseProgress(line)).toEqual({doneBytes, totalBytes});
});

test.each(['Copying image from /base.raw.xz', 'Install complete.', ''])(
	'%j is no progress',
	(line) => {
		expect(parseProgress(line)).toBeUndefined();
	},
);

test('lines of progress become progress, all others lines of the log', async () => {
	const done: number[] = [];
	const lines: string[] = [];
	const {system} = scriptedSystem((_, {onStderrLine}) => {
		for (const line of [
			'Copying image',
			'> Read disk 1.0 MiB/2.0 MiB (50%)',
			'',
			'Install complete.',
		]) {
			onStderrLine?.(line);
		}
		return undefined;
	});
	await writeCoreos(
		system,
		{device: '/dev/sda', isUnsigned: false, args: []},
		{signal, progress: (bytes) => done.push(bytes), log: (line) => lines.push(line)},
	);
	expect(done).toEqual([1024 ** 2]);
	expect(lines).toEqual(['Copying image', 'Install complete.']);
});

test.each([
	[
		'Error: checking for exclusive access to /dev/sda\n\nCaused by:\n    found busy partitions',
		'partitions of the disk are in use',
	],
	['Error: source has sector size 512 but destination has sector size 4096', 'another sector size'],
	[
		'Error: copying image\n\nCaused by: No space left on device (os error 28)',
		'smaller than the image',
	],
	['Error: decoding\n\nCaused by:\n    xz failed', 'xz failed'],
])('coreos-installer fails with a reason: %j', async (stderr, why) => {
	const {system} = scriptedSystem(() => ({stderr, exitCode: 1}));
	const work = writeCoreos(system, {device: '/dev/sda', isUnsigned: false, args: []}, reports);
	await expect(work).rejects.toMatchObject({
		code: 'BASE_IMAGE_FAILED',
		message: expect.stringContaining(why),
	});
});

test('of a disk that takes no writes the cause is told, not the progress before it nor the clearing after it', async () => {
	const stderr = `sk 98.1 MiB/160.5 MiB (61%)
> Read disk 160.5 MiB/160.5 MiB (100%)
Error: syncing data to disk

Caused by:
    0: writing /dev/vda
    1: Input/output error (os error 5)
Resetting partition table
Error: install failed
`;
	const {system} = scriptedSystem(() => ({stderr, exitCode: 1}));
	const work = writeCoreos(system, {device: '/dev/vda', isUnsigned: false, args: []}, reports);
	const problem = await work.then(() => undefined, toProblem);
	expect(problem?.message).toBe(
		'Writing CoreOS to /dev/vda: syncing data to disk: Input/output error (os error 5).',
	);
	expect(problem?.causes).toEqual([
		'Running coreos-installer install /dev/vda: it ended with exit code 1.',
	]);
});

const commit = 'a1'.repeat(32);

test('deployments are listed in boot order, with marks and without', () => {
	const text = `* rhcos_4.18.9 ${commit}.0
    Version: 418.94
    origin: <unknown origin type>
  rhcos ${commit}.1 (rollback)
    origin refspec: rhcos/base
`;
	expect(parseStatus(text)).toEqual([
		{index: 0, stateroot: 'rhcos_4.18.9', commit, serial: 0},
		{index: 1, stateroot: 'rhcos', commit, serial: 1},
	]);
	expect(parseStatus('No deployments.\n')).toEqual([]);
});

test('an image is known by its own digest and those of its names', () => {
	const image = {Digest: 'sha256:1', RepoDigests: ['r/a@sha256:1', 'r/a@sha256:2']};
	expect(parseDigests(JSON.stringify([image]))).toEqual(['sha256:1', 'sha256:2']);
	expect(parseDigests(JSON.stringify([{Digest: 'sha256:1', RepoDigests: null}]))).toEqual([
		'sha256:1',
	]);
	expect(() => parseDigests('[]')).toThrow(expect.objectContaining({code: 'OUTPUT_UNREADABLE'}));
});

test.each([
	['reading manifest 1 in r/a: manifest unknown', true],
	['unauthorized: authentication required', true],
	['denied: requested access to the resource is denied', true],
	['dial tcp 192.0.2.1:443: connect: connection refused', false],
	['received unexpected HTTP status: 503 Service Unavailable', false],
])('whether a retry can help: %s', (message, expected) => {
	expect(isPermanent(new Error(message))).toBe(expected);
});

const full = 'write /mnt/x: no space left on device';

const reserve = "error: min-free-space-percent '3%' would be exceeded, at least 12.3 MB requested";

test.each([full, reserve])('a full disk has one name, whoever meets it: %s', async (stderr) => {
	const {system} = scriptedSystem(() => ({stderr, exitCode: 1}));
	const archive = {
		archive: 'var.tgz',
		compressed: [] as never,
		directory: '/mnt/x',
		program: 'tar',
	};
	const pull = {image: 'r/a:1', temporaryDirectory: '/mnt/t'};
	const copy = {image: 'r/a', layout: '/mnt/l', temporaryDirectory: '/mnt/t'};
	const isFull = {code: 'TARGET_FULL'};
	await expect(extractGzip(system, archive, signal, () => {})).rejects.toMatchObject(isFull);
	await expect(pullImage(system, pull, signal)).rejects.toMatchObject(isFull);
	await expect(copyToLayout(system, copy, signal, () => {})).rejects.toMatchObject(isFull);
	await expect(pullLocal(system, '/mnt/r', '/w', signal)).rejects.toMatchObject(isFull);
});

test('a registry that refuses is told as when the seed was read', async () => {
	const stderr = 'time="x" level=fatal msg="unauthorized: authentication required"';
	const {system} = scriptedSystem(() => ({stderr, exitCode: 1}));
	const copy = {image: 'r/a', layout: '/l', temporaryDirectory: '/t'};
	await expect(copyToLayout(system, copy, signal, () => {})).rejects.toMatchObject({
		code: 'SEED_AUTH',
	});
});

test('tar repeats itself; the log does not', async () => {
	const lines: string[] = [];
	const {system} = scriptedSystem((_, {onStderrLine}) => {
		for (const name of ['a', 'b', 'c']) {
			onStderrLine?.(`tar: ${name}: Cannot set context`);
		}
		onStderrLine?.('tar: SELinux support is not available');
		return undefined;
	});
	const archive = {archive: 'var.tgz', compressed: [] as never, directory: '/x', program: 'tar'};
	await extractGzip(system, archive, signal, (line) => lines.push(line));
	expect(lines).toEqual(['tar: a: Cannot set context', 'tar: SELinux support is not available']);
});

test('a cancelled program stays cancelled, whatever it said last', async () => {
	const controller = new AbortController();
	controller.abort();
	const {realSystem} = await import('../../src/system/real.ts');
	const pull = pullImage(
		realSystem({}),
		{image: 'r/a:1', temporaryDirectory: '/tmp'},
		controller.signal,
	);
	await expect(pull).rejects.toSatisfy(isCancelled);
});
