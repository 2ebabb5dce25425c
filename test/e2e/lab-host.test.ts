/** What the lab promises of its hosts: they look like machines, and leave the developer's machine as it was. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {seedImageName} from '../../lab/settings.ts';
import {buildStages} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import {lab} from './lab-install.ts';

const insideOf =
	(host: LabHost) =>
	async (program: string, ...args: readonly string[]): Promise<string> =>
		(await lab.system.run(host.inside(program, ...args))).stdout;

const attachedImages = async (): Promise<string> =>
	(await lab.system.run({program: 'losetup', args: ['--list', '--output', 'BACK-FILE']})).stdout;

beforeAll(() => buildStages(stages, lab));

describe('a lab host', () => {
	let host: LabHost;
	let inside: ReturnType<typeof insideOf>;

	beforeAll(async () => {
		host = await startHost(lab, {kernelArguments: ['ibi.mode=auto']});
		inside = insideOf(host);
	});

	afterAll(() => host.close());

	test('shows its three disks, with model and serial, and no disk of the machine', async () => {
		const text = await inside('lsblk', '--json', '--nodeps', '--output', 'TYPE,SERIAL,TRAN,PATH');
		expect(JSON.parse(text).blockdevices).toEqual([
			{type: 'disk', serial: 'S4LABN0T4G27', tran: 'sata', path: host.disks.target.device},
			{type: 'disk', serial: 'S4LABN0D9K81', tran: 'sata', path: host.disks.other.device},
			{type: 'disk', serial: 'LABMEDIUM0001', tran: 'usb', path: host.disks.medium.device},
		]);
		expect(await inside('losetup', '--json', '--list')).not.toContain(host.directory);
	});

	test('finds a disk by its name under /dev/disk, which the machine does not get', async () => {
		const name = `/dev/disk/by-id/wwn-${host.disks.target.wwn}`;
		expect((await inside('readlink', '--canonicalize', name)).trim()).toBe(
			host.disks.target.device,
		);
		await expect(stat(name)).rejects.toThrow('ENOENT');
	});

	test('names its partitions from the table on the disk', async () => {
		const columns = 'PARTLABEL,FSTYPE,LABEL';
		const device = `${host.disks.other.device}p3`;
		const text = await inside('lsblk', '--json', '--output', `PATH,${columns}`, device);
		expect(JSON.parse(text).blockdevices).toEqual([
			{path: device, partlabel: 'boot', fstype: 'ext4', label: 'boot'},
		]);
	});

	test('reaches its registry with password and CA, where the seed has its labels', async () => {
		const text = await inside(
			'skopeo',
			'inspect',
			'--authfile=/var/tmp/pull-secret.json',
			`docker://${seedImageName(lab.settings)}`,
		);
		const labels = JSON.parse(text).Labels;
		expect(labels['com.openshift.lifecycle-agent.seed_format_version']).toBe('4');
		const info = JSON.parse(labels['com.openshift.lifecycle-agent.seed_cluster_info']);
		expect(info.seed_cluster_ocp_version).toBe(lab.settings.seedVersion);
	});

	test('has the kernel arguments that it was given', async () => {
		expect(await inside('cat', '/proc/cmdline')).toContain(
			'coreos.liveiso=rhcos-lab ibi.mode=auto',
		);
	});

	test('keeps to itself what is written in it', async () => {
		for (const place of ['/etc', '/var/lib', '/usr/local', '/run', '/mnt', '/var/tmp']) {
			await inside('touch', `${place}/ibi-lab-was-here`);
			await expect(stat(`${place}/ibi-lab-was-here`)).rejects.toThrow('ENOENT');
		}
	});

	test('does not disturb a second host, which has disks and a registry of its own', async () => {
		await using second = await startHost(lab, {registry: 'down'});
		expect(second.disks.target.device).not.toBe(host.disks.target.device);
		const ports = await insideOf(second)('ss', '--listening', '--tcp', '--no-header');
		expect(ports).toBe('');
	});
});

test('a host that is closed leaves no loop device and no folder', async () => {
	const host = await startHost(lab, {registry: 'down'});
	expect(await attachedImages()).toContain(host.disks.target.image);
	await host.close();
	expect(await attachedImages()).not.toContain(host.directory);
	await expect(stat(host.directory)).rejects.toThrow('ENOENT');
});

test('a host whose owner is killed goes by itself, with what ran in it', async () => {
	const script = join(import.meta.dirname, 'own-a-host.ts');
	const owner = spawn(process.execPath, [script], {stdio: ['ignore', 'pipe', 'inherit']});
	const [directory] = await once(createInterface({input: owner.stdout}), 'line');
	expect(await processesNaming(directory)).not.toEqual([]);
	owner.kill('SIGKILL');
	await expect.poll(() => stat(directory).catch(() => 'gone'), {timeout: 20_000}).toBe('gone');
	expect(await attachedImages()).not.toContain(directory);
	expect(await processesNaming(directory)).toEqual([]);
});

const processesNaming = async (text: string): Promise<readonly string[]> => {
	const found: string[] = [];
	for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
		const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
		if (line.includes(text)) {
			found.push(line);
		}
	}
	return found;
};
