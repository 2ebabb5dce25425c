import {expect, test} from 'vitest';
import {parseAddresses, parseDefaultRoutes, parseLinks} from '../../src/tools/ip.ts';

test('a member of a bond keeps the address that is burnt into it', () => {
	const rows = [
		{
			ifname: 'eno1',
			link_type: 'ether',
			address: '00:11:22:33:44:55',
			mtu: 9000,
			operstate: 'UP',
			linkinfo: {
				info_slave_kind: 'bond',
				info_slave_data: {state: 'ACTIVE', perm_hwaddr: '00:11:22:33:44:AA'},
			},
		},
	];
	expect(parseLinks(JSON.stringify(rows))).toEqual([
		{
			name: 'eno1',
			linkType: 'ether',
			mac: '00:11:22:33:44:55',
			permanentMac: '00:11:22:33:44:aa',
			mtu: 9000,
			state: 'UP',
			kind: undefined,
		},
	]);
});

test('rows that a filter emptied, and answers without any row, are nothing', () => {
	expect(parseLinks('[{},{}]')).toEqual([]);
	expect(parseAddresses('')).toEqual([]);
	expect(parseDefaultRoutes(4, '[ ]')).toEqual([]);
});

test('addresses of both families carry their prefix', () => {
	const rows = [
		{
			ifname: 'eno1',
			addr_info: [
				{family: 'inet', local: '192.0.2.7', prefixlen: 24, scope: 'global'},
				{family: 'inet6', local: 'fe80::1', prefixlen: 64, scope: 'link'},
				{family: 'inet', prefixlen: 32, scope: 'global'},
			],
		},
	];
	expect(parseAddresses(JSON.stringify(rows))).toEqual([
		{link: 'eno1', family: 4, address: '192.0.2.7', prefixLength: 24, scope: 'global'},
		{link: 'eno1', family: 6, address: 'fe80::1', prefixLength: 64, scope: 'link'},
	]);
});

test('a route by an IPv6 neighbour or over several hops has a gateway too; one without is none', () => {
	const rows = [
		{dst: 'default', dev: 'ppp0', metric: 1},
		{dst: 'default', nexthops: [{gateway: '192.0.2.9', dev: 'eno9', weight: 1}], metric: 30},
		{dst: 'default', via: {family: 'inet6', host: 'fe80::9'}, dev: 'eno2', metric: 20},
		{dst: 'default', gateway: '192.0.2.1', dev: 'eno1'},
	];
	expect(parseDefaultRoutes(4, JSON.stringify(rows)).map(({gateway}) => gateway)).toEqual([
		'192.0.2.1',
		'fe80::9',
		'192.0.2.9',
	]);
});
