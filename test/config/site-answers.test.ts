/** What a person may type at the first boot, what it means, and what is said when it means nothing. */
import {describe, expect, test} from 'vitest';
import {checksumWords} from '../../src/config/checksum-words.ts';
import {networkConfig} from '../../src/config/nmstate.ts';
import {isComplete, readSiteAnswers, type SiteTexts} from '../../src/config/read-site-answers.ts';
import {echoOf} from '../../src/config/site-echo.ts';
import {type SiteFieldId, siteFields} from '../../src/config/site-fields.ts';
import {nmstateOf} from '../../src/config/site-network.ts';
import {Secret} from '../../src/secret.ts';
import {someIdentity} from '../iso/site.ts';
import {pullSecret} from './install-documents.ts';

const least: SiteTexts = {
	clusterName: 'edge-7',
	baseDomain: 'example.com',
	machineNetworks: '192.0.2.0/24',
	pullSecret: new Secret(pullSecret),
};

const faultAt = (id: SiteFieldId, texts: SiteTexts): string | undefined =>
	readSiteAnswers({...least, ...texts}).faults[id];

const networkOf = (texts: SiteTexts): object | undefined => {
	const {answers, faults} = readSiteAnswers({...least, ...texts});
	expect(faults).toEqual({});
	const document = nmstateOf(answers);
	expect(networkConfig().safeParse(document).error).toBeUndefined();
	return document;
};

test('four answers are enough, and each of them is needed', () => {
	const reading = readSiteAnswers(least);
	expect(isComplete(reading)).toBe(true);
	expect(nmstateOf(reading.answers)).toBeUndefined();
	expect(readSiteAnswers({clusterName: ' '}).faults).toEqual({
		clusterName: 'is required',
		baseDomain: 'is required',
		machineNetworks: 'is required',
		pullSecret: 'is required',
	});
});

test('every field accepts its own example, where that is whole', () => {
	const inPart = ['sshKey', 'pullSecret', 'trustBundle'];
	for (const {id, example, read} of siteFields.filter((field) => !inPart.includes(field.id))) {
		expect([id, read(example)]).toEqual([id, {value: expect.anything()}]);
	}
});

test.each<[SiteFieldId, string, string]>([
	['clusterName', 'Edge_7', 'needed lower-case letters, digits and hyphens, at most 54'],
	['clusterName', 'a'.repeat(55), 'at most 54'],
	['baseDomain', 'example.com.', 'needed a domain'],
	['hostName', 'localhost', 'localhost is refused'],
	['machineNetworks', '192.0.2.1/24', 'and no address in it'],
	['machineNetworks', '192.0.2.0/24 198.51.100.0/24', 'one network of each family'],
	['interfaces', 'eno1', 'needed a name, then dhcp or addresses'],
	['interfaces', 'eno1 192.0.2.10', 'needed a name, then dhcp or addresses'],
	['interfaces', 'eno1 dhcp\neno2 dhcp gateway 192.0.2.1', 'card 2: needed after gateway'],
	['interfaces', 'eno1 192.0.2.10/24 gateway 192.0.2.1 192.0.2.2', 'one IP address of each family'],
	['interfaces', 'eno1 dhcp vlan 4095', 'needed after vlan a number from 1 to 4094'],
	['interfaces', 'eno1 198.51.100.9/24', 'no address lies in the machine network 192.0.2.0/24'],
	['interfaces', 'eno1 192.0.2.10/24 gateway 198.51.100.1', 'lies in no network of eno1'],
	['interfaces', 'eno1 dhcp; eno1 dhcp', 'eno1 is there twice'],
	['bond', 'bond0 eno1 eno2', 'needed a mode after the name'],
	['bond', 'bond0 802.3ad', 'needed the name of the bond'],
	['bond', 'bond0 802.3ad eno1 eno1', 'a name is there twice'],
	['dnsServers', 'ns.example.com', 'needed IP addresses'],
	['ntpServers', 'a_b', 'needed DNS names or IP addresses'],
	['httpProxy', 'https://proxy', 'needed a URL as http://'],
	['noProxy', '.example.com', 'there is no proxy'],
	['sshKey', 'ssh-ed25519 AAAA planted', 'needed SSH public keys'],
	['pullSecret', '{"auths": {"planted": {}}}', 'needed a JSON text with auths'],
	['trustBundle', 'planted', 'needed certificates in PEM'],
	['releaseRegistry', 'https://quay.io', 'needed a host without a scheme'],
	['clusterId', '7', 'needed a UUID'],
	['infraId', 'a_b', 'needed 1 to 27'],
])('%s that is %j: %s', (id, text, expected) => {
	const fault = faultAt(id, {[id]: text});
	expect(fault).toContain(expected);
	expect(fault).not.toContain('planted');
});

test('addresses that no DHCP gives need a DNS server', () => {
	const texts = {interfaces: 'eno1 192.0.2.10/24 gateway 192.0.2.1'};
	expect(faultAt('dnsServers', texts)).toContain('needed at least one');
	expect(faultAt('dnsServers', {...texts, dnsServers: '192.0.2.53'})).toBeUndefined();
});

test('a port of a bond has no address of its own', () => {
	const texts = {bond: 'bond0 802.3ad eno1 eno2', interfaces: 'eno1 dhcp'};
	expect(faultAt('interfaces', texts)).toBe('eno1 is a port of bond0, which has the address');
});

describe('the network', () => {
	test('with a static address in both families, on a VLAN', () => {
		const document = networkOf({
			machineNetworks: '192.0.2.0/24 2001:db8::/64',
			interfaces:
				'eno1 192.0.2.10/24 2001:db8::10/64 gateway 192.0.2.1 2001:db8::1 vlan 100\neno2 dhcp',
			dnsServers: '192.0.2.53, 2001:db8::53',
		});
		expect(document).toMatchInlineSnapshot(`
			{
			  "dns-resolver": {
			    "config": {
			      "server": [
			        "192.0.2.53",
			        "2001:db8::53",
			      ],
			    },
			  },
			  "interfaces": [
			    {
			      "ipv4": {
			        "enabled": false,
			      },
			      "ipv6": {
			        "enabled": false,
			      },
			      "name": "eno1",
			      "state": "up",
			      "type": "ethernet",
			    },
			    {
			      "ipv4": {
			        "address": [
			          {
			            "ip": "192.0.2.10",
			            "prefix-length": 24,
			          },
			        ],
			        "dhcp": false,
			        "enabled": true,
			      },
			      "ipv6": {
			        "address": [
			          {
			            "ip": "2001:db8::10",
			            "prefix-length": 64,
			          },
			        ],
			        "dhcp": false,
			        "enabled": true,
			      },
			      "name": "eno1.100",
			      "state": "up",
			      "type": "vlan",
			      "vlan": {
			        "base-iface": "eno1",
			        "id": 100,
			      },
			    },
			    {
			      "ipv4": {
			        "dhcp": true,
			        "enabled": true,
			      },
			      "ipv6": {
			        "autoconf": true,
			        "dhcp": true,
			        "enabled": true,
			      },
			      "name": "eno2",
			      "state": "up",
			      "type": "ethernet",
			    },
			  ],
			  "routes": {
			    "config": [
			      {
			        "destination": "0.0.0.0/0",
			        "next-hop-address": "192.0.2.1",
			        "next-hop-interface": "eno1.100",
			      },
			      {
			        "destination": "::/0",
			        "next-hop-address": "2001:db8::1",
			        "next-hop-interface": "eno1.100",
			      },
			    ],
			  },
			}
		`);
	});

	test('with a bond that asks DHCP, and one that has a VLAN and an address', () => {
		expect(networkOf({bond: 'bond0 active-backup eno1 eno2'})).toMatchInlineSnapshot(`
			{
			  "interfaces": [
			    {
			      "ipv4": {
			        "dhcp": true,
			        "enabled": true,
			      },
			      "ipv6": {
			        "enabled": false,
			      },
			      "link-aggregation": {
			        "mode": "active-backup",
			        "port": [
			          "eno1",
			          "eno2",
			        ],
			      },
			      "name": "bond0",
			      "state": "up",
			      "type": "bond",
			    },
			  ],
			}
		`);
		const upper = networkOf({
			bond: 'bond0 802.3ad eno1 eno2',
			interfaces: 'bond0 192.0.2.10/24 vlan 7; bond0 dhcp',
		});
		expect(upper).toMatchInlineSnapshot(`
			{
			  "interfaces": [
			    {
			      "ipv4": {
			        "dhcp": true,
			        "enabled": true,
			      },
			      "ipv6": {
			        "enabled": false,
			      },
			      "link-aggregation": {
			        "mode": "802.3ad",
			        "port": [
			          "eno1",
			          "eno2",
			        ],
			      },
			      "name": "bond0",
			      "state": "up",
			      "type": "bond",
			    },
			    {
			      "ipv4": {
			        "address": [
			          {
			            "ip": "192.0.2.10",
			            "prefix-length": 24,
			          },
			        ],
			        "dhcp": false,
			        "enabled": true,
			      },
			      "ipv6": {
			        "enabled": false,
			      },
			      "name": "bond0.7",
			      "state": "up",
			      "type": "vlan",
			      "vlan": {
			        "base-iface": "bond0",
			        "id": 7,
			      },
			    },
			  ],
			}
		`);
	});
});

describe('the echo of a long paste', () => {
	test('has its length, two words and its meaning, and nothing of a secret', async () => {
		const text = JSON.stringify({auths: {'a.example.com': {auth: 'planted'}, 'b.example.com': {}}});
		const lines = echoOf('pullSecret', new Secret(`\n${text}\n`));
		expect(lines).toMatchInlineSnapshot(`
			[
			  "65 characters, tunnel-paddle",
			  "2 registries: a.example.com, b.example.com",
			]
		`);
		expect(lines.join()).not.toContain('planted');
		expect(echoOf('sshKey', 'ssh-ed25519 AAAAC3 one@example.com\nssh-rsa AAAAB3')).toEqual([
			expect.stringMatching(/^49 characters, \w+-\w+$/),
			'ssh-ed25519 one@example.com',
			'ssh-rsa',
		]);
		const {adminSigner} = await someIdentity();
		expect(echoOf('trustBundle', `${adminSigner}${adminSigner}`).slice(1)).toEqual(
			Array(2).fill('OU=openshift, CN=admin-kubeconfig-signer, until 2036-02-27'),
		);
		expect(
			echoOf('trustBundle', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----').at(-1),
		).toBe('a certificate that cannot be read');
		expect(echoOf('pullSecret', '{')).toHaveLength(1);
		expect(echoOf('pullSecret', '')).toEqual([]);
	});

	test('has the same words for the same text for ever', () => {
		expect(checksumWords('abc')).toBe('timber-saddle');
		expect(checksumWords(' abc\n')).toBe('timber-saddle');
		expect(checksumWords('abd')).not.toBe('timber-saddle');
	});
});
