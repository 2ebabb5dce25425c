import {describe, expect, test} from 'vitest';
import {withoutEffect} from '../../src/config/install-effects.ts';
import {readInstallConfig} from '../../src/config/schema.ts';
import {Secret} from '../../src/secret.ts';
import {faultsOf, minimalInstallConfig, pullSecret} from './install-documents.ts';

const read = (change: object) =>
	readInstallConfig(JSON.stringify({...minimalInstallConfig, ...change}), 'install-config.yaml');

const faults = (change: object): string => faultsOf(() => read(change));

const rsaKey = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQ== core';
const ed25519Key =
	'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMUwHgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA core';

describe('an install-config', () => {
	test('of only what is needed is read, its pull secret sealed', () => {
		const config = read({});
		expect(config.pullSecret).toBeInstanceOf(Secret);
		expect(config.pullSecret.reveal()).toBe(pullSecret);
		expect(config).toMatchObject({metadata: {name: 'site-1'}, baseDomain: 'example.com'});
	});

	test('written by another tool, with null, empty texts and timestamps, is read', () => {
		const text = [
			'apiVersion: v1',
			'metadata: {name: site-1, creationTimestamp: null}',
			'baseDomain: example.com',
			'additionalTrustBundlePolicy: ""',
			'sshKey: ""',
			'proxy: null',
			'controlPlane: {name: master, replicas: 1, hyperthreading: Enabled, platform: {}}',
			'compute: [{name: worker, replicas: 0}]',
			'networking: {networkType: OVNKubernetes, machineNetwork: [{cidr: 192.0.2.0/24}]}',
			'platform: {none: {}}',
			`pullSecret: '${pullSecret}'`,
		].join('\n');
		expect(readInstallConfig(text, 'install-config.yaml').proxy).toBeUndefined();
	});

	test.each([
		[{apiVersion: 'v1beta4'}, 'apiVersion: needed v1'],
		[{apiVersion: undefined}, 'apiVersion: needed v1'],
		[
			{platform: {aws: {}}},
			'platform: needed none: {}; a single-node cluster from a seed image has no platform',
		],
		[{controlPlane: {replicas: 3}}, 'controlPlane.replicas: found 3, needed 1: one node is all'],
		[
			{controlPlane: {}},
			'controlPlane.replicas: found nothing (which means 3), needed 1: one node is all',
		],
		[{compute: [{replicas: 2}]}, 'compute: found 2 replicas, needed 0'],
		[
			{compute: undefined},
			'compute: found no replicas (which means 3), needed replicas: 0 in each entry',
		],
		[
			{compute: [{name: 'worker'}]},
			'compute: found no replicas (which means 3), needed replicas: 0 in each entry',
		],
		[{compute: []}, 'none'],
		[
			{metadata: {name: 'Site_1'}},
			'metadata.name: needed a name of lower-case letters, digits and hyphens',
		],
		[{metadata: {name: 'x'.repeat(55)}}, 'metadata.name: found 55 characters, needed at most 54'],
		[{metadata: {name: 'x'.repeat(54)}}, 'none'],
		[
			{metadata: {name: 'x'.repeat(54)}, baseDomain: `${'abcdefg.'.repeat(25)}com`},
			'metadata.name: with baseDomain it has 258 characters, needed at most 253',
		],
		[
			{baseDomain: 'example.com.'},
			'baseDomain: needed a domain in lower case, without a dot at the end',
		],
		[{baseDomain: ''}, 'baseDomain is required'],
		[{publish: 'Internal'}, 'publish: needed External'],
		[
			{credentialsMode: 'Manual'},
			'credentialsMode: needed no value; a cluster without a platform has none',
		],
		[
			{featureSet: 'TechPreviewNoUpgrade'},
			'featureSet: needed no value; a seed has the default features',
		],
		[{featureGates: ['A=true']}, 'featureGates: needed no feature gates'],
		[{cpuPartitioningMode: 'Some'}, 'cpuPartitioningMode: needed one of None, AllNodes'],
		[
			{capabilities: {baselineCapabilitySet: 'None'}},
			'capabilities: needed Ingress in additionalEnabledCapabilities; no cluster does without it',
		],
		[
			{capabilities: {baselineCapabilitySet: 'None', additionalEnabledCapabilities: ['Ingress']}},
			'none',
		],
		[{fips: true, sshKey: ed25519Key}, 'sshKey: needed an RSA or ECDSA key, since fips is true'],
		[{fips: true, sshKey: rsaKey}, 'none'],
		[
			{sshKey: 'ssh-rsa nonsense'},
			'sshKey: needed SSH public keys, one a line, as "ssh-ed25519 AAAA… comment"',
		],
		[
			{
				proxy: {
					httpProxy: 'http://proxy.example.com:3128',
					noProxy: 'a.example.com, b.example.com',
				},
			},
			'proxy.noProxy: needed a list with commas and without blanks',
		],
		[{proxy: {noProxy: 'a.example.com'}}, 'proxy: needed httpProxy or httpsProxy'],
		[
			{
				imageContentSources: [{source: 'a.example.com/x'}],
				imageDigestSources: [{source: 'a.example.com/x'}],
			},
			'imageContentSources is an older spelling of imageDigestSources; give one of the two',
		],
		[
			{additionalTrustBundle: 'no certificate'},
			'additionalTrustBundle: needed certificates in PEM and nothing else',
		],
		[
			{additionalTrustBundlePolicy: 'always'},
			'additionalTrustBundlePolicy: needed one of Proxyonly, Always',
		],
		[
			{pullSecret: '{}'},
			'pullSecret: needed a JSON text with auths, each entry with an auth (user:password in base64) or a credsStore',
		],
		[{baseDomian: 'example.com'}, 'baseDomian is no known key; did you mean baseDomain?'],
	])('with %j: %s', (change, expected) => {
		expect(faults(change).replace(/\.$/, '')).toBe(expected);
	});

	test('tells all its faults at once', () => {
		const told = faults({
			controlPlane: {replicas: 3},
			publish: 'Internal',
			pullSecret: 'planted-passw0rd',
		});
		for (const key of ['controlPlane.replicas', 'publish', 'pullSecret']) {
			expect(told).toContain(key);
		}
		expect(told).not.toContain('planted-passw0rd');
	});
});

const v4 = [{cidr: '192.0.2.0/24'}];
const dual = [{cidr: '192.0.2.0/24'}, {cidr: '2001:db8::/64'}];

describe('the networks of an install-config', () => {
	test.each([
		[
			{machineNetwork: undefined},
			'machineNetwork is required: the first boot fails without the network of the node',
		],
		[
			{machineNetwork: []},
			'machineNetwork is required: the first boot fails without the network of the node',
		],
		[
			{machineNetwork: [...dual, {cidr: '198.51.100.0/24'}]},
			'machineNetwork: found 3 networks, needed at most 2',
		],
		[
			{machineNetwork: [{cidr: '192.0.2.7/24'}]},
			'machineNetwork: found an address in a network, needed the network itself',
		],
		[
			{machineNetwork: [{cidr: '192.0.2.0'}]},
			'machineNetwork: needed networks as 192.0.2.0/24 or 2001:db8::/64',
		],
		[
			{machineNetwork: [{cidr: '0.0.0.0/0'}]},
			'machineNetwork: needed networks as 192.0.2.0/24 or 2001:db8::/64',
		],
		[{serviceNetwork: ['172.0.0.0/8']}, 'serviceNetwork: found /8, needed /12 or smaller'],
		[
			{clusterNetwork: [{cidr: '10.0.0.0/24', hostPrefix: 23}]},
			'clusterNetwork: found hostPrefix 23 in /24, needed a smaller network',
		],
		[
			{machineNetwork: [{cidr: '172.30.5.0/24'}]},
			'serviceNetwork: 172.30.0.0/16 and 172.30.5.0/24 (machineNetwork) have addresses in common',
		],
		[
			{clusterNetwork: [{cidr: '192.0.0.0/16', hostPrefix: 23}]},
			'clusterNetwork: 192.0.0.0/16 and 192.0.2.0/24 (machineNetwork) have addresses in common',
		],
		[
			{machineNetwork: [{cidr: '100.64.4.0/24'}]},
			'machineNetwork: 100.64.4.0/24 and 100.64.0.0/16 (OVN-Kubernetes) have addresses in common',
		],
		[
			{clusterNetwork: [{cidr: '10.1.0.0/16'}, {cidr: '10.0.0.0/8'}]},
			'clusterNetwork: 10.1.0.0/16 and 10.0.0.0/8 (clusterNetwork) have addresses in common',
		],
		[
			{machineNetwork: dual},
			'serviceNetwork: needed the same families (IPv4, IPv6) as machineNetwork, in the same order; ' +
				'networking.clusterNetwork: needed the same families (IPv4, IPv6) as machineNetwork, in the same order',
		],
		[
			{
				machineNetwork: dual,
				serviceNetwork: ['172.30.0.0/16', 'fd02::/112'],
				clusterNetwork: [
					{cidr: '10.128.0.0/14', hostPrefix: 23},
					{cidr: 'fd01::/48', hostPrefix: 64},
				],
			},
			'none',
		],
		[
			{
				machineNetwork: [...dual].reverse(),
				serviceNetwork: ['fd02::/112', '172.30.0.0/16'],
				clusterNetwork: [{cidr: 'fd01::/48'}, {cidr: '10.128.0.0/14'}],
			},
			'machineNetwork: needed IPv4 before IPv6',
		],
		[
			{
				machineNetwork: [{cidr: '2001:db8::/64'}],
				serviceNetwork: ['fd02::/112'],
				clusterNetwork: [{cidr: 'fd01::/48', hostPrefix: 60}],
			},
			'clusterNetwork: found hostPrefix 60, needed 64 with IPv6',
		],
		[
			{
				machineNetwork: [{cidr: '2001:db8::/64'}],
				serviceNetwork: ['fd02::/100'],
				clusterNetwork: [{cidr: 'fd01::/48'}],
			},
			'serviceNetwork: found /100, needed /108 or smaller',
		],
		[
			{networkType: 'OpenShiftSDN'},
			'networkType: needed OVNKubernetes, the only network type of a single-node cluster',
		],
		[{machineCIDR: '192.0.2.0/24'}, 'machineCIDR is an older spelling; use machineNetwork'],
	])('with %j: %s', (change, expected) => {
		const told = faults({networking: {machineNetwork: v4, ...change}}).replace(/\.$/, '');
		expect(told === 'none' ? told : told.replace(/^networking\./, '')).toContain(expected);
	});

	test('may not hold the proxy', () => {
		expect(faults({proxy: {httpProxy: 'http://172.30.0.9:3128'}})).toBe(
			'proxy.httpProxy: lies in a network of the cluster, which it cannot.',
		);
	});
});

test('what the seed image decides is told, key by key', () => {
	expect(withoutEffect(read({}))).toEqual([]);
	const said = withoutEffect(
		read({
			fips: true,
			cpuPartitioningMode: 'AllNodes',
			capabilities: {baselineCapabilitySet: 'vCurrent'},
			bootstrapInPlace: {installationDisk: '/dev/sda'},
			additionalTrustBundlePolicy: 'Always',
			controlPlane: {
				replicas: 1,
				architecture: 'arm64',
				hyperthreading: 'Disabled',
				platform: {none: {}},
				diskSetup: [],
				fencing: {},
			},
			networking: {
				machineNetwork: v4,
				serviceNetwork: ['172.31.0.0/16'],
				clusterNetwork: [{cidr: '10.132.0.0/14'}],
				clusterNetworkMTU: 1400,
				ovnKubernetesConfig: {ipv4: {}},
			},
		}),
	);
	expect(said.length).toBe(14);
	expect(said).toContain(
		'networking.serviceNetwork has no effect: the service network stays as it is in the seed image',
	);
});
