/** An install with other settings than the defaults, from a file and without any network; then its wipe. */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {machineConfig} from '../../lab/seed/documents.ts';
import {buildStages} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import {type Ended, lab, onPartition, runEngine} from './lab-install.ts';
import {otherDisks} from './matrix/bytes.ts';

let host: LabHost;
let ended: Ended;
let otherDisksBefore: readonly string[];

const tableOf = async (device: string) => {
	const {stdout} = await lab.system.run(
		{program: 'sfdisk', args: ['--json', device]},
		{acceptedExitCodes: [0, 1]},
	);
	return stdout === '' ? undefined : JSON.parse(stdout).partitiontable;
};

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {registry: 'down'});
	otherDisksBefore = await otherDisks(host);
	ended = await runEngine(host, [
		'start',
		{
			installationDisk: `wwn:${host.disks.target.wwn}`,
			seedImage: 'oci:/run/ibi-lab/seed/layout',
			precacheDisabled: true,
			extraPartitionStart: '100G',
			extraPartitionLabel: 'var lib containers',
			extraPartitionNumber: 7,
			coreosInstallerArgs: ['--append-karg', 'ip=dhcp', '--delete-karg', 'rw'],
		},
	]);
});

afterAll(() => host?.close());

test('the install is done without a registry', () => {
	expect(ended.outcome).toEqual({kind: 'done'});
});

test('the extra partition has the number, start and name that were asked for', async () => {
	const {partitions} = await tableOf(host.disks.target.device);
	expect(partitions).toHaveLength(5);
	expect(partitions.at(-1)).toMatchObject({
		node: `${host.disks.target.device}p7`,
		start: (100 * 1024 ** 3) / 512,
		name: 'var lib containers',
	});
});

test('kernel arguments for coreos-installer reach the deployment of the seed', () =>
	onPartition(host, 3, async (boot) => {
		const [name = ''] = await readdir(join(boot, 'loader/entries'));
		const entry = await readFile(join(boot, 'loader/entries', name), 'utf8');
		const options = /^options (.*) ostree=/m.exec(entry)?.[1];
		const kept = machineConfig.spec.kernelArguments.filter((argument) => argument !== 'rw');
		expect(options).toBe([...kept, 'ip=dhcp'].join(' '));
	}));

test('a wipe leaves no table, no signature and no partition behind', async () => {
	const {outcome} = await runEngine(host, ['wipe', `serial:${host.disks.target.serial}`]);
	const {device} = host.disks.target;
	expect(outcome).toEqual({kind: 'done'});
	expect(await tableOf(device)).toBeUndefined();
	const {stdout} = await lab.system.run({program: 'wipefs', args: ['--json', device]});
	expect(JSON.parse(stdout)).toEqual({signatures: []});
	const {stdout: nodes} = await lab.system.run({
		program: 'lsblk',
		args: ['--noheadings', '--output=NAME', device],
	});
	expect(nodes.trim().split('\n')).toHaveLength(1);
});

test('the other disks hold the same bytes as before the install and the wipe', async () => {
	expect(await otherDisks(host)).toEqual(otherDisksBefore);
});
