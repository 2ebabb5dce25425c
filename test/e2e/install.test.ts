/** A whole install of a lab host through the real engine and the real programs, compared with its seed. */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {differences} from '../../lab/inventory.ts';
import {sha256Of} from '../../lab/oci.ts';
import {machineConfig} from '../../lab/seed/documents.ts';
import {artifactDirectory, buildStages} from '../../lab/stage.ts';
import {type PrecacheImage, precacheImages} from '../../lab/stages/precache-images.ts';
import {expectedEtc, expectedVar} from '../../lab/stages/seed-content.ts';
import {stages} from '../../lab/stages.ts';
import {
	type Ended,
	expectedInventory,
	lab,
	linesOf,
	onPartition,
	restoredInventory,
	runEngine,
} from './lab-install.ts';

const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;

let host: LabHost;
let ended: Ended;
let otherDisksBefore: readonly string[];

const hashesOfOtherDisks = (): Promise<readonly string[]> =>
	Promise.all([host.disks.other.image, host.disks.medium.image].map(sha256Of));

const inside = async (program: string, ...args: readonly string[]): Promise<string> =>
	(await lab.system.run(host.inside(program, ...args))).stdout;

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab);
	otherDisksBefore = await hashesOfOtherDisks();
	const script = '#!/bin/bash\necho "post script at $PWD"\nls /mnt/boot/loader\n';
	await lab.system.run(host.inside('tee', '/var/tmp/post.sh'), {input: script});
	await inside('chmod', '755', '/var/tmp/post.sh');
	// The image that this live system carries, given as a file: it is then written without its zeroes.
	const baseImage = '/run/ibi-lab/base-image';
	const installationDisk = `wwn:${host.disks.target.wwn}`;
	ended = await runEngine(host, ['start', {installationDisk, baseImage}]);
});

afterAll(() => host?.close());

test('the run ends as done, and so does each of its steps', () => {
	expect(ended.outcome).toEqual({kind: 'done'});
	const outcomes = ended.events.flatMap((event) =>
		event.type === 'step.finished' ? [event.outcome.kind] : [],
	);
	expect(outcomes).toHaveLength(22);
	expect(new Set(outcomes)).toEqual(new Set(['done']));
});

test('the zeroes of the base image were not written', () => {
	const [, written, whole] = /^Wrote (\d+) of (\d+) bytes/m.exec(linesOf(ended).join('\n')) ?? [];
	expect(Number(written)).toBeLessThan(Number(whole) / 3);
});

test('the lines that other tools look for are logged in their order', () => {
	const wanted = [
		'IBI preparation process has started',
		'Start preparing disk',
		'Writing image to disk',
		'Creating extra partition',
		'Disk was successfully prepared',
		'Pulling seed image',
		'Precaching images',
		'Will attempt to pull 18 images',
		'Total Images: 18',
		'Images Pulled Successfully: 18',
		'Images Failed to Pull: 0',
		'Pre-cached images successfully.',
		'Skipping shutdown',
		'IBI preparation process finished successfully!',
	];
	expect(linesOf(ended).filter((line) => wanted.includes(line))).toEqual(wanted);
});

test('every long step tells how far it is, up to its total', () => {
	const latest = new Map<string, readonly (number | string | undefined)[]>();
	for (const event of ended.events) {
		if (event.type === 'step.progressed') {
			latest.set(event.step, [event.done, event.total, event.unit]);
		}
	}
	for (const step of ['disk.write-image', 'seed.download', 'seed.unpack', 'seed.restore-var']) {
		const [done, total, unit] = latest.get(step) ?? [];
		expect([step, unit, done]).toEqual([step, 'bytes', total]);
	}
	expect(latest.get('ostree.import')?.[2]).toBe('objects');
	const [done, total] = latest.get('images.precache') ?? [];
	expect(done).toBe(total);
});

test('the post script runs in the root directory with the disk mounted, and its output is logged', () => {
	expect(linesOf(ended)).toContain('post script at /');
	expect(linesOf(ended)).toContain('entries');
});

test('nothing of the disk is left mounted', async () => {
	const mounts = await inside('cat', '/proc/self/mountinfo');
	expect(mounts).not.toContain(host.disks.target.device);
});

test('the other disks hold the same bytes as before', async () => {
	expect(await hashesOfOtherDisks()).toEqual(otherDisksBefore);
});

test('partition 5 reaches from 40 GiB before the end to the end, and root reaches up to it', async () => {
	const {stdout} = await lab.system.run({
		program: 'sfdisk',
		args: ['--json', host.disks.target.device],
	});
	const {partitiontable: table} = JSON.parse(stdout);
	const [, , boot, root, containers] = table.partitions;
	const diskSectors = (130 * 1024 ** 3) / 512;
	expect(table.partitions).toHaveLength(5);
	expect([boot.name, root.name, containers.name]).toEqual(['boot', 'root', 'var-lib-containers']);
	expect(containers.start).toBe(diskSectors - (40 * 1024 ** 3) / 512);
	expect(containers.start + containers.size).toBeGreaterThan(diskSectors - 2 * 2048);
	expect(root.start + root.size).toBe(containers.start);
});

describe('the root filesystem', () => {
	const onRoot = <T>(work: (deployment: string, root: string) => Promise<T>): Promise<T> =>
		onPartition(host, 4, async (root) => {
			const deployments = join(root, 'ostree/deploy', stateroot, 'deploy');
			const names = (await readdir(deployments)).filter((name) => !name.endsWith('.origin'));
			expect(names).toHaveLength(1);
			return work(join(deployments, names[0] ?? ''), root);
		});

	test('has one stateroot and no work directory', () =>
		onRoot(async (_, root) => {
			expect(await readdir(join(root, 'ostree/deploy'))).toEqual([stateroot]);
			expect(await readdir(join(root, 'ostree'))).toEqual(['boot.1', 'boot.1.1', 'deploy', 'repo']);
		}));

	test('gives back every path of /var with type, mode, owner, content, attributes and links', () =>
		onRoot(async (_, root) => {
			const path = join(root, 'ostree/deploy', stateroot, 'var');
			const found = await restoredInventory(path);
			const added = /^lib\/ibi-console(\/|$)/;
			const restored = found.filter((entry) => !added.test(entry.path));
			expect(differences(await expectedInventory(expectedVar), restored)).toEqual([]);
		}));

	test('gives back every path of /etc, without what the seed had deleted', () =>
		onRoot(async (deployment) => {
			const found = await restoredInventory(join(deployment, 'etc'));
			expect(differences(await expectedInventory(expectedEtc), found)).toEqual([]);
		}));

	test('holds no ref of the base system, whose objects are gone with it', () =>
		onRoot(async (_, root) => {
			const args = ['refs', `--repo=${root}/ostree/repo`];
			const {stdout} = await lab.system.run({program: 'ostree', args});
			expect(stdout.trim().split('\n').sort()).toEqual(['ostree/1/1/0', 'rhcos/seed']);
		}));

	test('fills its partition', () =>
		onRoot(async (_, root) => {
			const {stdout} = await lab.system.run({
				program: 'stat',
				args: ['--file-system', '--format=%b %S', root],
			});
			const [blocks = 0, blockBytes = 0] = stdout.trim().split(' ').map(Number);
			expect(blocks * blockBytes).toBeGreaterThan(88 * 1024 ** 3);
		}));

	test('has the origin of the seed', () =>
		onRoot(async (deployment) => {
			expect(await readFile(`${deployment}.origin`, 'utf8')).toBe(
				'[origin]\ncontainer-image-reference=ostree-unverified-registry:quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:lab\n',
			);
		}));

	test('holds the result and the journal of its install, without a secret', () =>
		onRoot(async (_, root) => {
			const directory = join(root, 'ostree/deploy', stateroot, 'var/lib/ibi-console');
			const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
			expect(result).toMatchObject({version: 1, result: 'done', stateroot, missingImages: []});
			expect(result.images).toHaveLength(18);
			const journal = await readFile(join(directory, 'journal.jsonl'), 'utf8');
			expect(journal).toContain('"step":"install.record","outcome":{"kind":"done"}');
			expect(journal).not.toContain(lab.settings.registryPassword);
		}));
});

test('the one boot entry names the deployment and has the options of the MachineConfig and no others', () =>
	onPartition(host, 3, async (boot) => {
		const entries = join(boot, 'loader/entries');
		const [name = '', ...others] = await readdir(entries);
		expect(others).toEqual([]);
		const entry = await readFile(join(entries, name), 'utf8');
		const options = /^options (.*)$/m.exec(entry)?.[1] ?? '';
		const [, own, ostree] = /^(.*) ostree=(\S+)$/.exec(options) ?? [];
		expect(own).toBe(machineConfig.spec.kernelArguments.join(' '));
		const kernels = await readdir(join(boot, 'ostree'));
		expect(kernels).toEqual([expect.stringContaining(`${stateroot}-`)]);
		expect(ostree).toMatch(new RegExp(`^/ostree/boot\\.1/${stateroot}/[0-9a-f]{64}/0$`));
	}));

test('every image is in the storage of partition 5 under its name with its digest', async () => {
	const directory = await artifactDirectory(precacheImages, lab.settings);
	const images = JSON.parse(
		await readFile(join(directory, 'images.json'), 'utf8'),
	) as readonly PrecacheImage[];
	await inside('mount', `${host.disks.target.device}p5`, '/var/lib/containers');
	try {
		const found = new Map<string, string>();
		for (const {name} of images) {
			const format = '{{.Digest}}';
			found.set(
				name,
				(await inside('podman', 'image', 'inspect', '--format', format, name)).trim(),
			);
		}
		expect(found).toEqual(new Map(images.map(({name, digest}) => [name, digest])));
	} finally {
		await inside('umount', '--recursive', '/var/lib/containers');
	}
});
