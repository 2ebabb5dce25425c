import {expect, test} from 'vitest';
import {seedFaults, seedWarnings} from '../../src/iso/seed-rules.ts';
import type {SeedClusterInfo, SeedInfo} from '../../src/seed/info.ts';
import {siteInputs, someIdentity} from './site.ts';

const cluster: SeedClusterInfo = {
	seedClusterOcpVersion: '4.18.0',
	releaseRegistry: 'quay.io',
	isMirrorRegistryConfigured: false,
	baseDomain: 'example.com',
	clusterName: 'seed',
	hasProxy: false,
	hasFips: false,
	nodeIps: [],
	machineNetworks: [],
	clusterNetworks: [],
	serviceNetworks: [],
	trustBundle: {hasUserBundle: false},
};

const seedWith = (change: Partial<SeedClusterInfo> = {}): SeedInfo => ({
	source: {kind: 'oci-directory', path: '/seed'},
	digest: 'sha256:0',
	architecture: 'amd64',
	config: {digest: 'sha256:0', sizeBytes: 1, mediaType: 'x'},
	layers: [],
	diffIds: [],
	cluster: {...cluster, ...change},
});

const {adminSigner: certificate} = await someIdentity();

const proxy = {httpProxy: 'http://proxy.example.com:3128'};

test.each([
	[{}, {}, undefined],
	[{proxy}, {hasProxy: true}, undefined],
	[{proxy}, {}, 'proxy: the seed was installed without one'],
	[{}, {hasProxy: true}, 'proxy is required: the seed was installed with one'],
	[{fips: true}, {}, 'fips: the seed was installed without FIPS mode'],
	[{fips: true}, {hasFips: true}, undefined],
	[{}, {hasFips: true}, undefined],
	[{}, {nodeIps: ['192.0.2.10']}, undefined],
	[{}, {nodeIps: ['2001:db8::1']}, 'found IPv4, but the seed has IPv6'],
	[
		{},
		{machineNetworks: ['192.0.2.0/24', '2001:db8::/64']},
		'found IPv4, but the seed has IPv4 and IPv6',
	],
	[{}, {machineNetworks: ['198.51.100.0/24'], nodeIps: ['2001:db8::1']}, undefined],
	[
		{},
		{serviceNetworks: ['192.0.0.0/16']},
		'192.0.2.0/24 has addresses in common with 192.0.0.0/16',
	],
	[{}, {clusterNetworks: ['10.128.0.0/14']}, undefined],
	[{additionalTrustBundle: certificate}, {}, 'the seed was made without one'],
	[{additionalTrustBundle: certificate}, {trustBundle: {hasUserBundle: true}}, undefined],
	[
		{controlPlane: {replicas: 1, architecture: 'arm64'}},
		{},
		'found arm64, but the seed image is for amd64',
	],
])('a site with %j and a seed with %j: %s', async (install, seed, fault) => {
	const faults = seedFaults((await siteInputs(install)).install, seedWith(seed));
	expect(faults.length).toBe(fault === undefined ? 0 : 1);
	expect(faults[0] ?? '').toContain(fault ?? '');
});

test('a seed without a label is no reason to refuse, but it is told', async () => {
	const {cluster: _none, ...seed} = seedWith();
	expect(seedFaults((await siteInputs({proxy})).install, seed)).toEqual([]);
	expect(seedWarnings((await siteInputs()).install, seed)).toEqual([
		'the seed image says nothing of its cluster: the site was not compared with it',
	]);
});

test.each([
	[{}, {}, []],
	[{}, {clusterName: 'site-1'}, ['site-1.example.com is the name of the seed too']],
	[{fips: false}, {hasFips: true}, ['fips has no effect']],
	[{fips: false}, {}, []],
])('with %j and a seed with %j the doubts are %j', async (install, seed, doubts) => {
	const said = seedWarnings((await siteInputs(install)).install, seedWith(seed));
	expect(said.map((one, index) => one.slice(0, doubts[index]?.length))).toEqual(doubts);
});
