/** Changes of the network as the form makes them, by the real nmstatectl and NetworkManager where they were built. */
import {expect, test} from 'vitest';
import {silentReporter} from '../../lab/reporter.ts';
import {labSettings} from '../../lab/settings.ts';
import {realNetworkManager} from '../../lab/stages/network-manager.ts';
import type {NetworkChange} from '../../src/engine/tools/network-change.ts';
import {realSystem} from '../../src/system/real.ts';
import type {Changed, ChangeOrder} from '../helpers/change-in-namespace.ts';
import {changeInNamespace} from '../helpers/network-manager.ts';

const files = await realNetworkManager({
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: silentReporter,
});

const first: NetworkChange = {
	cards: ['eno1'],
	addresses: ['192.0.2.10/24', '2001:db8::10/64'],
	gateways: ['192.0.2.1', '2001:db8::1'],
	dnsServers: ['192.0.2.53'],
};
const second: NetworkChange = {
	...first,
	addresses: ['198.51.100.20/25'],
	gateways: ['198.51.100.1'],
	dnsServers: ['198.51.100.53', '198.51.100.54'],
};
const onVlan: NetworkChange = {...first, vlan: 100, mtu: 1400};
const leased: NetworkChange = {...first, addresses: 'dhcp', gateways: [], dnsServers: []};
const bonded: NetworkChange = {...first, cards: ['eno1', 'eno2'], bondMode: '802.3ad'};
const everyShape: readonly NetworkChange[] = [
	first,
	second,
	onVlan,
	leased,
	bonded,
	{...bonded, bondMode: 'balance-xor', vlan: 4094, addresses: 'dhcp', gateways: []},
	{...first, addresses: [], gateways: [], dnsServers: []},
];

const firstNow = {
	addresses: ['192.0.2.10/24', '2001:db8::10/64'],
	gateways: ['192.0.2.1', '2001:db8::1'],
	nameServers: ['192.0.2.53'],
};
const secondNow = {
	addresses: ['198.51.100.20/25'],
	gateways: ['198.51.100.1'],
	nameServers: ['198.51.100.53', '198.51.100.54'],
};

const told = (tasks: ChangeOrder['tasks']): Promise<readonly Changed[]> =>
	files === undefined ? Promise.reject(files) : changeInNamespace(files, tasks);

test.runIf(files)('nmstate takes every document that the form can make', async () => {
	const changes = await told(everyShape.map((change) => ({kind: 'judge', change})));
	expect(changes.map(({outcome}) => outcome)).toEqual(everyShape.map(() => 'done'));
});

test.runIf(files)(
	'a change is tried, kept, put back, and puts itself back when nobody keeps it',
	async () => {
		const changes = await told([
			{kind: 'try', change: first},
			{kind: 'end', how: 'keep'},
			{kind: 'try', change: second},
			{kind: 'end', how: 'revert'},
			{kind: 'leave', change: second, seconds: 4},
			{kind: 'end', how: 'keep'},
			{kind: 'try', change: second},
			{kind: 'end', how: 'keep'},
			{kind: 'try', change: leased},
			{kind: 'end', how: 'keep'},
		]);
		const done = {outcome: 'done'};
		expect(changes).toEqual([
			{...done, ...firstNow},
			{...done, ...firstNow},
			{...done, ...secondNow},
			{...done, ...firstNow},
			{...done, ...firstNow},
			{outcome: 'Keeping the network: no change is being tried.', ...firstNow},
			{...done, ...secondNow},
			{...done, ...secondNow},
			{...done, addresses: [], gateways: [], nameServers: []},
			{...done, addresses: [], gateways: [], nameServers: []},
		]);
	},
);

/** nmstate leaves the name servers in the profile of the card, and NetworkManager refuses a profile like that. */
test.runIf(files)(
	'addresses cannot move to a VLAN beside name servers that the card itself has',
	async () => {
		const [, , refused] = await told([
			{kind: 'try', change: first},
			{kind: 'end', how: 'keep'},
			{kind: 'try', change: onVlan},
		]);
		expect(refused).toEqual({
			outcome: expect.stringMatching(
				/nmstate refused it .*ipv4\.dns: this property is not allowed/,
			),
			...firstNow,
		});
	},
);
