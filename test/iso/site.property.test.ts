import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readImageBasedConfig, readInstallConfig} from '../../src/config/schema.ts';
import {configurationIso, readConfigurationIso} from '../../src/iso/configuration-iso.ts';
import {seedReconfiguration} from '../../src/iso/manifest.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {bufferSource} from '../../src/iso/volume/source.ts';
import {Secret} from '../../src/secret.ts';
import {minimalInstallConfig} from '../config/install-documents.ts';
import {someIdentity} from './site.ts';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const domain = fc.array(label, {minLength: 1, maxLength: 4}).map((labels) => labels.join('.'));
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, {nil: undefined});
const machineNetwork = fc.integer({min: 0, max: 254}).map((third) => `192.168.${third}.0/24`);

const installChange = fc.record({
	metadata: fc.record({name: label}),
	baseDomain: domain,
	networking: machineNetwork.map((cidr) => ({machineNetwork: [{cidr}]})),
	proxy: optional(
		fc.record({
			httpProxy: domain.map((host) => `http://user:pa%20ss@${host}.example:3128`),
			noProxy: optional(domain),
		}),
	),
});

const siteDocument = fc.record({
	hostname: optional(domain.filter((name) => name !== 'localhost')),
	additionalNTPSources: optional(fc.array(fc.oneof(domain, fc.ipV4(), fc.ipV6()), {maxLength: 3})),
	releaseRegistry: optional(domain.map((host) => `${host}:5000`)),
	nodeLabels: optional(fc.dictionary(label, label, {maxKeys: 3})),
	networkConfig: optional(
		fc.record({
			interfaces: fc.uniqueArray(
				fc.record({
					name: fc.string({unit: 'grapheme-ascii', minLength: 1}),
					'x-note': fc.jsonValue(),
				}),
				{selector: ({name}) => name, maxLength: 3},
			),
		}),
	),
});

const manifests = fc.uniqueArray(
	fc.record({
		name: fc.stringMatching(/^[A-Za-z0-9 _-]{1,200}\.(yaml|yml|json)$/),
		text: fc.string({unit: 'grapheme'}).map((text) => new Secret(text)),
	}),
	{selector: ({name}) => name, maxLength: 5},
);

const opened = (value: object): unknown => JSON.parse(secretJson(value).reveal());

test('whatever the documents of a site say, its ISO says the same', async () => {
	const identity = await someIdentity();
	await fc.assert(
		fc.asyncProperty(installChange, siteDocument, manifests, async (change, document, extra) => {
			const install = readInstallConfig(JSON.stringify({...minimalInstallConfig, ...change}), 'i');
			const site = readImageBasedConfig(JSON.stringify(document), 's');
			const ids = {clusterId: 'c', infraId: 'i'};
			const manifest = seedReconfiguration({install, site, identity, ...ids});
			const extraManifests = [...extra].sort((a, b) => (a.name < b.name ? -1 : 1));
			const made = {manifest, manifests: [], extraManifests};
			const iso = configurationIso(made, new Date(0));
			const found = await readConfigurationIso(bufferSource('site.iso', iso));
			expect(opened(found)).toEqual(opened(made));
			expect(found.manifest).toMatchObject({
				cluster_name: change.metadata.name,
				base_domain: change.baseDomain,
				machine_networks: change.networking.machineNetwork.map(({cidr}) => cidr),
				...(document.hostname && {hostname: document.hostname}),
				...(document.nodeLabels && {node_labels: document.nodeLabels}),
			});
			expect(JSON.stringify(found)).not.toMatch(/pa%20ss|PRIVATE KEY|planted/);
		}),
		{numRuns: 100},
	);
});
