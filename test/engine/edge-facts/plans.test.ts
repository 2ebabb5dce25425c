/** What a site's network documents ask for, read without the programs that apply them. */
import {describe, expect, test} from 'vitest';
import {planOfKeyfile} from '../../../src/engine/edge-facts/keyfile-plan.ts';
import {emptyPlan} from '../../../src/engine/edge-facts/network-plan.ts';
import {planOfNmstate} from '../../../src/engine/edge-facts/nmstate-plan.ts';
import {isInPlace, nodeAddresses} from '../../../src/engine/edge-facts/planned-network.ts';
import {nic} from '../../fixtures/sites/host.ts';

const bonded = `
interfaces:
  - {name: eno1, type: ethernet, state: up, ipv4: {enabled: false}}
  - {name: eno2, type: ethernet, identifier: mac-address, mac-address: 52-54-00-00-00-02}
  - {name: eno3, type: ethernet, state: absent}
  - name: bond0
    type: bond
    link-aggregation: {mode: active-backup, port: [eno1, eno2]}
  - name: bond0.100
    type: vlan
    vlan: {base-iface: bond0, id: 100}
    ipv4: {enabled: true, address: [{ip: 192.0.2.30, prefix-length: 24}]}
    ipv6: {enabled: false, address: [{ip: '2001:db8::30', prefix-length: 64}]}
routes:
  config:
    - {destination: 0.0.0.0/0, next-hop-address: 192.0.2.1, next-hop-interface: bond0.100}
    - {destination: 10.0.0.0/8, next-hop-address: 192.0.2.9, next-hop-interface: bond0.100}
    - {destination: 0.0.0.0/0, next-hop-address: 192.0.2.8, state: absent}
dns-resolver: {config: {server: [192.0.2.53, 'fe80::53%bond0']}}
`;

const ignored = (name: string, kind: string) => expect.objectContaining({name, kind});

describe('an nmstate document', () => {
	test('is read with VLAN, bond, default gateway and name servers', () => {
		const plan = planOfNmstate(bonded);
		expect(plan.interfaces).toEqual([
			ignored('eno1', 'card'),
			expect.objectContaining({name: 'eno2', mac: '52:54:00:00:00:02', isDynamic: false}),
			expect.objectContaining({name: 'bond0', kind: 'bond', parts: ['eno1', 'eno2']}),
			{
				name: 'bond0.100',
				kind: 'vlan',
				parts: ['bond0'],
				addresses: [{family: 4, address: '192.0.2.30', prefixLength: 24}],
				isDynamic: false,
			},
		]);
		expect(plan.gateways).toEqual([{family: 4, gateway: '192.0.2.1', nic: 'bond0.100'}]);
		expect(plan.nameServers).toEqual(['192.0.2.53', 'fe80::53%bond0']);
	});

	test.each([
		['no YAML', 'interfaces: [', /neither YAML nor JSON/],
		['a list', '[]', /needed an nmstate configuration/],
		['a wrong address', 'interfaces: [{name: e, ipv4: {address: [{ip: x}]}}]', /ipv4.address.0.ip/],
	])('that is %s has faults and asks for nothing', (_what, text, fault) => {
		const {faults, ...rest} = planOfNmstate(text);
		expect(faults.join()).toMatch(fault);
		expect({...rest, faults: []}).toEqual(emptyPlan);
	});

	test('leaves the addresses of a card alone whose stacks it does not name', () => {
		const [card] = planOfNmstate(
			'interfaces: [{name: eno1, type: ethernet, mtu: 9000}]',
		).interfaces;
		expect(card?.isDynamic).toBe(true);
	});
});

describe('a keyfile', () => {
	test('is read with addresses of both families, gateways beside them and name servers', () => {
		const text = `[connection]
id=uplink
type=ethernet

[ethernet]
mac-address=52:54:00:AA:BB:CC

[802-1x]
password=planted-passw0rd

[ipv4]
method=manual
address1=192.0.2.20/24,192.0.2.1
address2=192.0.2.21/24
dns=192.0.2.53;192.0.2.54;

[ipv6]
method=manual
addresses=2001:db8::20/64;
gateway=2001:db8::1
`;
		const plan = planOfKeyfile(text, 'uplink.nmconnection');
		expect(plan).toEqual({
			interfaces: [
				{
					name: 'uplink',
					kind: 'card',
					mac: '52:54:00:aa:bb:cc',
					parts: [],
					addresses: [
						{family: 4, address: '192.0.2.20', prefixLength: 24},
						{family: 4, address: '192.0.2.21', prefixLength: 24},
						{family: 6, address: '2001:db8::20', prefixLength: 64},
					],
					isDynamic: false,
				},
			],
			gateways: [
				{family: 4, gateway: '192.0.2.1', nic: 'uplink'},
				{family: 6, gateway: '2001:db8::1', nic: 'uplink'},
			],
			nameServers: ['192.0.2.53', '192.0.2.54'],
			faults: [],
		});
		expect(JSON.stringify(plan)).not.toContain('planted');
	});

	test('names its faults with the file', () => {
		const text = '[connection]\nid=a\n\n[ipv4]\naddress1=192.0.2.20\n';
		expect(planOfKeyfile(text, 'a.nmconnection').faults).toEqual([
			'a.nmconnection: [connection] has no type',
			'a.nmconnection: [ipv4] 192.0.2.20 is no address with a prefix, as 192.0.2.10/24',
		]);
	});
});

describe('a plan on a host', () => {
	const plan = planOfNmstate(bonded);
	const networks = {machine_networks: ['192.0.2.0/24']};

	test('is in place when every address is there and every interface that it makes', () => {
		const cards = [nic('eno1', 1), nic('eno2', 2)];
		const made = [nic('bond0', 1), nic('bond0.100', 1, ['192.0.2.30/24'])];
		expect(isInPlace(plan, cards)).toBe(false);
		expect(isInPlace(plan, [...cards, ...made])).toBe(true);
		expect(isInPlace(emptyPlan, [])).toBe(true);
	});

	test('takes the place of what its cards have now', () => {
		const now = [nic('eno1', 1, ['192.0.2.77/24'])];
		expect(nodeAddresses(networks, plan, now)).toEqual(['192.0.2.30']);
		expect(
			nodeAddresses(networks, {...plan, interfaces: plan.interfaces.slice(0, 1)}, now),
		).toEqual([undefined]);
		expect(nodeAddresses(networks, emptyPlan, now)).toEqual(['192.0.2.77']);
	});

	test('takes the addresses that the manifest names before all others', () => {
		const named = {...networks, node_ips: ['192.0.2.5']};
		expect(nodeAddresses(named, plan, [])).toEqual(['192.0.2.5']);
	});
});
