import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {ineligibilities} from '../../src/hardware/eligibility.ts';
import type {Disk} from '../../src/hardware/facts.ts';
import {soleMemberships} from '../../src/hardware/membership.ts';
import {commandLine} from '../../src/system/run.ts';
import {pvsCommand} from '../../src/tools/lvm.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {type MachineName, readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const disksOf = (name: MachineName) => probeDisks(recordedSystem(readMachine(name)));

const at = (disks: readonly Disk[], serial: string): Disk => {
	const disk = disks.find(({fingerprint}) => fingerprint.serial === serial);
	if (disk === undefined) {
		throw new Error(`no disk has ${serial}`);
	}
	return disk;
};

const codesOf = (disk: Disk) => ineligibilities(disk, {minimumBytes: 0}).map(({code}) => code);

describe('a volume group', () => {
	test('is found although the devices file of the system is empty', async () => {
		expect(pvsCommand.args).toContain('--devicesfile=');
		expect(pvsCommand.args).toContain('--readonly');
		expect(at(await disksOf('qemu-lvm'), 'QMLVM0000001').memberships).toMatchObject([
			{kind: 'volume-group', device: '/dev/sda2', name: 'span', siblings: {value: ['/dev/sdb']}},
		]);
	});

	test('on this disk alone forbids nothing, and is named as what dies with it', async () => {
		const disk = at(await disksOf('qemu-lvm'), 'QMLVM0000003');
		expect(codesOf(disk)).toEqual([]);
		expect(soleMemberships(disk)).toMatchObject([{name: 'alone', siblings: {value: []}}]);
	});

	test('with one of its members gone forbids all that are left', async () => {
		const disk = at(await disksOf('storage-server'), 'WSD0A001');
		expect(disk.memberships).toMatchObject([{missingMembers: 1}]);
		expect(codesOf(disk)).toEqual(['member']);
	});

	test('with a name that another group has too is told by its id', async () => {
		const disk = at(await disksOf('storage-server'), 'WSD0A002');
		expect(disk.memberships).toMatchObject([{name: 'data', siblings: {value: []}}]);
	});

	test('that runs on this disk alone is no obstacle, one that runs on two disks is', async () => {
		const machine = makeMachine({
			note: 'an active volume on one disk, mounted or not',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 200e9,
					serial: 'OLDINSTALL01',
					signatures: [{type: 'LVM2_member'}],
					layers: [{name: 'dm-0', deviceNumber: '253:0', type: 'lvm'}],
				},
			],
			commands: {
				[commandLine(pvsCommand)]: {
					json: {
						report: [{pv: [{pv_name: '/dev/sda', pv_missing: '', vg_name: 'old', vg_uuid: 'O'}]}],
					},
				},
			},
		});
		const [alone] = await probeDisks(recordedSystem(machine));
		expect(alone?.uses).toMatchObject({value: [{kind: 'held', isOnlyHere: true}]});
		expect(alone && codesOf(alone)).toEqual([]);
		expect(codesOf(at(await disksOf('qemu-lvm'), 'QMLVM0000001'))).toEqual(['busy', 'member']);
	});

	test('that nobody can be asked about forbids', async () => {
		const machine = readMachine('qemu-lvm');
		const commands = Object.entries(machine.commands).filter(([line]) => !line.startsWith('pvs'));
		const disks = await probeDisks(
			recordedSystem({...machine, commands: Object.fromEntries(commands)}),
		);
		const disk = at(disks, 'QMLVM0000003');
		expect(disk.memberships).toMatchObject([
			{siblings: {known: false, reason: 'Starting pvs: this system has no such program.'}},
		]);
		expect(codesOf(disk)).toEqual(['member']);
	});

	test('is not asked for where nothing of LVM was found', async () => {
		const programs: string[] = [];
		const machine = readMachine('factory-server');
		await probeDisks(recordedSystem(machine, ({program}) => programs.push(program)));
		expect(programs).not.toContain('pvs');
	});
});

describe('an array', () => {
	test('names its other members, running or not', async () => {
		const disks = await disksOf('qemu-md-imsm');
		expect(at(disks, 'QMMD00000002').memberships).toMatchObject([
			{
				kind: 'array',
				name: 'old:0',
				siblings: {known: true, value: [at(disks, 'QMMD00000003').path]},
			},
		]);
		expect(at(disks, 'QMMD00000004').memberships).toMatchObject([
			{kind: 'array', name: 'old:9', missingMembers: 1, siblings: {value: []}},
		]);
	});

	test('of the firmware is chosen as its volume: not the member, not the container', async () => {
		for (const name of ['qemu-md-imsm', 'vroc'] as const) {
			const disks = await disksOf(name);
			const volumes = disks.filter(({raid}) => raid?.isFirmware);
			expect(volumes.map(({raid}) => [raid?.role, raid?.format])).toEqual([
				['volume', 'imsm'],
				['container', 'imsm'],
			]);
			expect(volumes.map(codesOf)[0]).toEqual([]);
			expect(volumes.map(codesOf)[1]).toContain('kind');
			const [volume] = volumes;
			expect(volume).toMatchObject({identity: 'unique', fingerprint: {uuid: expect.any(String)}});
			for (const path of volume?.raid?.members ?? []) {
				expect(disks.filter((disk) => disk.path === path).flatMap(codesOf)).toContain('member');
			}
		}
	});

	test('of the kernel alone is no target', async () => {
		const array = (await disksOf('qemu-md-imsm')).find(({path}) => path === '/dev/md0');
		expect(array?.raid).toMatchObject({isFirmware: false, level: 'raid1', format: '1.2'});
		expect(array && codesOf(array)).toEqual(['kind']);
	});
});

describe('multipath', () => {
	test('a map is chosen, its paths are not', async () => {
		for (const name of ['qemu-multipath', 'fc-multipath'] as const) {
			const disks = await disksOf(name);
			const map = disks.find(({kind}) => kind === 'multipath');
			expect(map && codesOf(map)).toEqual([]);
			expect(map).toMatchObject({identity: 'unique', fingerprint: {serial: expect.any(String)}});
			const paths = disks.filter(({multipath}) => multipath?.role === 'path');
			expect(paths).toHaveLength(2);
			for (const path of paths) {
				expect(codesOf(path)).toEqual(['multipath-path']);
				expect(path.twins).toBeUndefined();
			}
		}
	});

	test('a divided map has partitions, which kpartx made, and is not busy by them', async () => {
		const map = (await disksOf('qemu-multipath')).find(({kind}) => kind === 'multipath');
		expect(map?.uses).toEqual({known: true, value: []});
		const contents = map?.contents.known && map.contents.value;
		expect(contents && contents.kind === 'data' && contents.partitions).toMatchObject([
			{number: 1, label: 'boot', path: expect.stringContaining('/dev/mapper/')},
			{number: 2, label: 'root'},
		]);
	});

	test('one disk on two paths without a map is refused on both', async () => {
		const disks = (await disksOf('san-paths')).slice(0, 2);
		expect(disks.map(codesOf)).toEqual([['seen-twice'], ['seen-twice']]);
	});

	test('of NVMe shows one disk, with both of its controllers', async () => {
		const disks = (await disksOf('qemu-nvme-multipath')).filter(
			({transport}) => transport === 'nvme',
		);
		expect(disks.map(({path}) => path)).toEqual([expect.stringMatching(/^\/dev\/nvme\d+n1$/)]);
		expect(disks[0]?.nvme?.paths).toMatchObject([
			{controller: expect.any(String), transport: 'pcie', state: 'live'},
			{transport: 'pcie', state: 'live'},
		]);
		expect(disks.map(codesOf)).toEqual([[]]);
	});
});

describe('pools and caches', () => {
	test('name other members by a shared id, and forbid also without', async () => {
		const disks = await disksOf('pools');
		expect(at(disks, 'ZFSMIRROR00').memberships).toMatchObject([
			{kind: 'pool', name: 'tank', siblings: {known: true, value: ['/dev/sdb']}},
		]);
		expect(at(disks, 'BTRFSPAIR01').memberships).toMatchObject([
			{kind: 'filesystem', siblings: {known: true, value: ['/dev/sdc']}},
		]);
		const physical = disks.filter(({kind}) => kind === 'disk');
		expect(physical.map((disk) => codesOf(disk)[0])).toEqual(physical.map(() => 'member'));
	});

	test('what stands on a cache is no disk', async () => {
		const cache = (await disksOf('pools')).find(({path}) => path === '/dev/bcache0');
		expect(cache && codesOf(cache)).toContain('kind');
	});
});

describe('a disk reached over a network', () => {
	test('by iSCSI needs the firmware to know its target, and a session that runs', async () => {
		expect((await disksOf('iscsi-ibft')).map(codesOf)).toEqual([
			[],
			['network-disk'],
			['network-disk', 'network-disk'],
		]);
	});

	test('by Fibre Channel names the port of its target', async () => {
		const map = (await disksOf('fc-multipath')).find(({kind}) => kind === 'multipath');
		expect(map?.san).toEqual({kind: 'fc', targets: ['0x20010002ac01c3d4']});
	});

	test('by NVMe over TCP is refused, although lsblk calls it nvme as any other', async () => {
		const [local, remote] = await disksOf('nvme-of');
		expect(local?.san).toBeUndefined();
		expect(remote).toMatchObject({transport: 'nvme', san: {kind: 'nvme-of', transport: 'tcp'}});
		expect(remote && codesOf(remote)).toEqual(['network-disk']);
	});
});
