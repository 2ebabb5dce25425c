/** The whole job through the console: key presses on a pseudo-terminal, then the disk that they made. */
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {differences} from '../../lab/inventory.ts';
import {sha256Of} from '../../lab/oci.ts';
import {bootImage} from '../../lab/qemu.ts';
import {seedImageName} from '../../lab/settings.ts';
import {buildStages} from '../../lab/stage.ts';
import {expectedEtc, expectedVar} from '../../lab/stages/seed-content.ts';
import {stages} from '../../lab/stages.ts';
import {
	expectedInventory,
	isOfConsole,
	lab,
	onPartition,
	restoredInventory,
} from './lab-install.ts';
import {openPtyConsole, type PtyConsole} from './pty-console.ts';

const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;

/** The console's own units for the first boot, and the seed's unit that they take the place of. */
const ofFirstBoot =
	/ibi-console|installation-configuration\.service|system\/(serial-)?getty@(tty1)?\.service\.d/;

/** The console takes no key for 300 ms after a destructive question has appeared. */
const guardMs = 500;

let host: LabHost;
let console: PtyConsole;
let otherDisksBefore: readonly string[];

const hashesOfOtherDisks = (): Promise<readonly string[]> =>
	Promise.all([host.disks.other.image, host.disks.medium.image].map(sha256Of));

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {
		configuration: {allowBelowMinimums: true, seedImage: undefined, seedVersion: undefined},
	});
	otherDisksBefore = await hashesOfOtherDisks();
	console = openPtyConsole(host);
});

afterAll(async () => {
	console?.kill('SIGKILL');
	await host?.close();
});

test('asks host, disk, network and seed; refuses a wrong id; installs with live progress; says done', async () => {
	const {type, waitFor, screen} = console;
	await waitFor(/\d can be installed on/);
	type('1');
	await waitFor('Installation disk');
	expect(screen()).toMatch(/> 1 .* \.\.4G27 /);
	expect(screen()).toMatch(/ \.\.0001 +usb +NO: /);
	type('1');
	await waitFor(/── Network ─/);
	type('1');
	await waitFor('Seed version');
	type(`${seedImageName(lab.settings)}\r`);
	type(`${lab.settings.seedVersion}\r`);
	type('\r\r');
	await waitFor(/Digest +sha256:/);
	type('5');
	await waitFor(/── Checks ─/);
	await waitFor(/ 1 +Continue$/m);
	type('1\r');
	await waitFor(/── Review ─/);
	expect(screen()).toContain('What dies on this disk');
	type('1');
	await waitFor('type the last four characters of');
	await delay(guardMs);
	type('9K81\r');
	await waitFor('"9K81" is not what was asked for. Nothing was started.');
	type('\x7f\x7f\x7f\x7f4g27\r');
	await waitFor('WRITING - DO NOT POWER OFF');
	await waitFor(/RUNNING +Unpacking and verifying the seed image +\d.* MB of .* %/, 300_000);
	const done = await waitFor('Done: the job sheet', 600_000);
	expect(done).toContain('SAFE TO REMOVE MEDIA');
	expect(done).toContain('18 of 18 images');
});

test('the disk holds what the seed says, and the other disks hold the same bytes as before', async () => {
	await onPartition(host, 4, async (root) => {
		const deploy = join(root, 'ostree/deploy', stateroot, 'deploy');
		const [deployment = ''] = (await readdir(deploy)).filter((name) => !name.endsWith('.origin'));
		const found = await restoredInventory(join(root, 'ostree/deploy', stateroot, 'var'));
		const restored = found.filter((entry) => !isOfConsole(entry));
		expect(differences(await expectedInventory(expectedVar), restored)).toEqual([]);
		const etc = await restoredInventory(join(deploy, deployment, 'etc'));
		const changed = differences(await expectedInventory(expectedEtc), etc);
		expect(changed.filter((line) => !ofFirstBoot.test(line))).toEqual([]);
		expect(changed.join('\n')).toContain('target undefined expected, /dev/null found');
	});
	expect(await hashesOfOtherDisks()).toEqual(otherDisksBefore);
});

test('leaving ends it with 0 and gives the terminal back', async () => {
	const {type, waitFor, exited} = console;
	type('\x03');
	await waitFor('Leave the console');
	await delay(guardMs);
	type('2');
	expect(await exited).toBe(0);
});

test('the disk boots by its own boot entry, and the console is there on the serial line', async () => {
	const booted = await bootImage(lab, host.disks.target.image);
	expect([booted.outcome, booted.serialLog.slice(-2000)]).toEqual(['console', expect.any(String)]);
	expect(booted.report).toMatchObject({stateroot, failed: ''});
});
