/** Answers of the programs that are asked about hardware, as they were seen or as their manuals give them. */
import {describe, expect, test} from 'vitest';
import type {InstallError} from '../../src/errors.ts';
import {parseChronySources, parseTracking} from '../../src/tools/chronyc.ts';
import {parseEfiBoot} from '../../src/tools/efibootmgr.ts';
import {parseFirmwareVersion} from '../../src/tools/ethtool.ts';
import {parseLinks} from '../../src/tools/ip.ts';
import {parseBmcLan} from '../../src/tools/ipmitool.ts';
import {parsePvs} from '../../src/tools/lvm.ts';
import {parseExamine} from '../../src/tools/mdadm.ts';
import {parseNeighbours} from '../../src/tools/nmcli.ts';
import {parseNvmeSmartLog} from '../../src/tools/nvme.ts';
import {parseProperties} from '../../src/tools/properties.ts';
import {parseSmartctl} from '../../src/tools/smartctl.ts';

const codeOf = (work: () => unknown): string | undefined => {
	try {
		work();
		return undefined;
	} catch (error) {
		return (error as InstallError).code;
	}
};

describe('pvs', () => {
	const answer = (...pv: readonly object[]) => JSON.stringify({report: [{pv}]});

	test('lists volumes with their groups; one that is missing has no path', () => {
		expect(
			parsePvs(
				answer(
					{pv_name: '/dev/sda2', pv_missing: '', vg_name: 'a', vg_uuid: 'A'},
					{pv_name: '[unknown]', pv_missing: 'missing', vg_name: 'a', vg_uuid: 'A'},
					{pv_name: '/dev/sdb', pv_missing: '', vg_name: '', vg_uuid: ''},
				),
			),
		).toEqual([
			{path: '/dev/sda2', group: {name: 'a', id: 'A'}},
			{path: undefined, group: {name: 'a', id: 'A'}},
			{path: '/dev/sdb', group: undefined},
		]);
	});

	test('in another shape is refused', () => {
		expect(codeOf(() => parsePvs('  WARNING: a\n{}'))).toBe('OUTPUT_UNREADABLE');
		expect(codeOf(() => parsePvs('{"report": [{"vg": []}]}'))).toBe('OUTPUT_UNREADABLE');
	});
});

describe('mdadm', () => {
	test('names the array of a member, and of a container of the firmware', () => {
		expect(
			parseExamine('MD_LEVEL=raid1\nMD_DEVICES=2\nMD_NAME=old:0\nMD_METADATA=1.2\nMD_UUID=a:b\n'),
		).toEqual({
			format: '1.2',
			id: 'a:b',
			name: 'old:0',
			members: 2,
		});
		expect(parseExamine('MD_METADATA=imsm\nMD_UUID=c:d\nMD_LEVEL=container\n')).toEqual({
			format: 'imsm',
			id: 'c:d',
			name: undefined,
			members: undefined,
		});
	});

	test('that finds nothing says so', () => {
		expect(parseExamine('')).toBeUndefined();
	});
});

describe('nvme', () => {
	test('gives large numbers as texts, and the temperature in kelvin', () => {
		expect(
			parseNvmeSmartLog(
				'{"critical_warning":0,"temperature":311,"avail_spare":100,"spare_thresh":10,"percent_used":3,"media_errors":"340282366920938463463374607431768211455"}',
			),
		).toMatchObject({temperatureCelsius: 38, mediaErrors: 2 ** 128});
	});

	test('that leaves out the warning is refused: it would pass for good', () => {
		expect(codeOf(() => parseNvmeSmartLog('{"temperature":311}'))).toBe('OUTPUT_UNREADABLE');
	});
});

test('smartctl tells by bits of its exit code what the disk does not say', () => {
	expect(parseSmartctl('{"smartctl":{"exit_status":88},"smart_status":{"passed":false}}')).toEqual({
		hasPassed: false,
		isPrefailing: true,
		hasErrorLog: true,
		temperatureCelsius: undefined,
	});
	expect(parseSmartctl('{"smartctl":{"exit_status":4}}').hasPassed).toBeUndefined();
});

describe('chronyc', () => {
	test('tells reference, stratum, offset and leap status', () => {
		const line =
			'7F7F0101,,10,1674831489.8,-0.00000015,0.000000000,0.000000000,0.000,0.000,0.000,0.0,0.0,0.0,Normal\n';
		expect(parseTracking(line)).toEqual({
			referenceId: '7F7F0101',
			stratum: 10,
			offsetSeconds: -0.00000015,
			leap: 'Normal',
		});
		expect(parseTracking('506 Cannot talk to daemon\n')).toBeUndefined();
		expect(parseTracking('')).toBeUndefined();
	});

	test('lists sources by address', () => {
		expect(parseChronySources('^,*,192.0.2.1,2,6,377\n=,?,2001:db8::1,0,6,0\n\n')).toEqual([
			{state: '*', address: '192.0.2.1', stratum: 2},
			{state: '?', address: '2001:db8::1', stratum: 0},
		]);
	});
});

test.each([
	['driver: ice\nfirmware-version: 4.40 0x8001c7d4\nbus-info: x\n', '4.40 0x8001c7d4'],
	['firmware-version: \nbus-info: x\n', undefined],
	['firmware-version: N/A\n', undefined],
	['', undefined],
])('of the answer %j of ethtool the firmware is %j', (text, version) => {
	expect(parseFirmwareVersion(text)).toBe(version);
});

test('nmcli puts a backslash before colons of a value', () => {
	expect(parseNeighbours('eno1:EC\\:CD\\:6D:Eth1/17:a\\\\b:leaf\n\nbroken\n')).toEqual([
		{nic: 'eno1', chassis: 'EC:CD:6D', port: 'Eth1/17', portDescription: 'a\\b', system: 'leaf'},
	]);
});

test('ipmitool has no address where it shows zeros', () => {
	expect(
		parseBmcLan('IP Address              : 0.0.0.0\nMAC Address             : AA:BB:CC:00:11:22\n'),
	).toEqual({
		address: undefined,
		mac: 'aa:bb:cc:00:11:22',
	});
	expect(
		parseBmcLan('IP Address Source       : DHCP\nIP Address              : 192.0.2.7\n').address,
	).toBe('192.0.2.7');
	expect(parseBmcLan('Channel 9 is not a LAN channel\n')).toEqual({
		address: undefined,
		mac: undefined,
	});
});

test('efibootmgr lists entries with label and device path, active or not', () => {
	const text =
		'BootCurrent: 0002\nTimeout: 1 seconds\nBootOrder: 0002\nBoot0000* UiApp\tFvVol(x)/FvFile(y)\nBoot0002  UEFI Misc Device\tPciRoot(0x0)/Pci(0x5,0x0){auto_created_boot_option}\n';
	expect(parseEfiBoot(text)).toEqual({
		current: '0002',
		entries: [
			{number: '0000', label: 'UiApp', devicePath: 'FvVol(x)/FvFile(y)'},
			{
				number: '0002',
				label: 'UEFI Misc Device',
				devicePath: 'PciRoot(0x0)/Pci(0x5,0x0){auto_created_boot_option}',
			},
		],
	});
	expect(parseEfiBoot('EFI variables are not supported on this system.\n')).toEqual({
		current: undefined,
		entries: [],
	});
});

test('a property keeps what stands after its first equals sign', () => {
	expect([...parseProperties('A=b=c\n=x\nnone\nE=\n')]).toEqual([
		['A', 'b=c'],
		['E', ''],
	]);
});

test('ip tells masters, VLANs and bond modes, and survives data of other kinds', () => {
	const base = {link_type: 'ether', address: 'AA:00:00:00:00:01', mtu: 1500, operstate: 'UP'};
	const links = parseLinks(
		JSON.stringify([
			{...base, ifname: 'a', master: 'bond0', max_mtu: 9702},
			{...base, ifname: 'v', link: 'bond0', linkinfo: {info_kind: 'vlan', info_data: {id: 77}}},
			{
				...base,
				ifname: 'bond0',
				link: null,
				linkinfo: {info_kind: 'bond', info_data: {mode: '802.3ad'}},
			},
			{...base, ifname: 'x', linkinfo: {info_kind: 'vxlan', info_data: {id: '7', mode: 3}}},
		]),
	);
	expect(
		links.map(({master, parent, vlanId, bondMode, maximumMtu}) => [
			master,
			parent,
			vlanId,
			bondMode,
			maximumMtu,
		]),
	).toEqual([
		['bond0', undefined, undefined, undefined, 9702],
		[undefined, 'bond0', 77, undefined, undefined],
		[undefined, undefined, undefined, '802.3ad', undefined],
		[undefined, undefined, undefined, undefined, undefined],
	]);
});
