import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readImageBasedConfig, readInstallConfig} from '../../src/config/schema.ts';
import {configurationIso, readConfigurationIso} from '../../src/iso/configuration-iso.ts';
import {seedReconfiguration} from '../../src/iso/manifest.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {bufferSource} from '../../src/iso/volume/source.ts';
import {minimalInstallConfig} from '../config/install-documents.ts';
import {installChange, manifests, siteDocument} from './random-site.ts';
import {someIdentity} from './site.ts';

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
