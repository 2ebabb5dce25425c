import {describe, expect, test} from 'vitest';
import {countDistinct, levelOf, parseFlags} from '../../src/hardware/cpu.ts';
import {fromDmi, isPlaceholder} from '../../src/hardware/dmi.ts';
import {known} from '../../src/hardware/facts.ts';
import {bootMacOf} from '../../src/hardware/nic-details.ts';
import {probeHost} from '../../src/hardware/probe.ts';
import {controllerKind} from '../../src/hardware/storage.ts';
import {timeSyncOf} from '../../src/hardware/time.ts';
import type {System} from '../../src/system/types.ts';
import {type MachineName, readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const hostOf = (name: MachineName) => probeHost(recordedSystem(readMachine(name)));
const edge = await hostOf('edge-eight-cards');
const guest = await hostOf('qemu-nvme-4kn');

describe('the processor', () => {
	const v2 = 'cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3'.split(' ');
	const v3 = [...v2, ...'avx avx2 bmi1 bmi2 f16c fma abm movbe xsave'.split(' ')];

	test('has the level of x86-64 whose instructions are all there', () => {
		expect(levelOf(known(v2.slice(1)))).toEqual(known(1));
		expect(levelOf(known(v2))).toEqual(known(2));
		expect(levelOf(known(v3.filter((flag) => flag !== 'movbe')))).toEqual(known(2));
		expect(levelOf(known(v3))).toEqual(known(3));
		expect(levelOf(parseFlags('processor : 0\n')).known).toBe(false);
	});

	test('is counted by socket and core, not by thread', () => {
		const block = (cpu: number, socket: number, core: number) =>
			`processor\t: ${cpu}\nphysical id\t: ${socket}\ncore id\t\t: ${core}\n`;
		const text = [block(0, 0, 0), block(1, 0, 1), block(2, 1, 0), block(3, 0, 0)].join('\n');
		expect(countDistinct(text, ['physical id'])).toEqual(known(2));
		expect(countDistinct(text, ['physical id', 'core id'])).toEqual(known(3));
		expect(countDistinct('processor : 0\n', ['physical id']).known).toBe(false);
	});

	test('of a guest is known with its memory node', () => {
		expect(guest.cpu).toMatchObject({
			presentCpus: known(2),
			level: {known: true},
			numaNodes: {known: true, value: [{number: 0, cpus: '0-1', memoryBytes: {known: true}}]},
		});
	});
});

describe('the platform', () => {
	test('of a server with everything', () => {
		expect(edge.platform).toMatchObject({
			firmwareBits: known(64),
			secureBoot: known('on'),
			tpm: known('2.0'),
			isFipsEnabled: known(false),
			virtualisation: known('none'),
			uuid: known('4c4c4544-0058-4b10-8032-b7c04f395733'),
			chassisTag: {known: false},
			bootEntry: known({number: '0003', label: 'Virtual Optical Drive', device: 'optical'}),
			bmc: known({kind: 'present', address: known('192.0.2.117'), mac: known('b4:45:06:ee:e8:0e')}),
		});
	});

	test('of a guest started by UEFI', () => {
		expect(guest.platform).toMatchObject({
			firmwareBits: known(64),
			secureBoot: {known: true},
			tpm: known('none'),
			bmc: known({kind: 'none'}),
		});
	});

	test('of a host with a firmware of 32 bits and a placeholder for its id', async () => {
		const {platform} = await hostOf('other-systems');
		expect(platform).toMatchObject({
			firmwareBits: known(32),
			uuid: {known: false, reason: expect.stringContaining('placeholder')},
		});
	});

	test.each([
		'',
		'None',
		'00000000-0000-0000-0000-000000000000',
		'0',
		'PCA_number.ACC',
		'FFFFFFFF-FFFF',
	])('%j is a placeholder', (text) => {
		expect(isPlaceholder(text)).toBe(true);
	});

	test.each(['7XK29W3', '4c4c4544-0058', 'Dell Inc.'])('%j is none', (text) => {
		expect(isPlaceholder(text)).toBe(false);
	});

	test('a field that the firmware leaves empty is told as that', async () => {
		const files = {stat: async () => ({kind: 'file'}), readText: async () => '\n'};
		const system = {files} as unknown as System;
		expect(await fromDmi(system, 'product_serial')).toEqual({
			known: false,
			reason: 'the firmware leaves it empty',
		});
	});

	test('a controller that is asked in vain is there, without an address', async () => {
		const machine = readMachine('edge-eight-cards');
		const {'ipmitool lan print 1': _, ...commands} = machine.commands;
		const {platform} = await probeHost(recordedSystem({...machine, commands}));
		expect(platform?.bmc).toMatchObject({
			value: {
				kind: 'present',
				address: {known: false, reason: expect.stringContaining('ipmitool')},
			},
		});
	});
});

describe('the clock', () => {
	test('follows a source, and the hardware clock is told against it', () => {
		expect(edge.time).toEqual({
			sync: known({
				isSynchronised: true,
				offsetSeconds: 0.000012345,
				sources: [
					{address: '192.0.2.53', state: 'selected', stratum: 2},
					{address: '192.0.2.99', state: 'unreachable', stratum: 0},
				],
			}),
			rtc: known({offsetSeconds: 7200}),
			isRtcLocal: known(false),
		});
	});

	test.each([
		['00000000', 0, 'Not synchronised'],
		['7F7F0101', 10, 'Normal'],
		['C0000235', 16, 'Normal'],
	])('that refers to %s at stratum %i is not synchronised', (referenceId, stratum, leap) => {
		const sync = timeSyncOf({referenceId, stratum, leap, offsetSeconds: 0}, []);
		expect(sync).toEqual({isSynchronised: false, sources: []});
	});
});

describe('storage controllers', () => {
	test('in RAID mode without a driver explain why there is no disk', async () => {
		const {storage} = await hostOf('raid-mode');
		expect(storage?.controllers).toEqual(
			known([{address: '0000:00:17.0', kind: 'raid', id: '8086:2822'}]),
		);
		expect(storage?.missingTools).toContain('nvme');
		expect(edge.storage?.missingTools).not.toContain('nvme');
	});

	test.each([
		['0x010802', 'nvme'],
		['0x010601', 'sata'],
		['0x018000', 'other'],
		['0x020000', undefined],
		['', undefined],
	])('%s is %s', (code, kind) => {
		expect(controllerKind(code)).toBe(kind);
	});
});

describe('network cards', () => {
	const nics = edge.network.nics.known ? edge.network.nics.value : [];
	const detailsOf = (name: string) => nics.find((nic) => nic.name === name)?.details;

	test('tell hardware, firmware and the switch behind the cable', () => {
		expect(detailsOf('eno1')).toEqual({
			kind: 'card',
			duplex: known('full'),
			hardware: {
				address: known('0000:17:00.0'),
				id: known('8086:1593'),
				numaNode: known(0),
				firmware: known('4.40 0x8001c7d4 1.3534.0'),
			},
			maximumMtu: 9702,
			isBootCard: true,
			lldp: known([
				{
					chassis: 'EC:CD:6D:00:00:01',
					port: 'Ethernet1/17',
					portDescription: 'to sno-17',
					system: 'leaf-a.example.com',
				},
			]),
		});
	});

	test('tell virtual functions from the card they are part of', () => {
		expect(detailsOf('ens1f0')?.sriov).toEqual({
			role: 'physical',
			totalFunctions: 64,
			activeFunctions: 1,
		});
		expect(detailsOf('ens1f0v0')?.sriov).toEqual({role: 'virtual', parent: 'ens1f0'});
		expect(detailsOf('eno1')?.sriov).toBeUndefined();
	});

	test('tell bonds, VLANs and bridges with their members, and keep the burnt-in address', () => {
		expect(detailsOf('bond0')).toMatchObject({
			kind: 'bond',
			bondMode: '802.3ad',
			members: ['ens1f0', 'ens1f1'],
		});
		expect(detailsOf('ens1f1')).toMatchObject({master: 'bond0', permanentMac: 'b4:96:91:00:00:13'});
		expect(detailsOf('bond0.77')).toMatchObject({kind: 'vlan', vlan: {id: 77, parent: 'bond0'}});
		expect(detailsOf('br-ex')).toMatchObject({kind: 'bridge', members: ['bond0.77']});
	});

	test('on USB have no PCI address', () => {
		expect(detailsOf('enp0s20f0u1')?.hardware?.id).toEqual({
			known: false,
			reason: 'it is not on PCI',
		});
	});

	test('of a guest are bonded as it was told to', async () => {
		const {network} = await hostOf('qemu-raid-card');
		const found = network.nics.known ? network.nics.value : [];
		const bond = found.find(({details}) => details?.kind === 'bond');
		expect(bond?.details?.members).toHaveLength(2);
		expect(found.filter(({details}) => details?.isBootCard).map(({mac}) => mac)).toEqual([
			'52:54:00:aa:00:03',
		]);
	});

	test.each([
		['BOOTIF=01-B4-96-91-00-00-10 x=y', 'b4:96:91:00:00:10'],
		['x BOOTIF=b4:96:91:00:00:10', 'b4:96:91:00:00:10'],
		['NOTBOOTIF=01-b4-96-91-00-00-10', undefined],
		['BOOTIF=', undefined],
	])('%j started from %s', (commandLine, mac) => {
		expect(bootMacOf(commandLine)).toBe(mac);
	});
});

test('a switch or a firmware that never answers does not take the cards with it', async () => {
	const machine = readMachine('edge-eight-cards');
	const hangs = {hangs: true as const};
	const commands = Object.fromEntries(
		Object.entries(machine.commands).map(([line, answer]) => [
			line,
			/^(nmcli|ethtool)/.test(line) ? hangs : answer,
		]),
	);
	const {network} = await probeHost(recordedSystem({...machine, commands}));
	expect(network.nics.known && network.nics.value[0]?.details?.lldp).toEqual({
		known: false,
		reason: 'Reading the switches (LLDP): no answer within 4 s.',
	});
});
