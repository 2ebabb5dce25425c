import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {commandLine} from '../../src/system/run.ts';
import {lsblkCommand} from '../../src/tools/lsblk.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {type RecordedAnswer, recordedSystem} from '../helpers/recorded-system.ts';
import {diskAt, disksOf} from './machine-disks.ts';

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
