/** The nmstate documents of changes, and a trial with a program that answers as nmstatectl does. */
import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {ToolContext} from '../../../src/engine/tools/context.ts';
import {blink, endChange, listen, tryChange} from '../../../src/engine/tools/deeds/network.ts';
import {nothingKnown} from '../../../src/engine/tools/known.ts';
import {
	interfaceOf,
	type NetworkChange,
	networkChangeSchema,
	nmstateOf,
} from '../../../src/engine/tools/network-change.ts';
import {realSystem} from '../../../src/system/real.ts';
import {untried} from './untried.ts';

const fixed: NetworkChange = {
	cards: ['eno1'],
	addresses: ['192.0.2.10/24', '2001:db8::10/64'],
	gateways: ['192.0.2.1'],
	dnsServers: ['192.0.2.53'],
};

const bondedVlan: NetworkChange = {
	cards: ['eno1', 'eno2'],
	bondMode: '802.3ad',
	vlan: 100,
	mtu: 9000,
	addresses: 'dhcp',
	gateways: [],
	dnsServers: [],
};

test('fixed addresses, a gateway and name servers', () => {
	expect(JSON.parse(nmstateOf(fixed))).toEqual({
		interfaces: [
			{
				name: 'eno1',
				state: 'up',
				type: 'ethernet',
				ipv4: {enabled: true, dhcp: false, address: [{ip: '192.0.2.10', 'prefix-length': 24}]},
				ipv6: {
					enabled: true,
					dhcp: false,
					autoconf: false,
					address: [{ip: '2001:db8::10', 'prefix-length': 64}],
				},
			},
		],
		routes: {
			config: [
				{state: 'absent', destination: '0.0.0.0/0', 'next-hop-interface': 'eno1'},
				{
					destination: '0.0.0.0/0',
					'next-hop-address': '192.0.2.1',
					'next-hop-interface': 'eno1',
				},
			],
		},
		'dns-resolver': {config: {server: ['192.0.2.53']}},
	});
});

test('a VLAN on a bond: the bond itself has no address', () => {
	expect(interfaceOf(bondedVlan)).toBe('bond0.100');
	expect(JSON.parse(nmstateOf(bondedVlan))).toMatchObject({
		interfaces: [
			{
				name: 'bond0',
				type: 'bond',
				mtu: 9000,
				'link-aggregation': {mode: '802.3ad', port: ['eno1', 'eno2']},
				ipv4: {enabled: false},
			},
			{name: 'bond0.100', vlan: {'base-iface': 'bond0', id: 100}, ipv4: {dhcp: true}},
		],
		'dns-resolver': {config: {}},
	});
});

test.each([
	{cards: []},
	{cards: ['--help']},
	{cards: ['a; reboot']},
	{vlan: 4095},
	{mtu: 100},
	{addresses: ['192.0.2.10']},
	{addresses: ['192.0.2.10/33']},
	{gateways: ['gateway']},
	{dnsServers: ['192.0.2']},
	{secret: true},
])('%o is no change', (wrong) => {
	expect(networkChangeSchema.safeParse({...fixed, ...wrong}).success).toBe(false);
});

const withPrograms = (programs: Readonly<Record<string, string>>) => {
	const directory = mkdtempSync(join(tmpdir(), 'network-change-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	for (const [name, body] of Object.entries(programs)) {
		writeFileSync(join(directory, name), `#!/bin/sh\necho "$*" >> ${directory}/called\n${body}\n`);
		chmodSync(join(directory, name), 0o755);
	}
	const context: ToolContext = {
		system: realSystem({PATH: `${directory}:/usr/bin:/bin`}),
		serves: 'install',
		stateDirectory: directory,
		state: () => nothingKnown,
		...untried,
	};
	const doing = {signal: new AbortController().signal, tell: () => {}};
	const called = () => readFileSync(join(directory, 'called'), 'utf8').trim().split('\n');
	return {context, doing, directory, called};
};

test('a change is tried for a minute, from a file that nobody else reads, and then kept or put back', async () => {
	const {context, doing, directory, called} = withPrograms({nmstatectl: ''});
	const {until} = await tryChange.do(context, fixed, doing);
	const leftMs = Date.parse(until) - Date.now();
	expect([leftMs > 30_000, leftMs <= 60_000]).toEqual([true, true]);
	expect(statSync(join(directory, 'network-trial.yaml')).mode & 0o777).toBe(0o600);
	await endChange.do(context, {how: 'keep'}, doing);
	await endChange.do(context, {how: 'revert'}, doing);
	expect(called()).toEqual([
		`apply --no-commit --timeout 60 ${directory}/network-trial.yaml`,
		'commit',
		'rollback',
	]);
});

test('what nmstate refuses changes nothing, and says why', async () => {
	const said = 'echo "NmstateError: InvalidArgument: no such interface" >&2; exit 1';
	const {context, doing} = withPrograms({nmstatectl: said});
	await expect(tryChange.do(context, fixed, doing)).rejects.toMatchObject({
		code: 'NETWORK_CHANGE_REFUSED',
		message: expect.stringContaining('InvalidArgument: no such interface'),
	});
	await expect(endChange.do(context, {how: 'keep'}, doing)).rejects.toMatchObject({
		code: 'TRIAL_OVER',
	});
});

test('where nmstatectl is missing nothing is tried', async () => {
	const {context, doing} = withPrograms({});
	await expect(tryChange.do(context, fixed, doing)).rejects.toMatchObject({
		code: 'COMMAND_MISSING',
	});
});

test('a switch is heard where NetworkManager was told to listen, and the first word ends the wait', async () => {
	const said = `case "$*" in *lldp*list*) echo 'eno1:00\\:1c:Eth7:rack 4:sw-a' ;; esac`;
	const {context, doing, called} = withPrograms({nmcli: said});
	const {clock} = context.system;
	// The pauses between two looks pass at once; the time limits of what is run stay.
	const sleep: typeof clock.sleep = async (durationMs, signal) =>
		durationMs === 2000 ? undefined : clock.sleep(durationMs, signal);
	const system = {...context.system, clock: {...clock, sleep}};
	expect(await listen.do({...context, system}, {nic: 'eno1'}, doing)).toEqual({
		nic: 'eno1',
		neighbours: [{chassis: '00:1c', port: 'Eth7', portDescription: 'rack 4', system: 'sw-a'}],
	});
	expect(called()[0]).toBe('device modify eno1 connection.lldp enable-rx');
	expect(await listen.do({...context, system}, {nic: 'eno2'}, doing)).toMatchObject({
		neighbours: [],
	});
});

test('the light of a port blinks for ten seconds, where it can', async () => {
	const good = withPrograms({ethtool: ''});
	await blink.do(good.context, {nic: 'eno1'}, good.doing);
	expect(good.called()).toEqual(['--identify eno1 10']);
	const bad = withPrograms({ethtool: 'echo "Operation not supported" >&2; exit 95'});
	await expect(blink.do(bad.context, {nic: 'eno1'}, bad.doing)).rejects.toMatchObject({
		code: 'PORT_WITHOUT_LIGHT',
	});
});
