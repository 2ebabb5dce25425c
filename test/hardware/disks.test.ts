import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import type {Disk, DiskContents} from '../../src/hardware/facts.ts';
import {commandLine} from '../../src/system/run.ts';
import {lsblkCommand} from '../../src/tools/lsblk.ts';
import {wipefsCommand} from '../../src/tools/wipefs.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {
	type MachineName,
	type RecordedAnswer,
	readMachine,
	recordedSystem,
} from '../helpers/recorded-system.ts';

const disksOf = (name: MachineName): Promise<readonly Disk[]> =>
	probeDisks(recordedSystem(readMachine(name)));

const diskAt = async (name: MachineName, path: string): Promise<Disk> => {
	const found = (await disksOf(name)).find((disk) => disk.path === path);
	if (found === undefined) {
		throw new Error(`no ${path} on ${name}`);
	}
	return found;
};

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

describe('identity', () => {
	test('a disk has its model, serial, WWN, size, slot and links', async () => {
		const disk = await diskAt('factory-server', '/dev/nvme0n1');
		expect(disk.fingerprint).toEqual({
			wwn: 'eui.36344630541000010025384700000001',
			serial: 'S64FNE0T100001',
			model: 'SAMSUNG MZQL2960HCJR-00A07',
			sizeBytes: 960_197_124_096,
			logicalSectorBytes: 512,
			byPath: '/dev/disk/by-path/pci-0000:81:00.0-nvme-1',
		});
		expect(disk.byId).toContain('/dev/disk/by-id/nvme-eui.36344630541000010025384700000001');
		expect(disk).toMatchObject({
			identity: 'unique',
			transport: 'nvme',
			sequence: {known: true, value: 1},
		});
	});

	test('of two names of one slot the shorter is the fingerprint, and both are known', async () => {
		const disk = await diskAt('factory-server', '/dev/sda');
		expect(disk.fingerprint.byPath).toBe('/dev/disk/by-path/pci-0000:00:17.0-ata-1');
		expect(disk.byPathLinks).toHaveLength(2);
	});

	test('a zero WWN identifies nothing, an own serial number does', async () => {
		const disk = await diskAt('same-identity', '/dev/sda');
		expect(disk.fingerprint.wwn).toBeUndefined();
		expect(disk.identity).toBe('unique');
		expect(disk.twins).toBeUndefined();
	});

	test('LUNs with the serial number of their controller are told apart by WWN', async () => {
		expect((await diskAt('same-identity', '/dev/sdc')).identity).toBe('unique');
	});

	test('card slots with one placeholder serial are told by slot only', async () => {
		const disk = await diskAt('same-identity', '/dev/sde');
		expect(disk.fingerprint.serial).toBeUndefined();
		expect(disk.identity).toBe('slot');
	});

	test('two paths of one LUN are twins of each other', async () => {
		expect((await diskAt('san-paths', '/dev/sda')).twins).toEqual(['/dev/sdb']);
		expect((await diskAt('san-paths', '/dev/sde')).twins).toBeUndefined();
	});

	test('two disks of a batch with one WWN and two serial numbers are no twins', async () => {
		const machine = makeMachine({
			note: 'a bad batch',
			disks: ['sda', 'sdb'].map((name, index) => ({
				name,
				deviceNumber: `8:${index * 16}`,
				sizeBytes: 4e9,
				serial: `BATCH000${index}`,
				wwn: '0x50026b7682e4f111',
			})),
		});
		const disks = await probeDisks(recordedSystem(machine));
		expect(disks.map(({twins, identity}) => [twins, identity])).toEqual([
			[undefined, 'unique'],
			[undefined, 'unique'],
		]);
	});

	test('a map has the WWN of its own path and is no twin of it', async () => {
		const wwn = '0x60002ac0000000000000a1b20002c3d4';
		const machine = makeMachine({
			note: 'one path below a map',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					wwn,
					layers: [{name: 'dm-0', deviceNumber: '253:0', type: 'mpath', sizeBytes: 4e9, wwn}],
				},
			],
		});
		const disks = await probeDisks(recordedSystem(machine));
		expect(disks.map(({kind, identity, twins}) => [kind, identity, twins])).toEqual([
			['disk', 'unique', undefined],
			['multipath', 'unique', undefined],
		]);
	});

	test('a map repeated below each of its paths is one disk', async () => {
		const kinds = (await disksOf('san-paths')).map(({path, kind}) => [path, kind]);
		expect(kinds).toEqual([
			['/dev/sda', 'disk'],
			['/dev/sdb', 'disk'],
			['/dev/sdc', 'disk'],
			['/dev/mapper/mpatha', 'multipath'],
			['/dev/sdd', 'disk'],
			['/dev/sde', 'disk'],
		]);
	});
});

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

describe('uses', () => {
	const usesAt = async (name: MachineName, path: string) => (await diskAt(name, path)).uses;

	test('a volume on a partition holds its disk, mounted or not', async () => {
		expect(await usesAt('members', '/dev/sda')).toEqual({
			known: true,
			value: [{kind: 'held', device: '/dev/sda1', holder: '/dev/dm-0', isOnlyHere: true}],
		});
	});

	test('an array holds each of its members', async () => {
		for (const path of ['/dev/sdc', '/dev/sdd']) {
			expect(await usesAt('members', path)).toEqual({
				known: true,
				value: [{kind: 'held', device: path, holder: '/dev/md0'}],
			});
		}
	});

	test('what stands on two partitions of one disk is one use', async () => {
		const layers = [{name: 'md0', deviceNumber: '9:0', type: 'raid1', mountpoints: ['/data']}];
		const machine = makeMachine({
			note: 'an array of two partitions of one disk',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					partitions: [
						{number: 1, deviceNumber: '8:1', sizeBytes: 1e9, type: 'x', layers},
						{number: 2, deviceNumber: '8:2', sizeBytes: 1e9, type: 'x', layers},
					],
				},
			],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		const mounted = disk?.uses.known ? disk.uses.value.filter(({kind}) => kind === 'mounted') : [];
		expect(mounted).toEqual([{kind: 'mounted', device: '/dev/md0', mountpoint: '/data'}]);
	});

	test('swap on a partition is a use', async () => {
		expect(await usesAt('members', '/dev/sdh')).toEqual({
			known: true,
			value: [{kind: 'swap', device: '/dev/sdh1'}],
		});
	});

	test('a mount is found by device number, by source, and by what lsblk shows', async () => {
		const machine = makeMachine({
			note: 'three ways of being mounted',
			disks: [
				{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9},
				{name: 'sdb', deviceNumber: '8:16', sizeBytes: 4e9},
				{name: 'sdc', deviceNumber: '8:32', sizeBytes: 4e9, mountpoints: ['/three']},
			],
			mounts: [
				'50 1 8:0 / /one\\040two rw - ext4 /dev/other rw',
				'51 1 0:44 /sub /two rw shared:1 - btrfs /dev/sdb rw',
			],
		});
		const uses = (await probeDisks(recordedSystem(machine))).map((disk) => disk.uses);
		expect(uses).toEqual(
			[
				['/dev/sda', '/one two'],
				['/dev/sdb', '/two'],
				['/dev/sdc', '/three'],
			].map(([device, mountpoint]) => ({
				known: true,
				value: [{kind: 'mounted', device, mountpoint}],
			})),
		);
	});

	test('a loop over a disk is a use, though the kernel calls the disk idle', async () => {
		const machine = makeMachine({
			note: 'a loop over a whole disk',
			disks: [{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9}],
			loops: [{path: '/dev/loop7', backingPath: '/dev/sda'}],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		expect(disk?.uses).toEqual({
			known: true,
			value: [{kind: 'loop', device: '/dev/sda', loop: '/dev/loop7'}],
		});
	});
});

describe('the medium', () => {
	test('is found through the loop under the running system', async () => {
		expect((await diskAt('factory-server', '/dev/sr0')).mediumReason).toBe(
			'the live ISO is mounted from it',
		);
		expect((await diskAt('factory-server', '/dev/nvme0n1')).mediumReason).toBeUndefined();
	});

	test('is suspected by its label alone when the ISO was copied to memory', async () => {
		expect((await diskAt('coreos-node', '/dev/sdc')).mediumReason).toBe(
			'it carries the label of the running live ISO (rhcos-9.6.20250523-0)',
		);
		expect((await diskAt('coreos-node', '/dev/sda')).mediumReason).toBeUndefined();
	});

	test('is a whole disk where the root filesystem stands on a volume of its partition', async () => {
		const machine = makeMachine({
			note: 'an installed system',
			disks: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					sizeBytes: 4e9,
					table: {kind: 'gpt', id: '1'},
					partitions: [
						{
							number: 1,
							deviceNumber: '8:1',
							sizeBytes: 1e9,
							type: 'x',
							layers: [{name: 'dm-0', deviceNumber: '253:0', type: 'lvm', mountpoints: ['/']}],
						},
					],
				},
			],
			mounts: ['27 1 253:0 / / rw - ext4 /dev/mapper/root rw'],
		});
		const [disk] = await probeDisks(recordedSystem(machine));
		expect(disk?.mediumReason).toBe('the running system is mounted from it (/)');
	});

	test('is found through a loop whose file lies on a mount below another', async () => {
		const machine = makeMachine({
			note: 'a live system of another make',
			disks: [
				{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9},
				{name: 'sdb', deviceNumber: '8:16', sizeBytes: 4e9},
				{name: 'loop0', type: 'loop', deviceNumber: '7:0', sizeBytes: 4e9},
			],
			loops: [{path: '/dev/loop0', backingPath: '/run/live/medium/root.img'}],
			mounts: [
				'20 1 8:0 / /run ro - ext4 /dev/sda ro',
				'21 20 8:16 / /run/live/medium ro - iso9660 /dev/sdb ro',
				'22 1 7:0 / /sysroot ro - squashfs /dev/loop0 ro',
			],
		});
		const disks = await probeDisks(recordedSystem(machine));
		expect(disks.filter(({mediumReason}) => mediumReason).map(({path}) => path)).toEqual([
			'/dev/sdb',
			'/dev/loop0',
		]);
	});

	test('is the disk behind a loop whose file is that disk', async () => {
		const machine = makeMachine({
			note: 'the ISO on a stick, looped',
			disks: [
				{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9},
				{name: 'loop0', type: 'loop', deviceNumber: '7:0', sizeBytes: 4e9},
			],
			loops: [{path: '/dev/loop0', backingPath: '/dev/sda'}],
			mounts: ['27 1 7:0 / /run/media/iso ro - iso9660 /dev/loop0 ro'],
		});
		const disks = await probeDisks(recordedSystem(machine));
		expect(disks.map(({mediumReason}) => mediumReason)).toEqual([
			'the live ISO is mounted from it',
			'the live ISO is mounted from it',
		]);
	});
});

test('devices that vanish while they are read make the whole look start again', async () => {
	const machine = makeMachine({
		note: 'a disk whose directory in sysfs comes late',
		disks: [{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9}],
	});
	const system = recordedSystem(machine);
	let looks = 0;
	const flickering = {
		...system,
		files: {
			...system.files,
			stat: async (path: string) => {
				looks += path === '/sys/class/block/sda' ? 1 : 0;
				return looks === 1 ? undefined : system.files.stat(path);
			},
		},
	};
	expect(await probeDisks(flickering)).toHaveLength(1);
	expect(looks).toBe(2);
});

test('a disk that hangs lsblk is listed with what the kernel knows, beside the others', async () => {
	const machine = makeMachine({
		note: 'lsblk hangs on one disk',
		disks: [
			{name: 'sda', deviceNumber: '8:0', sizeBytes: 4e9, serial: 'GOOD0001'},
			{name: 'sdb', deviceNumber: '8:16', sizeBytes: 512 * 1e6},
		],
		files: {
			'/sys/class/block/sda/size': `${4e9 / 512}\n`,
			'/sys/class/block/sdb/size': '1000000\n',
			'/sys/class/block/loop0/size': '0\n',
		},
		directories: {'/sys/block': ['loop0', 'sda', 'sdb']},
	});
	const whole = commandLine(lsblkCommand());
	const answer = machine.commands[whole];
	const system = recordedSystem({
		...machine,
		commands: {
			...machine.commands,
			[whole]: {hangs: true},
			[commandLine(lsblkCommand('/dev/sda'))]: firstDeviceOf(answer),
			[commandLine(lsblkCommand('/dev/sdb'))]: {hangs: true},
		},
	});
	const [good, silent] = await probeDisks(system);
	expect(good).toMatchObject({path: '/dev/sda', contents: {known: true}, uses: {known: true}});
	expect(silent).toMatchObject({
		path: '/dev/sdb',
		deviceNumber: '8:16',
		fingerprint: {sizeBytes: 512 * 1e6},
		contents: {known: false, reason: 'Reading /dev/sdb: no answer within 31 s.'},
		uses: {known: false},
	});
});

const firstDeviceOf = (answer: RecordedAnswer | undefined): RecordedAnswer => {
	const {json} = answer as {readonly json: {readonly blockdevices: readonly unknown[]}};
	return {json: {blockdevices: json.blockdevices.slice(0, 1)}};
};
