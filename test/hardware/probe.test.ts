import {describe, expect, test} from 'vitest';
import type {InstallError} from '../../src/errors.ts';
import {probeHost} from '../../src/hardware/probe.ts';
import {isReadOnlyCommand} from '../../src/hardware/read-only.ts';
import type {Command} from '../../src/system/types.ts';
import {bootId} from '../helpers/made-machine.ts';
import {machineNames, readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const server = await probeHost(recordedSystem(readMachine('factory-server')));

test('the host is known by its maker, CPU, memory, kernel and boot', () => {
	expect(server.host).toEqual({
		hostName: {known: true, value: 'localhost'},
		vendor: {known: true, value: 'Supermicro'},
		product: {known: true, value: 'SYS-110D'},
		serial: {
			known: false,
			reason: 'the firmware gives only a placeholder (To Be Filled By O.E.M.)',
		},
		firmware: {known: true, value: 'uefi'},
		architecture: {known: true, value: 'amd64'},
		cpuModel: {known: true, value: 'Intel(R) Xeon(R) D-2796NT'},
		onlineCpus: {known: true, value: 40},
		memoryBytes: {known: true, value: 64 * 1024 ** 3},
		kernel: {known: true, value: '5.14.0-570.el9.x86_64'},
		isSelinuxEnabled: {known: true, value: false},
		bootId: {known: true, value: bootId},
		clock: '2026-01-01T00:00:00.000Z',
		isClockSynchronised: {known: true, value: true},
	});
});

test('cards have link, speed, driver and addresses, or the reason why not', () => {
	const nics = server.network.nics.known ? server.network.nics.value : [];
	expect(nics.map(({name, isPhysical}) => [name, isPhysical])).toEqual([
		['eno1', true],
		['eno2', true],
		['br0', false],
	]);
	expect(nics[0]).toMatchObject({
		name: 'eno1',
		mac: '3c:ec:ef:00:00:01',
		isPhysical: true,
		link: {known: true, value: 'up'},
		speedMbps: {known: true, value: 25_000},
		driver: {known: true, value: 'ice'},
		mtu: 1500,
		addresses: [{family: 4, address: '192.0.2.17', prefixLength: 24}],
	});
	expect(nics[1]).toMatchObject({
		mac: '3c:ec:ef:00:00:02',
		link: {known: false, reason: 'the card is not started, so its carrier cannot be told'},
		speedMbps: {known: false},
	});
});

test('default routes come best first, and name servers as configured', () => {
	expect(server.network.defaultRoutes).toEqual({
		known: true,
		value: [
			{family: 4, gateway: '192.0.2.1', nic: 'eno1'},
			{family: 4, gateway: '192.0.2.254', nic: 'eno2'},
		],
	});
	expect(server.network.dnsServers).toEqual({known: true, value: ['192.0.2.53']});
});

test('without DMI, and with a clock that nobody asks, facts are unknown with a reason', async () => {
	const {host} = await probeHost(recordedSystem(readMachine('loop-disks')));
	expect(host.vendor).toEqual({known: false, reason: 'this host has no DMI table'});
	expect(host.isClockSynchronised).toMatchObject({
		known: false,
		reason: expect.stringContaining('timedatectl'),
	});
});

describe('faults', () => {
	test('a missing program makes its own fact unknown and no other', async () => {
		const machine = readMachine('factory-server');
		const {'losetup --json --list': _, ...commands} = machine.commands;
		const facts = await probeHost(recordedSystem({...machine, commands}));
		expect(facts.disks).toEqual({
			known: false,
			reason: 'Starting losetup: this system has no such program.',
		});
		expect(facts.host.onlineCpus.known).toBe(true);
	});

	test('an answer that is not JSON names the program', async () => {
		const machine = readMachine('factory-server');
		const commands = {
			...machine.commands,
			'ip -json address show': {stdout: '[{"ifname":', stderr: '', exitCode: 0},
		};
		const {network} = await probeHost(recordedSystem({...machine, commands}));
		expect(network.nics).toEqual({
			known: false,
			reason: 'Reading the answer of ip: it is not JSON.',
		});
	});

	test('a program that never comes back does not hold up the rest', async () => {
		const machine = readMachine('factory-server');
		const commands = {...machine.commands, 'uname --machine': {hangs: true as const}};
		const {host, disks} = await probeHost(recordedSystem({...machine, commands}));
		expect(host.architecture).toEqual({
			known: false,
			reason: 'Reading architecture: no answer within 30 s.',
		});
		expect(disks.known).toBe(true);
	});

	test('cancelling is not a fact about the hardware', async () => {
		const stop = new AbortController();
		const machine = readMachine('factory-server');
		const commands = {...machine.commands, 'uname --machine': {hangs: true as const}};
		const probing = probeHost(
			recordedSystem({...machine, commands}, ({program}) => {
				if (program === 'uname') {
					stop.abort();
				}
			}),
			stop.signal,
		);
		const code = await probing.catch((error: unknown) => (error as InstallError).code);
		expect(code).toBe('CANCELLED');
	});
});

describe('probing only reads', () => {
	test('every program that runs on any recorded machine is on the list', async () => {
		const commands: Command[] = [];
		for (const name of machineNames) {
			await probeHost(recordedSystem(readMachine(name), (command) => commands.push(command)));
		}
		expect(commands.length).toBeGreaterThan(50);
		expect(commands.filter((command) => !isReadOnlyCommand(command))).toEqual([]);
	});

	test.each([
		['wipefs', '--all', '/dev/sda'],
		['wipefs', '--no-act', '--json', '--all', '/dev/sda'],
		['wipefs', '/dev/sda'],
		['sfdisk', '/dev/sda'],
		['sfdisk', '--json', '--delete', '/dev/sda'],
		['losetup', '--detach-all'],
		['losetup', '--json', '--list', '--detach-all'],
		['udevadm', 'trigger'],
		['timedatectl', 'set-time', '0'],
		['ip', 'link', 'set', 'eth0', 'down'],
		['ip', '-batch', 'link', 'show'],
		['ip', 'address', 'show', '--x'],
		['dd', 'of=/dev/sda'],
		['constructor'],
	])('%s %s %s %s is not', (program, ...args) => {
		expect(isReadOnlyCommand({program, args})).toBe(false);
	});
});
