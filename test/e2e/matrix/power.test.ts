/**
 * The machine is stopped in each phase of one install and started again: what was not on the medium is lost, the
 * disk is attached anew, the boot is another. The journal on the disk brings the run back, without a question.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../../lab/host.ts';
import {differences} from '../../../lab/inventory.ts';
import {buildStages} from '../../../lab/stage.ts';
import {expectedVar} from '../../../lab/stages/seed-content.ts';
import {stages} from '../../../lab/stages.ts';
import type {InstallEvent} from '../../../src/engine/events.ts';
import {
	expectedInventory,
	isOfConsole,
	lab,
	onPartition,
	restoredInventory,
} from '../lab-install.ts';
import {
	atLine,
	atStart,
	inTheMiddle,
	journalEnd,
	onceAt,
	resumeInstall,
	startInstall,
} from './attempt.ts';
import {digestOf, otherDisks} from './bytes.ts';
import {installWords, runConsole} from './console.ts';
import {failureScreen} from './picture.tsx';
import {attachTarget, cutPower, detachTarget, startAgain} from './power.ts';

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

const cutAt = (isMoment: (event: InstallEvent) => boolean) =>
	onceAt(isMoment, (stop) => stop('SIGKILL'));

test('the disk vanishes and comes back: as it was attached anew, it is asked for again', async () => {
	await startInstall(
		host,
		onceAt(atLine('IBI preparation process has started'), (stop) => stop('SIGKILL')),
	);
	detachTarget(host);
	const gone = await resumeInstall(host);
	const screens = [await failureScreen(host)];
	attachTarget(host);
	const back = await resumeInstall(host);
	screens.push(await failureScreen(host));
	expect([gone.exitCode, gone.problem?.code]).toEqual([3, 'DISK_NOT_FOUND']);
	expect([back.exitCode, back.problem?.code]).toEqual([3, 'DISK_CHANGED']);
	expect(screens[0]).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Checking the tools of this system
		Code     DISK_NOT_FOUND (more: docs/errors.md, ibi-console explain)
		Problem  Looking for the installation disk LABDISK PM883 128G, serial
		         S4LABN0T4G27, 25.7 GB: no disk on this host matches.

		What to do
		• Look whether 0 2 (Disks) lists it. If not, seat the disk and its cable anew,
		  and look again.
		• To install on another disk: go back to the review and choose it; unattended,
		  name it in ibi.disk.

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
	expect(screens[1]).toMatchInlineSnapshot(`
		"
		ibi-console  lab-host                                         SAFE TO POWER OFF
		── The installation failed ─────────────────────────────────────────────────────
		host LAB0001, disk S4LABN0T4G27, 2026-11-21 09:18:00 UTC
		While    Checking the tools of this system
		Code     DISK_CHANGED (more: docs/errors.md, ibi-console explain)
		Problem  Checking LABDISK PM883 128G, serial S4LABN0T4G27, 25.7 GB again before
		         writing: it is not the disk that was chosen (attach number was 1338, is
		         1342).

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

test('cut before the disk can hold a journal, nothing can be taken up, and a new start needs no second word', async () => {
	const cut = await startInstall(host, cutAt(inTheMiddle('disk.write-image')));
	expect(cut.exitCode).toBe(137);
	cutPower(host);
	startAgain(host);
	const resumed = await resumeInstall(host);
	expect(resumed.exitCode).toBe(2);
	expect(resumed.stderr).toMatchInlineSnapshot(`
		"NOTHING_TO_RESUME: Resuming the run of /run/ibi-console/journal.jsonl: there is no unfinished run in it.
		  do: Start an install instead.
		"
	`);
});

/** The images come beside the system: which of its steps is under way when one has come is a matter of time. */
const atStartOfAny =
	(...steps: readonly string[]) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.started' && steps.includes(event.step);

const moments = [
	['seed', 'start', inTheMiddle('seed.unpack')],
	['images', 'resume', atLine('Successfully pulled image')],
	['system', 'resume', atStartOfAny('ostree.import', 'ostree.deploy', 'seed.restore-var')],
	['system, later', 'resume', atStartOfAny('seed.restore-etc', 'seed.delete-etc')],
	['finish', 'resume', atStart('install.verify')],
	['finish, last', 'resume', atLine('Unmounting ')],
] as const;

test.each(moments)('cut in the phase %s', async (_, verb, isMoment) => {
	const begin = verb === 'start' ? startInstall : resumeInstall;
	const ended = await begin(host, cutAt(isMoment));
	expect([ended.exitCode, ended.stderr, ended.problem?.message]).toEqual([137, '', undefined]);
	cutPower(host);
	startAgain(host);
});

test('the run comes to its end, and the disk is as that of an install that nobody disturbed', async () => {
	const ended = await resumeInstall(host);
	expect([ended.exitCode, ended.stderr, ended.problem?.message]).toEqual([0, '', undefined]);
	expect(ended.events.at(0)?.type).not.toBe('run.started');
	expect(await journalEnd(host)).toBe('done');
	expect(await otherDisks(host)).toEqual(otherDisksBefore);
	await onPartition(host, 4, async (root) => {
		const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
		const found = await restoredInventory(`${root}/ostree/deploy/${stateroot}/var`);
		const restored = found.filter((entry) => !isOfConsole(entry));
		expect(differences(await expectedInventory(expectedVar), restored)).toEqual([]);
	});
});

test('a finished install is not wiped without a second word', async () => {
	const before = await digestOf(host, 'target');
	const refused = await runConsole(host, installWords(host));
	expect(await digestOf(host, 'target')).toBe(before);
	expect(refused.exitCode).toBe(2);
	expect(
		refused.stderr
			.replace(/of 2\d{3}-\S+Z/, 'of TIME')
			.replaceAll(host.disks.target.device, '/dev/sda'),
	).toMatchInlineSnapshot(`
		"ALREADY_INSTALLED: Starting the install: /dev/sda carries a finished install of 4.18.9-lab.1, of TIME, on LABDISK PM883 128G, serial S4LABN0T4G27, 25.7 GB.
		  do: On the console: accept "Earlier install on the disk" on the checks screen, then confirm again.
		  do: Unattended: add --reinstall yes (kernel argument ibi.reinstall=yes).
		"
	`);
	const allowed = await startInstall(host, cutAt(atStart('disk.write-image')), [
		'--reinstall',
		'yes',
	]);
	expect([allowed.exitCode, allowed.stderr]).toEqual([137, '']);
});
