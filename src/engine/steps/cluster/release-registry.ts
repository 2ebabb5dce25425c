/** Points the cluster-version operator at the site's release registry, where no mirror leads there. */

import type {KubeClient} from '../../../kube/client.ts';
import {discovery} from '../../../kube/discovery.ts';
import {itemsOf, type JsonObject} from '../../../kube/json.ts';
import {mirroredRegistries, reasonToLeave, registryPatch} from '../../../kube/release-registry.ts';
import type {Step, StepContext} from '../../step.ts';
import {readSeed, readSite} from '../edge/inputs.ts';
import {openCluster, request, requestIfThere} from './api.ts';
import {seedKinds} from './delete-seed-objects.ts';

const deploymentPath =
	'/apis/apps/v1/namespaces/openshift-cluster-version/deployments/cluster-version-operator';

export const setReleaseRegistry: Step<Record<string, never>> = {
	run: async (_, context) => {
		const client = await openCluster(context);
		const seed = await readSeed(context.system);
		const siteRegistry = (await readSite(context.system)).release_registry ?? '';
		const reason = reasonToLeave({
			seedRegistry: seed.releaseRegistry,
			siteRegistry,
			hadSeedMirrors: seed.isMirrorRegistryConfigured,
			mirrored: mirroredRegistries(await mirrorsOf(client, context)),
		});
		if (reason !== undefined) {
			return {skipped: reason};
		}
		const deployment = await request(context, 'Reading the cluster-version operator', () =>
			client.get(deploymentPath),
		);
		const patch = registryPatch(deployment, seed.releaseRegistry, siteRegistry);
		if (patch === undefined) {
			return {skipped: 'the cluster-version operator has it already'};
		}
		context.log(`Moving the cluster-version operator to ${siteRegistry}`);
		await request(context, 'Moving the cluster-version operator to its registry', () =>
			client.patch(deploymentPath, 'strategic-merge', patch),
		);
		return undefined;
	},
};

const mirrorsOf = async (
	client: KubeClient,
	context: StepContext,
): Promise<readonly JsonObject[]> => {
	const known = discovery(client);
	const objects: JsonObject[] = [];
	for (const kind of seedKinds.filter(({kind}) => kind !== 'CatalogSource')) {
		const doing = `Listing every ${kind.kind}`;
		const mapping = await requestIfThere(context, doing, () => known.find(kind));
		if (mapping !== undefined) {
			const {root, resource} = mapping;
			objects.push(
				...itemsOf(await request(context, doing, () => client.get(`${root}/${resource}`))),
			);
		}
	}
	return objects;
};
