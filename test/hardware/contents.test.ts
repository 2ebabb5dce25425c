import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import type {Disk, DiskContents} from '../../src/hardware/facts.ts';
import {commandLine} from '../../src/system/run.ts';
import {wipefsCommand} from '../../src/tools/wipefs.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {type MachineName, recordedSystem} from '../helpers/recorded-system.ts';
import {diskAt, disksOf} from './machine-disks.ts';

const contentsOf = ({contents}: Disk): DiskContents => {
	if (!contents.known) {
		throw new Error(contents.reason);
	}
	return contents.value;
};

const looks = async (name: MachineName, path: string): Promise<string> => {
	const contents = contentsOf(await diskAt(name, path));
	return contents.kind === 'data' ? contents.looksLike : contents.kind;
};

describe('contents', () => {
	test('empty needs no signature, no table, and zeros at both ends', async () => {
		expect(await looks('factory-server', '/dev/nvme0n1')).toBe('empty');
		expect(await looks('factory-server', '/dev/nvme1n1')).toBe('unknown data');
	});

	test('data at the very end alone is data', async () => {
		const machine = makeMachine({
			note: 'metadata at the end only',
			disks: [{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9, edges: 'random-end'}],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		expect(disk?.contents).toMatchObject({value: {looksLike: 'unknown data'}});
	});

	test.each([
		['coreos-node', '/dev/sda', 'OpenShift node prepared by image-based install'],
		['coreos-node', '/dev/sdb', 'Red Hat or Fedora CoreOS'],
		['coreos-node', '/dev/sdc', 'installation medium'],
		['windows', '/dev/nvme0n1', 'Windows'],
		['factory-server', '/dev/sdb', 'data partitions'],
		['members', '/dev/sda', 'LVM'],
		['members', '/dev/sdb', 'LVM'],
		['members', '/dev/sdc', 'RAID member'],
		['members', '/dev/sde', 'Intel RAID (VROC) member'],
		['members', '/dev/sdf', 'ZFS'],
		['members', '/dev/sdi', 'VMware'],
		['san-paths', '/dev/sdc', 'multipath member'],
		['loop-disks', '/dev/loop0', 'Red Hat or Fedora CoreOS'],
	] as const)('%s %s looks like %s', async (machine, path, words) => {
		expect(await looks(machine, path)).toBe(words);
	});

	test('partitions carry number, type, label and filesystem', async () => {
		const contents = contentsOf(await diskAt('coreos-node', '/dev/sda'));
		expect(contents).toMatchObject({
			table: 'gpt',
			tableId: '0a11ce00-0000-4000-8000-000000000001',
			signatures: [],
		});
		expect(contents.kind === 'data' && contents.partitions.at(-1)).toEqual({
			number: 5,
			path: '/dev/sda5',
			deviceNumber: '259:5',
			sizeBytes: 40_960 * 1024 * 1024,
			type: '0fc63daf-8483-4772-8e79-3d69d8477de4',
			label: 'var-lib-containers',
			filesystem: 'xfs',
			filesystemLabel: 'varlibcontainers',
		});
	});

	test('a disk that never answers is unknown, and the others are still there', async () => {
		const disks = await disksOf('members');
		expect(disks.find(({path}) => path === '/dev/sdg')?.contents).toEqual({
			known: false,
			reason: 'Reading /dev/sdg: no answer within 30 s.',
		});
		const ignored = disks.filter(({kind, contents}) => kind === 'disk' && !contents.known);
		expect(ignored.map(({path}) => path)).toEqual(['/dev/sdg']);
	});

	test('an old filesystem before it does not hide that a partition is a member', async () => {
		const machine = makeMachine({
			note: 'a partition with two signatures',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					table: {kind: 'gpt', id: '1'},
					partitions: [{number: 1, deviceNumber: '8:1', sizeBytes: 1e9, type: 'x'}],
				},
			],
		});
		const signatures = ['gpt', 'xfs', 'linux_raid_member'].map((type, index) => ({
			device: index === 0 ? 'sda' : 'sda1',
			type,
		}));
		machine.commands[commandLine(wipefsCommand(['/dev/sda', '/dev/sda1']))] = {json: {signatures}};
		const [disk] = await probeDisks(recordedSystem(machine));
		expect(disk?.contents).toMatchObject({
			value: {partitions: [{filesystem: 'linux_raid_member'}]},
		});
	});

	test('control characters in labels never reach a terminal', async () => {
		const machine = makeMachine({
			note: 'a label with an escape',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					model: 'X\u001b[2J',
					table: {kind: 'gpt', id: '1'},
					partitions: [
						{
							number: 1,
							deviceNumber: '8:1',
							sizeBytes: 1e9,
							type: 'x',
							label: '\u001b]0;boo\u0007',
						},
					],
				},
			],
		});
		const text = JSON.stringify(await probeDisks(recordedSystem(machine)));
		expect(text).toContain('X\\\\x1b[2J');
		expect(text).not.toContain('\\u00');
	});
});
