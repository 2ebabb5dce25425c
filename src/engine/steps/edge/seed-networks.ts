/**
 * The networks of pods and services. Seeds of today's tools do not tell them, although the manifest has a place; then
 * the configuration of the seed's own controller manager does, which a deployment keeps.
 */
import {z} from 'zod';
import {tryDocuments} from '../../../config/yaml.ts';
import type {SeedClusterInfo} from '../../../seed/info.ts';
import type {System} from '../../../system/types.ts';
import {readSeed} from './inputs.ts';
import {host} from './layout.ts';

type SeedNetworks = Pick<SeedClusterInfo, 'clusterNetworks' | 'serviceNetworks'>;

/** Empty where nobody knows. */
export const readSeedNetworks = async (system: System): Promise<SeedNetworks> => {
	const {clusterNetworks, serviceNetworks} = await readSeed(system);
	if (clusterNetworks.length > 0 && serviceNetworks.length > 0) {
		return {clusterNetworks, serviceNetworks};
	}
	const found = await readFromController(system);
	return {
		clusterNetworks: clusterNetworks.length > 0 ? clusterNetworks : found.clusterNetworks,
		serviceNetworks: serviceNetworks.length > 0 ? serviceNetworks : found.serviceNetworks,
	};
};

const listed = z.array(z.string()).catch([]);

/** `extendedArguments` of kube-controller-manager, as cluster-kube-controller-manager-operator writes them. */
const configShape = z.looseObject({
	extendedArguments: z.looseObject({
		'cluster-cidr': listed,
		'service-cluster-ip-range': listed,
	}),
});

const readFromController = async (system: System): Promise<SeedNetworks> => {
	const revisions = (await system.files.list(host.staticPods))
		.flatMap((name) => {
			const [, revision] = /^kube-controller-manager-pod-(\d+)$/.exec(name) ?? [];
			return revision === undefined ? [] : [{name, revision: Number(revision)}];
		})
		.toSorted((a, b) => b.revision - a.revision);
	for (const {name} of revisions) {
		const path = `${host.staticPods}/${name}/configmaps/config/config.yaml`;
		if ((await system.files.stat(path)) !== undefined) {
			return networksIn(await system.files.readText(path));
		}
	}
	return {clusterNetworks: [], serviceNetworks: []};
};

const networksIn = (text: string): SeedNetworks => {
	const loaded = tryDocuments(text);
	const parsed = configShape.safeParse('documents' in loaded ? loaded.documents[0] : undefined);
	const given = parsed.data?.extendedArguments;
	return {
		clusterNetworks: (given?.['cluster-cidr'] ?? []).flatMap(parts),
		serviceNetworks: (given?.['service-cluster-ip-range'] ?? []).flatMap(parts),
	};
};

/** Two families may stand in one argument. */
const parts = (argument: string): readonly string[] =>
	argument.split(',').filter((part) => part !== '');
