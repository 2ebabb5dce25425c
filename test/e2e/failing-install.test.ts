/** Installs that must fail, each with its own code, and what they leave behind. */
import {spawnSync} from 'node:child_process';
import {cp, mkdtemp, open, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {artifactDirectory, buildStages} from '../../lab/stage.ts';
import {seedImage, seedLayout} from '../../lab/stages/seed-image.ts';
import {stages} from '../../lab/stages.ts';
import type {Settings} from '../../src/config/settings.ts';
import {type Ended, lab, linesOf, onPartition, runEngine, type Watch} from './lab-install.ts';
import {otherDisks} from './matrix/bytes.ts';

const archive = 'oci-archive:/run/ibi-lab/seed/seed.oci.tar';

beforeAll(() => buildStages(stages, lab));

const start = async (
	host: LabHost,
	settings: Partial<Settings> = {},
	watch: Watch = () => {},
): Promise<Ended> => {
	const before = await otherDisks(host);
	const installationDisk = `wwn:${host.disks.target.wwn}`;
	const ended = await runEngine(host, ['start', {installationDisk, ...settings}], watch);
	expect(await otherDisks(host)).toEqual(before);
	return ended;
};

const problemOf = ({outcome}: Ended) => (outcome?.kind === 'failed' ? outcome.error : undefined);

const failedStep = ({events}: Ended): string | undefined =>
	events.flatMap((event) =>
		event.type === 'step.finished' && event.outcome.kind === 'failed' ? [event.step] : [],
	)[0];

const inside = (host: LabHost, program: string, ...args: readonly string[]): string => {
	const command = host.inside(program, ...args);
	const {status, stdout, stderr} = spawnSync(command.program, command.args, {encoding: 'utf8'});
	expect(status, stderr).toBe(0);
	return stdout;
};

const writeScript = (host: LabHost, text: string): void => {
	const command = host.inside('tee', '/var/tmp/post.sh');
	spawnSync(command.program, command.args, {input: text});
	inside(host, 'chmod', '755', '/var/tmp/post.sh');
};

test('an image for another sector size is refused, and nothing is left that could boot', async () => {
	await using host = await startHost(lab, {targetSectorBytes: 4096});
	const ended = await start(host, {seedImage: archive});
	expect(failedStep(ended)).toBe('disk.write-image');
	expect(problemOf(ended)).toMatchObject({
		code: 'BASE_IMAGE_FAILED',
		message: expect.stringContaining('another sector size'),
	});
	const {stdout} = await lab.system.run(
		{program: 'wipefs', args: ['--json', host.disks.target.device]},
		{acceptedExitCodes: [0, 1]},
	);
	expect(stdout).not.toMatch(/gpt|PMBR/);
});

test('a damaged seed is told by digest before anything of it is deployed', async () => {
	await using host = await startHost(lab);
	const layout = await damagedLayout();
	try {
		const ended = await start(host, {seedImage: `oci:${layout}`});
		expect(failedStep(ended)).toBe('seed.unpack');
		expect(problemOf(ended)).toMatchObject({code: 'SEED_CONTENT_MISMATCH'});
	} finally {
		await rm(layout, {recursive: true});
	}
	const deployed = inside(host, 'ls', '/mnt/ostree/deploy');
	expect(deployed.trim()).toBe('rhcos');
});

const damagedLayout = async (): Promise<string> => {
	const source = join(await artifactDirectory(seedImage, lab.settings), seedLayout);
	const layout = await mkdtemp(join(tmpdir(), 'ibi-damaged-'));
	await cp(source, layout, {recursive: true});
	const blobs = join(layout, 'blobs/sha256');
	for (const name of await readdir(blobs)) {
		const file = await open(join(blobs, name), 'r+');
		const {size} = await file.stat();
		if (size > 10_000_000) {
			await file.write(Buffer.alloc(1, 'x'), 0, 1, size / 2);
		}
		await file.close();
	}
	return layout;
};

test('a disk whose serial number is another in the middle of a run is not written any more', async () => {
	await using host = await startHost(lab, {registry: 'down'});
	const swapDisk: Watch = (event) => {
		if (event.type === 'step.started' && event.step === 'seed.unpack') {
			const {serial} = host.disks.target;
			inside(host, 'sed', '-i', `s/${serial}/SWAPPED00001/`, '/run/ibi-lab/disks.json');
		}
	};
	const ended = await start(host, {seedImage: archive}, swapDisk);
	expect(problemOf(ended)).toMatchObject({
		code: 'DISK_CHANGED',
		message: expect.stringContaining('SWAPPED00001'),
	});
	expect(['seed.unpack', 'images.precache', 'ostree.import']).toContain(failedStep(ended));
});

test('what fails late is told, repaired and taken up; a disk in use is never erased', async () => {
	await using host = await startHost(lab, {registry: 'down'});
	const missing = await start(host, {seedImage: archive});
	expect(failedStep(missing)).toBe('images.precache');
	expect(problemOf(missing)).toMatchObject({
		code: 'IMAGES_MISSING',
		message: expect.stringContaining('18 did not arrive'),
	});
	expect(linesOf(missing).filter((line) => line.startsWith('Cannot be pulled: '))).toHaveLength(18);

	const device = `${host.disks.target.device}p4`;
	inside(host, 'mkdir', '/run/elsewhere');
	inside(host, 'mount', device, '/run/elsewhere');
	const busy = await start(host, {seedImage: archive});
	expect(failedStep(busy)).toBe('disk.clean');
	expect(problemOf(busy)).toMatchObject({
		code: 'DISK_BUSY',
		message: expect.stringContaining('/run/elsewhere'),
	});
	expect(inside(host, 'ls', '/run/elsewhere/ostree')).toContain('repo');
	inside(host, 'umount', '/run/elsewhere');

	writeScript(host, '#!/bin/sh\necho about to fail\nexit 3\n');
	const script = await start(host, {seedImage: archive, precacheBestEffort: true});
	expect(failedStep(script)).toBe('post.run');
	expect(problemOf(script)).toMatchObject({
		code: 'POST_SCRIPT_FAILED',
		message: expect.stringContaining('exit code 3'),
	});
	expect(linesOf(script)).toContain('about to fail');

	writeScript(host, '#!/bin/sh\necho better now\n');
	const repaired = await runEngine(host, ['resume']);
	expect(repaired.outcome).toEqual({kind: 'done'});
	expect(linesOf(repaired)).toContain('better now');
	const result = await onPartition(host, 4, async (root) => {
		const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
		const path = `${root}/ostree/deploy/${stateroot}/var/lib/ibi-console/result.json`;
		return JSON.parse(await lab.system.files.readText(path));
	});
	expect(result.missingImages).toHaveLength(18);
});
