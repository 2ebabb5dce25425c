import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {hintFault, parseHints} from '../../src/hardware/hint-expression.ts';
import {matchHints, type RootDeviceHints} from '../../src/hardware/hints.ts';
import {matchDisk} from '../../src/hardware/match.ts';
import {type MachineName, readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const disksOf = (name: MachineName) => probeDisks(recordedSystem(readMachine(name)));
const server = await disksOf('factory-server');
const lvm = await disksOf('qemu-lvm');
const multipath = await disksOf('qemu-multipath');

const pathsOf = (disks: Awaited<ReturnType<typeof disksOf>>, hints: RootDeviceHints) =>
	matchHints(disks, hints).map(({path}) => path);

describe('each hint', () => {
	test.each<readonly [RootDeviceHints, readonly string[]]>([
		[{deviceName: '/dev/nvme0n1'}, ['/dev/nvme0n1']],
		[{deviceName: '/dev/disk/by-path/pci-0000:81:00.0-nvme-1'}, ['/dev/nvme0n1']],
		[{deviceName: '/dev/disk/by-id/wwn-0x55cd2e4150000001'}, ['/dev/sda']],
		[{model: 'SSDSC2KB12'}, ['/dev/sda']],
		[{model: 'SSDSC2KB'}, []],
		[{model: 'contains:MZQL2960'}, ['/dev/nvme0n1', '/dev/nvme1n1']],
		[{model: 'contains:mzql2960'}, []],
		[{vendor: 'ATA'}, ['/dev/sda']],
		[{serialNumber: 'S64FNE0T100002'}, ['/dev/nvme1n1']],
		[{serialNumber: 's64fne0t100002'}, []],
		[{minSizeGigabytes: 960}, ['/dev/nvme0n1', '/dev/nvme1n1']],
		[{minSizeGigabytes: 961}, []],
		[{wwn: '0x55cd2e4150000001'}, ['/dev/sda']],
		[{wwn: '0x55CD2E4150000001'}, []],
		[{rotational: true}, []],
		[{model: 'contains:MZQL2960', serialNumber: 'S64FNE0T100001'}, ['/dev/nvme0n1']],
		[{model: 'contains:MZQL2960', serialNumber: 'PHYF0001120XYZ'}, []],
		[{}, ['/dev/nvme0n1', '/dev/nvme1n1', '/dev/sda', '/dev/sdb']],
	])('%j fits %j', (hints, expected) => {
		expect(pathsOf(server, hints)).toEqual(expected);
	});

	test('of SCSI address and of the extended WWN, as a guest told them', () => {
		expect(pathsOf(lvm, {hctl: '1:0:0:0'})).toEqual(['/dev/sdb']);
		expect(pathsOf(lvm, {hctl: '1:0:0'})).toEqual([]);
		expect(pathsOf(lvm, {wwnWithExtension: '0x5000c50015ea7103'})).toEqual(['/dev/sdc']);
		expect(pathsOf(lvm, {wwnVendorExtension: '0x1'})).toEqual([]);
	});

	test('of a serial number takes the spelling of udev too', () => {
		expect(pathsOf(lvm, {serialNumber: 'QEMU_HARDDISK_QMLVM0000004'})).toEqual(['/dev/sdd']);
	});
});

test('a LUN on two paths is its map, never one of them', () => {
	const hint = 'hint:serialNumber=QMLUN0000001';
	expect(matchDisk(multipath, hint)).toMatchObject({kind: 'one', disk: {kind: 'multipath'}});
	expect(matchDisk(multipath, 'serial:QMLUN0000001')).toMatchObject({disk: {kind: 'multipath'}});
	expect(matchDisk(multipath, 'wwn:0x6001405015ea7301')).toMatchObject({disk: {kind: 'multipath'}});
});

test('the link of a LUN below by-id is its map, where it points to', () => {
	for (const link of ['wwn-0x6001405015ea7301', 'dm-uuid-mpath-36001405015ea7301']) {
		expect(matchDisk(multipath, `/dev/disk/by-id/${link}`)).toMatchObject({
			kind: 'one',
			disk: {kind: 'multipath'},
		});
	}
});

test('the medium is never meant', async () => {
	const disks = await disksOf('coreos-node');
	expect(pathsOf(disks, {model: 'DataTraveler'})).toEqual([]);
});

test('a hint that fits two disks is no answer', () => {
	expect(matchDisk(server, 'hint:model=contains:MZQL2960')).toMatchObject({
		kind: 'many',
		disks: [{path: '/dev/nvme0n1'}, {path: '/dev/nvme1n1'}],
	});
	expect(matchDisk(server, 'hint:model=contains:MZQL2960,minSizeGigabytes=961')).toEqual({
		kind: 'none',
	});
});

describe('an expression', () => {
	test('has keys and values, with commas and spaces where they belong to a value', () => {
		expect(
			parseHints('hint: model=contains:PM9A3 \\,x , minSizeGigabytes=800,rotational=false'),
		).toEqual({
			kind: 'hints',
			hints: {model: 'contains:PM9A3 ,x', minSizeGigabytes: 800, rotational: false},
		});
	});

	test.each([
		['hint:', '"" is no hint'],
		['hint:size=800', 'size is no hint; there are deviceName, hctl, model'],
		['hint:model', '"model" is no hint'],
		['hint:model=', 'model has no value'],
		['hint:model=contains:', 'model has no value'],
		['hint:minSizeGigabytes=800G', 'minSizeGigabytes must be a whole number'],
		['hint:minSizeGigabytes=0', 'minSizeGigabytes must be a whole number'],
		['hint:rotational=yes', 'rotational must be true or false'],
		['hint:model=a,model=b', 'model is given twice'],
		['hint:constructor=x', 'constructor is no hint'],
	])('%s is refused: %s', (expression, why) => {
		expect(parseHints(expression)).toEqual({kind: 'fault', why: expect.stringContaining(why)});
		expect(matchDisk(server, expression)).toMatchObject({kind: 'none', why: expect.any(String)});
	});

	test('gives every value back that was put in with backslashes', () => {
		const value = fc.stringMatching(/^[ -~]*[!-~]$/).map((text) => text.trim());
		fc.assert(
			fc.property(value, value, (model, vendor) => {
				const written = (text: string) => text.replace(/[\\,]/g, '\\$&');
				const parsed = parseHints(`hint:model=${written(model)},vendor=${written(vendor)}`);
				const isEmpty = [model, vendor].some((text) => text === '' || text === 'contains:');
				expect(parsed).toEqual(
					isEmpty ? expect.anything() : {kind: 'hints', hints: {model, vendor}},
				);
			}),
		);
	});
});

test('a setting with hints that are wrong is refused where it is read', () => {
	expect(hintFault('hint:size=800')).toContain('size is no hint');
	expect(hintFault('hint:minSizeGigabytes=800')).toBeUndefined();
	expect(hintFault('/dev/sda')).toBeUndefined();
});
