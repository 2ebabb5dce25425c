import {expect, test} from 'vitest';
import {readImageBasedConfig} from '../../src/config/schema.ts';
import {faultsOf} from './install-documents.ts';

const read = (document: object) => readImageBasedConfig(JSON.stringify(document), 'site.yaml');

const ethernet = {
	name: 'eth0',
	type: 'ethernet',
	state: 'up',
	'mac-address': '00:11:22:33:44:55',
	ipv4: {enabled: true, dhcp: false, address: [{ip: '192.0.2.2', 'prefix-length': 24}]},
};

test.each([
	{},
	{
		apiVersion: 'v1beta1',
		kind: 'ImageBasedConfig',
		metadata: {name: 'site'},
		hostname: 'node.example.com',
	},
	{
		additionalNTPSources: ['0.rhel.pool.ntp.org', '192.0.2.1', '2001:db8::1'],
		releaseRegistry: 'quay.io',
	},
	{nodeLabels: {'node-role.example.com/edge': '', site: 'north-1'}},
	{cluster_id: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11', infra_id: 'site-1-x7k2p'},
	{
		networkConfig: {
			interfaces: [ethernet],
			'dns-resolver': {config: {server: ['192.0.2.53', 'fe80::1%eth0']}},
		},
	},
	{networkConfig: {'ovs-db': {external_ids: {a: 'b'}}}},
	{networkConfig: null, hostname: ''},
])('%j is read', (document) => {
	expect(faultsOf(() => read(document))).toBe('none');
});

test.each([
	[
		{hostname: 'localhost'},
		'hostname: localhost is refused by the first boot; give the host a name of its own',
	],
	[
		{hostname: 'Node_1'},
		'hostname: needed a host name of lower-case letters, digits, dots and hyphens',
	],
	[
		{additionalNTPSources: ['pool ntp']},
		'additionalNTPSources[0]: needed a DNS name or an IP address',
	],
	[{cluster_id: 'one'}, 'cluster_id: needed a UUID'],
	[{infra_id: 'x'.repeat(28)}, 'infra_id: needed 1 to 27 letters, digits and hyphens'],
	[
		{nodeLabels: {'a b': 'c'}},
		'nodeLabels.a b: found what is no key of a label; needed [domain/]name',
	],
	[
		{nodeLabels: {a: 'b c'}},
		'nodeLabels.a: needed up to 63 letters, digits, dots, hyphens or underscores',
	],
	[{nodeLabels: {a: 1}}, 'nodeLabels.a: found a number, needed a text in quotes'],
	[{clusterID: 'x'}, 'clusterID is no known key; did you mean cluster_id?'],
	[{networkConfig: 'eth0'}, 'networkConfig: found a text, needed an nmstate configuration'],
	[
		{networkConfig: {interfaces: [{type: 'ethernet'}]}},
		'networkConfig.interfaces[0].name is required',
	],
	[
		{networkConfig: {interfaces: [{...ethernet, ipv4: {enabled: 'yes'}}]}},
		'networkConfig.interfaces[0].ipv4.enabled: found a text, needed true or false',
	],
	[
		{
			networkConfig: {
				interfaces: [{...ethernet, ipv4: {address: [{ip: '192.0.2.2/24', 'prefix-length': 24}]}}],
			},
		},
		'networkConfig.interfaces[0].ipv4.address[0].ip: needed an IPv4 address without a prefix',
	],
	[
		{
			networkConfig: {
				interfaces: [{...ethernet, ipv6: {address: [{ip: '192.0.2.2', 'prefix-length': 200}]}}],
			},
		},
		'networkConfig.interfaces[0].ipv6.address[0].ip: needed an IPv6 address without a prefix; ' +
			'networkConfig.interfaces[0].ipv6.address[0].prefix-length: found 200, needed a whole number from 0 to 128',
	],
	[
		{networkConfig: {interfaces: [{...ethernet, 'mac-address': 112233}]}},
		'networkConfig.interfaces[0].mac-address: found a number, needed a MAC address',
	],
	[
		{networkConfig: {interfaces: [ethernet, ethernet]}},
		'networkConfig.interfaces: two of them have the same name',
	],
	[
		{networkConfig: {routes: {config: [{destination: 'default'}]}}},
		'networkConfig.routes.config[0].destination: needed a network as 0.0.0.0/0',
	],
	[
		{networkConfig: {'dns-resolver': {config: {server: ['dns.example.com']}}}},
		'networkConfig.dns-resolver.config.server[0]: needed an IP address',
	],
])('%j is refused: %s', (document, expected) => {
	expect(faultsOf(() => read(document))).toBe(`${expected}.`);
});
