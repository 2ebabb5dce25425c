import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {createConfigurationIso} from '../../src/iso/create-configuration.ts';
import {identityText} from '../../src/iso/identity-file.ts';
import {newSiteIdentity} from '../../src/iso/site-identity.ts';
import {realSystem} from '../../src/system/real.ts';
import {minimalInstallConfig} from '../config/install-documents.ts';
import {firstBootRefusal} from './first-boot.ts';
import {extracted, inTemporary, type Tree} from './xorriso.ts';

const {signal} = new AbortController();
const system = realSystem(process.env);

type Site = {readonly install?: object; readonly site?: object};

/** New keys for each would take most of the time. */
const identityDirectory = mkdtempSync(join(tmpdir(), 'identity-'));
const identity = await newSiteIdentity(system.random, system.clock.now(), {clusterName: 'a'});
mkdirSync(join(identityDirectory, 'auth'));
writeFileSync(join(identityDirectory, 'auth/identity.json'), identityText(identity).reveal());
afterAll(() => rmSync(identityDirectory, {recursive: true}));

const treeOf = async ({install = {}, site = {}}: Site): Promise<Tree> =>
	inTemporary(async (directory) => {
		mkdirSync(join(directory, 'extra-manifests'));
		const object = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}};
		writeFileSync(join(directory, 'extra-manifests/a.json'), JSON.stringify(object));
		writeFileSync(
			join(directory, 'install-config.yaml'),
			JSON.stringify({...minimalInstallConfig, ...install}),
		);
		writeFileSync(
			join(directory, 'image-based-config.yaml'),
			JSON.stringify({hostname: 'n', ...site}),
		);
		const {iso} = await createConfigurationIso(system, {
			signal,
			directory,
			identityDirectory,
		});
		return extracted(directory, iso);
	});

const v4 = {hasProxy: false, nodeIps: ['192.0.2.10']};
const proxy = {httpProxy: 'http://proxy.example.com:3128'};
const dual = {
	machineNetwork: [{cidr: '192.0.2.0/24'}, {cidr: '2001:db8::/64'}],
	clusterNetwork: [{cidr: '10.128.0.0/14'}, {cidr: 'fd01::/48', hostPrefix: 64}],
	serviceNetwork: ['172.30.0.0/16', 'fd02::/112'],
};
const longName = 'a-cluster-with-a-name-of-more-than-twenty-seven';

test.each([
	['the smallest', {}, v4],
	['with a proxy', {install: {proxy}}, {...v4, hasProxy: true}],
	[
		'of two families',
		{install: {networking: dual}},
		{...v4, nodeIps: ['192.0.2.10', '2001:db8::1']},
	],
	['with a long name', {install: {metadata: {name: longName}}}, v4],
	[
		'with mirrors, time servers and labels',
		{
			install: {imageDigestSources: [{source: 'quay.io/a', mirrors: ['m.example.com/a']}]},
			site: {additionalNTPSources: ['ntp.example.com'], nodeLabels: {site: 'north'}},
		},
		v4,
	],
	[
		'with ids of its own',
		{site: {cluster_id: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11', infra_id: 'site-1-x7k2p'}},
		v4,
	],
])('the first boot takes the ISO of a site %s', async (_what, site, seed) => {
	expect(firstBootRefusal(await treeOf(site), seed)).toBeUndefined();
});

test('the rules can tell a site that does not fit, and a tree that is not whole', async () => {
	const tree = await treeOf({});
	const {'extra-manifests/': _, ...without} = tree;
	expect(firstBootRefusal(without, v4)).toBe('extra-manifests/ is missing');
	expect(firstBootRefusal(tree, {...v4, hasProxy: true})).toContain('proxy configuration mismatch');
	expect(firstBootRefusal(tree, {...v4, nodeIps: []})).toContain('addresses of the seed differ');
	const manifest = tree['cluster-configuration/manifest.json'] ?? '';
	const broken = {
		...tree,
		'cluster-configuration/manifest.json': manifest.replace('"api_version":1', '"api_version":2'),
	};
	expect(firstBootRefusal(broken, v4)).toContain('api_version');
});
