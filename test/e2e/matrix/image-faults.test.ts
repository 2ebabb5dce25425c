/**
 * One install that meets one fault after the other from its images to its end. After each the screen, the exit code and the end of
 * the journal are the expected ones; what was wrong is put right, and the run goes on without a question.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../../lab/host.ts';
import {artifactDirectory, buildStages} from '../../../lab/stage.ts';
import {registryIdentity} from '../../../lab/stages/registry-identity.ts';
import {registryStorage} from '../../../lab/stages/registry-storage.ts';
import {stages} from '../../../lab/stages.ts';
import {lab} from '../lab-install.ts';
import {atLine, journalEnd, onceAt, resumeInstall, startInstall} from './attempt.ts';
import {otherDisks} from './bytes.ts';
import {expectEnd} from './expect-end.ts';
import {inside, writeInside} from './faults.ts';
import {failureScreen} from './picture.tsx';

let host: LabHost;
let otherDisksBefore: readonly string[];

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {
		targetBytes: 24 * 1024 ** 3,
		configuration: {allowBelowMinimums: true, extraPartitionStart: '-8G'},
	});
	otherDisksBefore = await otherDisks(host);
});

afterAll(() => host?.close());

test('the authorisation is lost half-way', async () => {
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	const watch = onceAt(atLine('Successfully pulled image'), () => {
		inside(host, 'cp', `${identity}/pull-secret-wrong-password.json`, '/var/tmp/pull-secret.json');
	});
	const ended = await startInstall(host, watch);
	inside(host, 'cp', `${identity}/pull-secret.json`, '/var/tmp/pull-secret.json');
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Precaching images
		Code     IMAGES_MISSING (more: docs/errors.md, ibi-console explain)
		Problem  Precaching images: 15 did not arrive:
		         registry.lab:5000/openshift-release-dev/ocp-v4.0-art-dev@sha256:aaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (Error:
		         initializing source
		         docker://registry.lab:5000/openshift-release-dev/ocp-v4.0-art-dev@sha25
		         6:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:
		         reading manifest
		         sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		         in registry.lab:5000/openshift-release-dev/ocp-v4.0-art-dev:
		         unauthorized: authentication required);
		         registry.lab:5000/openshift-release-dev/ocp-v4.0-art-dev@sha256:aaaaaaa
		         aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (Error:
		         initializing source
		───────────────────────────────────────────────────────────────── page 1 of 3 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	await expectEnd(host, ended, [5, 'images.precache', 'failed IMAGES_MISSING']);
});

test('one image is missing: it is named, with why, before gigabytes are fetched', async () => {
	const storage = await artifactDirectory(registryStorage, lab.settings);
	// One that shares a layer with the image that came: it cannot have come beside it.
	const manifests = `${storage}/storage/docker/registry/v2/repositories/lvms4/operator/_manifests`;
	inside(host, 'mount', '-t', 'tmpfs', 'tmpfs', manifests);
	const ended = await resumeInstall(host);
	inside(host, 'umount', manifests);
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Precaching images
		Code     IMAGE_PULL_FAILED (more: docs/errors.md, ibi-console explain)
		Problem  Pulling registry.lab:5000/lvms4/operator:v4.18: no such image is there
		         (reading manifest v4.18 in registry.lab:5000/lvms4/operator: manifest
		         unknown: manifest unknown).

		What to do
		• See 0 3 (Network): it names the first rung on the way to the registry that
		  does not hold, and what to do.
		• Have the image put into the registry or its mirror if it is not there; then
		  retry the step.

		The disk was written to. It boots only when an installation is done in full.
		Host  Dell Inc., PowerEdge XR8620t, lab-host
		Disk  /dev/sda LABDISK PM883 128G
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
	await expectEnd(host, ended, [5, 'images.precache', 'failed IMAGE_PULL_FAILED']);
	const lines = ended.events.flatMap((event) => (event.type === 'step.logged' ? [event.line] : []));
	const told = lines.findIndex((line) => /^Cannot be pulled: .*lvms4/.test(line));
	const pulled = lines.findIndex((line) => line.startsWith('Successfully pulled image'));
	expect(told).toBeGreaterThan(-1);
	expect(told).toBeLessThan(pulled);
});

test('the script of the user fails', async () => {
	writeInside(host, '/var/tmp/post.sh', '#!/bin/sh\necho about to fail >&2\nexit 3\n', '755');
	const ended = await resumeInstall(host);
	writeInside(host, '/var/tmp/post.sh', '#!/bin/sh\necho better now\n', '755');
	expect(await failureScreen(host)).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Running /var/tmp/post.sh
		Code     POST_SCRIPT_FAILED (more: docs/errors.md, ibi-console explain)
		Problem  Running /var/tmp/post.sh: about to fail.
		Because  Running /var/tmp/post.sh: it ended with exit code 3. It said: about to
		         fail

		What to do
		• Read what it said in the log of this step, correct the script (executable,
		  first line as #!/bin/bash), then retry.
		• Or go on without it: 0 9 (Repair).

		The disk was written to. It boots only when an installation is done in full.
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
	await expectEnd(host, ended, [5, 'post.run', 'failed POST_SCRIPT_FAILED']);
});

test('no memory is left for the journal', async () => {
	const used = inside(host, 'df', '--output=used', '-B1K', '/run').trim().split('\n')[1] ?? '0';
	inside(host, 'mount', '-o', `remount,size=${Number(used) + 8}k`, '/run');
	const ended = await resumeInstall(host);
	inside(host, 'mount', '-o', 'remount,size=200m', '/run');
	expect(ended.stderr).toMatchInlineSnapshot(`
		"JOURNAL_UNWRITABLE: Writing the journal /run/ibi-console/journal.jsonl: ENOSPC: no space left on device, write.
		  because: Writing /run/ibi-console/journal.jsonl: ENOSPC: no space left on device, write.
		  because: ENOSPC: no space left on device, write
		  do: Free room where it lies in a shell (df says how full each filesystem is), then retry the step.
		  do: Without its journal nothing more is done.
		"
	`);
	expect(ended.exitCode).toBe(3);
});

test('with everything put right the same run comes to its end', async () => {
	const ended = await resumeInstall(host);
	expect(ended.stderr).toBe('');
	expect(ended.exitCode).toBe(0);
	expect(await journalEnd(host)).toBe('done');
	expect(inside(host, 'cat', '/proc/self/mountinfo')).not.toContain(host.disks.target.device);
	expect(await otherDisks(host)).toEqual(otherDisksBefore);
});
