/** A site and a seed: those of the vectors that the first boot's own tools are held against, whole. */

import {seedReconfiguration} from '../../../../src/iso/manifest.ts';
import {readManifest, type SeedReconfiguration} from '../../../../src/iso/manifest-document.ts';
import {secretJson} from '../../../../src/iso/secret-json.ts';
import {parseClusterInfo} from '../../../../src/seed/cluster-info.ts';
import type {SeedClusterInfo} from '../../../../src/seed/info.ts';
import {siteInputs} from '../../../iso/site.ts';

export const seedDocument = {
	seed_cluster_ocp_version: '4.18.9',
	cluster_name: 'seed',
	base_domain: 'lab.io',
	release_registry: 'quay.io',
	sno_hostname: 'seed-node',
	node_ips: ['192.168.1.10'],
	machine_networks: ['192.168.1.0/24'],
	recert_image_pull_spec: 'quay.io/edge/recert@sha256:1111',
	ingress_certificate_cn: 'ingress-operator@100',
	has_proxy: false,
	has_fips: false,
};

export const seedOf = (changes: object = {}): SeedClusterInfo => {
	const seed = parseClusterInfo(JSON.stringify({...seedDocument, ...changes}));
	if (seed === undefined) {
		throw new Error('the seed of the tests is none');
	}
	return seed;
};

/** Text of manifest.json; a value of undefined leaves the key out. */
export const manifestText = async (changes: object = {}): Promise<string> => {
	const made = JSON.parse(secretJson(seedReconfiguration(await siteInputs())).reveal()) as object;
	return JSON.stringify({
		...made,
		machine_network: undefined,
		cluster_name: 'edge7',
		base_domain: 'corp.net',
		infra_id: 'edge7-abcde',
		hostname: 'edge7-n0',
		node_ips: ['10.0.0.2'],
		machine_networks: ['10.0.0.0/24'],
		...changes,
	});
};

export const manifestOf = async (changes: object = {}): Promise<SeedReconfiguration> =>
	readManifest(await manifestText(changes), 'manifest.json');
