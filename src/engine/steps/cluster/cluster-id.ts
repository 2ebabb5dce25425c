/** Gives the cluster the id that the site asks for; until then it has that of the seed. */
import {z} from 'zod';
import type {Step} from '../../step.ts';
import {readSite} from '../edge/inputs.ts';
import {openCluster, request} from './api.ts';

const path = '/apis/config.openshift.io/v1/clusterversions/version';

const versionShape = z.looseObject({spec: z.looseObject({clusterID: z.string()})});

export const setClusterId: Step<Record<string, never>> = {
	run: async (_, context) => {
		const client = await openCluster(context);
		const {cluster_id: clusterID} = await readSite(context.system);
		const doing = 'Setting the id of the cluster';
		const version = await request(context, doing, () => client.get(path));
		if (versionShape.safeParse(version).data?.spec.clusterID === clusterID) {
			return {skipped: `it is ${clusterID} already`};
		}
		await request(context, doing, () => client.patch(path, 'merge', {spec: {clusterID}}));
		return undefined;
	},
};
