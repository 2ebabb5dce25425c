import {expect, test} from 'vitest';
import {seedFaults, seedWarnings} from '../../src/iso/seed-rules.ts';
import type {SeedClusterInfo, SeedInfo} from '../../src/seed/info.ts';
import {siteInputs} from './site.ts';

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

const proxy = {httpProxy: 'http://proxy.example.com:3128'};

test.each([
	[{}, {}, undefined],
	[{proxy}, {hasProxy: true}, undefined],
	[{proxy}, {}, 'proxy: the seed was installed without one'],
	[{}, {hasProxy: true}, 'proxy is required: the seed was installed with one'],
	[{fips: true}, {}, 'fips: the seed was installed without FIPS mode'],
	[{fips: true}, {hasFips: true}, undefined],
	[{}, {hasFips: true}, undefined],
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
	expect(seedWarnings(seed)).toEqual([
		'the seed image says nothing of its cluster: proxy and FIPS mode were not compared with it',
	]);
	expect(seedWarnings(seedWith())).toEqual([]);
});
