/**
 * One install without images that meets one fault after the other until its seed is there. After each the screen, the exit code and the end of
 * the journal are the expected ones; what was wrong is put right, and the run goes on without a question.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../../lab/host.ts';
import {buildStages} from '../../../lab/stage.ts';
import {stages} from '../../../lab/stages.ts';
import {lab} from '../lab-install.ts';
import {atStart, inTheMiddle, journalEnd, onceAt, resumeInstall, startInstall} from './attempt.ts';
import {otherDisks} from './bytes.ts';
import {expectEnd} from './expect-end.ts';
import {coverProgram, inside, stopRegistry, uncoverProgram} from './faults.ts';
import {failureScreen} from './picture.tsx';
import {spoilSeed} from './spoil-seed.ts';

let host: LabHost;
let otherDisksBefore: readonly string[];

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {
		targetBytes: 24 * 1024 ** 3,
		configuration: {allowBelowMinimums: true, extraPartitionStart: '-8G', precacheDisabled: true},
	});
	otherDisksBefore = await otherDisks(host);
});

afterAll(() => host?.close());

test('a tool is missing: told before anything is written', async () => {
	inside(host, 'mv', '/usr/local/sbin/coreos-installer', '/run/coreos-installer');
	const ended = await startInstall(host);
	inside(host, 'mv', '/run/coreos-installer', '/usr/local/sbin/coreos-installer');
	await expectEnd(host, ended, [3, 'install.prepare', 'failed COMMAND_MISSING']);
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Checking the tools of this system
		Code     COMMAND_MISSING (more: docs/errors.md, ibi-console explain)
		Problem  Starting coreos-installer: this system has no such program.
		Because  spawn coreos-installer ENOENT

		What to do
		• Boot a live ISO that contains coreos-installer, then start again.

		Nothing was written to the disk.
		Host  Dell Inc., PowerEdge XR8620t, lab-host
		Disk  /dev/sda LABDISK PM883 128G
		Run   0011223344556677
		── Last lines of the log ───────────────────────────────────────────────────────


		────────────────────────────────────────────────────────────────────────────────
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('the target is write-protected: nothing is written to it', async () => {
	inside(host, 'blockdev', '--setro', host.disks.target.device);
	const ended = await resumeInstall(host);
	inside(host, 'blockdev', '--setrw', host.disks.target.device);
	await expectEnd(host, ended, [3, 'disk.clean', 'failed DISK_NOT_ELIGIBLE']);
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Clearing /dev/sda
		Code     DISK_NOT_ELIGIBLE (more: docs/errors.md, ibi-console explain)
		Problem  Checking /dev/sda: it cannot be the installation disk (it is
		         write-protected).

		What to do
		• Remove that reason, then retry: 0 2 (Disks) shows what holds a disk and the
		  command that frees it.
		• Or go back to the review and choose another disk.

		Nothing was written to the disk.
		Host  Dell Inc., PowerEdge XR8620t, lab-host
		Disk  /dev/sda LABDISK PM883 128G
		Run   0011223344556677
		── Last lines of the log ───────────────────────────────────────────────────────
		────────────────────────────────────────────────────────────────────────────────
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('the target has another size than when it was chosen: it is not touched', async () => {
	const {image, device} = host.disks.target;
	inside(host, 'truncate', '--size=+1G', image);
	inside(host, 'losetup', '--set-capacity', device);
	const ended = await resumeInstall(host);
	inside(host, 'truncate', '--size=-1G', image);
	inside(host, 'losetup', '--set-capacity', device);
	await expectEnd(host, ended, [3, 'disk.clean', 'failed DISK_CHANGED']);
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Clearing /dev/sda
		Code     DISK_CHANGED (more: docs/errors.md, ibi-console explain)
		Problem  Checking LABDISK PM883 128G, serial S4LABN0T4G27, 25.7 GB again before
		         writing: it is not the disk that was chosen (size was 25769803776, is
		         26843545600).

		What to do
		• See which disk is in which slot: 0 2 (Disks).
		• Then go back to the review, and choose and confirm the disk again. Nothing
		  more was written.

		Nothing was written to the disk.
		Host  Dell Inc., PowerEdge XR8620t, lab-host
		Disk  /dev/sda LABDISK PM883 128G
		Run   0011223344556677
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('a tool hangs and will not end: the run can be cancelled all the same', async () => {
	const real = inside(host, 'which', 'mkfs.xfs').trim();
	const version = `[ "$1" = -V ] && exec ${real} -V`;
	coverProgram(host, 'mkfs.xfs', `${version}\ntrap '' TERM\nwhile :; do sleep 1; done`);
	const watch = onceAt(atStart('disk.make-filesystems'), (stop) => {
		setTimeout(() => stop('SIGTERM'), 1000);
	});
	const ended = await resumeInstall(host, watch);
	await expectEnd(host, ended, [130, 'disk.make-filesystems', 'cancelled']);
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation was cancelled ──────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While  Making the filesystem for images
		The work was cancelled on a console. Retry takes the work up at the step that
		did not finish.

		The disk was written to. It boots only when an installation is done in full.
		Host  Dell Inc., PowerEdge XR8620t, lab-host
		Disk  /dev/sda LABDISK PM883 128G
		Run   0011223344556677
		── Last lines of the log ───────────────────────────────────────────────────────






		────────────────────────────────────────────────────────────────────────────────
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	expect(inside(host, 'ps', '-e', '-o', 'args')).not.toContain('sbin/mkfs.xfs');
});

test('a tool says on stderr that it failed and did not: its exit code counts; the authority is unknown now', async () => {
	const real = inside(host, 'bash', '-c', 'rm /usr/local/sbin/mkfs.xfs; which mkfs.xfs').trim();
	coverProgram(
		host,
		'mkfs.xfs',
		`${real} "$@"\necho 'mkfs.xfs: No space left on device' >&2\nexit 0`,
	);
	const certificates = `/etc/containers/certs.d/${lab.settings.registry}`;
	inside(host, 'mv', `${certificates}/ca.crt`, '/run/ca.crt');
	const ended = await resumeInstall(host);
	inside(host, 'mv', '/run/ca.crt', `${certificates}/ca.crt`);
	uncoverProgram(host, 'mkfs.xfs');
	await expectEnd(host, ended, [3, 'seed.download', 'failed SEED_UNTRUSTED_CA']);
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Downloading the seed image
		Code     SEED_UNTRUSTED_CA (more: docs/errors.md, ibi-console explain)
		Problem  Reading the seed image
		         registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaa: this host does not know the authority
		         that signed the certificate of the registry (initializing source
		         docker://registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: pinging container registry
		         registry.lab:5000: Get "https://registry.lab:5000/v2/": x509:
		         certificate signed by unknown authority).
		Because  time="2026-11-21T09:18:00Z" level=fatal msg="initializing source
		         docker://registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: pinging container registry
		         registry.lab:5000: Get \\"https://registry.lab:5000/v2/\\": x509:
		         certificate signed by unknown authority"
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('a layer is cut short by the registry', async () => {
	const mend = await spoilSeed(host, 'truncate --size=20M /var/tmp/spoiled');
	const ended = await resumeInstall(host);
	mend();
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Downloading the seed image
		Code     SEED_DIGEST_MISMATCH (more: docs/errors.md, ibi-console explain)
		Problem  Reading the seed image
		         registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaa: its bytes have the digest
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         , but
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         was asked for.
		Because  time="2026-11-21T09:18:00Z" level=fatal msg="writing blob: happened
		         during read: Digest did not match, expected
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         , got
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         "
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	await expectEnd(host, ended, [4, 'seed.download', 'failed SEED_DIGEST_MISMATCH']);
});

test('a layer has another digest than the manifest says', async () => {
	const mend = await spoilSeed(
		host,
		'dd if=/dev/zero bs=4096 seek=1000 count=1 conv=notrunc status=none of=/var/tmp/spoiled',
	);
	const ended = await resumeInstall(host);
	mend();
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Downloading the seed image
		Code     SEED_DIGEST_MISMATCH (more: docs/errors.md, ibi-console explain)
		Problem  Reading the seed image
		         registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaa: its bytes have the digest
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         , but
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         was asked for.
		Because  time="2026-11-21T09:18:00Z" level=fatal msg="writing blob: happened
		         during read: Digest did not match, expected
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         , got
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         "
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	await expectEnd(host, ended, [4, 'seed.download', 'failed SEED_DIGEST_MISMATCH']);
});

test('the registry stops in the middle of the download', async () => {
	let restart = async (): Promise<void> => {};
	const watch = onceAt(inTheMiddle('seed.download'), () => {
		restart = stopRegistry(host);
	});
	const ended = await resumeInstall(host, watch);
	await restart();
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Downloading the seed image
		Code     SEED_UNREACHABLE (more: docs/errors.md, ibi-console explain)
		Problem  Reading the seed image
		         registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaa: the registry cannot be reached (writing
		         blob: happened during read: unexpected EOF).
		Because  time="2026-11-21T09:18:00Z" level=fatal msg="writing blob: happened
		         during read: unexpected EOF"

		What to do
		• See 0 3 (Network): it names the first rung that does not hold (cable, address,
		  route, DNS, proxy, registry).
		• Put that right; if all but the registry hold, have it started, or correct its
		  name and port. Then try again.

		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	await expectEnd(host, ended, [3, 'seed.download', 'failed SEED_UNREACHABLE']);
});

test('the target is full in the middle', async () => {
	const free = inside(host, 'df', '--output=avail', '-B1M', '/mnt').trim().split('\n')[1] ?? '0';
	inside(host, 'fallocate', '-l', `${Number(free) - 100}M`, '/mnt/ostree/filler');
	const ended = await resumeInstall(host);
	inside(host, 'rm', '/mnt/ostree/filler');
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Downloading the seed image
		Code     TARGET_FULL (more: docs/errors.md, ibi-console explain)
		Problem  Writing below /mnt/ostree/.ibi-console/seed: there is no space left.
		Because  Reading the seed image
		         registry.lab:5000/seeds/sno@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaa: writing blob: write
		         /mnt/ostree/.ibi-console/seed/oci-put-blob000000001: no space left on
		         device.
		Because  time="2026-11-21T09:18:00Z" level=fatal msg="writing blob: write
		         /mnt/ostree/.ibi-console/seed/oci-put-blob000000001: no space left on
		         device"

		What to do
		• See what is full: 0 7 (Dashboard).
		• Install on a larger disk, or give the full side more room: extraPartitionStart
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	await expectEnd(host, ended, [5, 'seed.download', 'failed TARGET_FULL']);
});

test('with everything put right the same run comes to its end', async () => {
	const ended = await resumeInstall(host);
	expect(ended.stderr).toBe('');
	expect(ended.exitCode).toBe(0);
	expect(await journalEnd(host)).toBe('done');
	expect(inside(host, 'cat', '/proc/self/mountinfo')).not.toContain(host.disks.target.device);
	expect(await otherDisks(host)).toEqual(otherDisksBefore);
});
