/** What never goes through the proxy of a site, as the cluster itself works it out. Pure. */
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import {machineNetworksOf} from './networks.ts';

type Site = Pick<
	SeedReconfiguration,
	'cluster_name' | 'base_domain' | 'machine_networks' | 'machine_network' | 'proxy'
>;

/** Networks of pods and services: those of the seed's cluster, which a deployment keeps. */
type InnerNetworks = Pick<SeedClusterInfo, 'clusterNetworks' | 'serviceNetworks'>;

/** Sorted by bytes, each once. */
export const completeNoProxy = (site: Site, seed: InnerNetworks): string => {
	const given = (site.proxy?.noProxy ?? '').split(',').map((entry) => entry.trim());
	// A star excepts everything; beside other entries it would be one more odd name.
	if (given.includes('*')) {
		return '*';
	}
	const entries = [
		...['127.0.0.1', 'localhost', '.svc', '.cluster.local'],
		`api-int.${site.cluster_name}.${site.base_domain}`,
		...machineNetworksOf(site),
		...seed.serviceNetworks,
		...seed.clusterNetworks,
		...given,
	];
	return [...new Set(entries)]
		.filter((entry) => entry !== '')
		.sort()
		.join(',');
};
