/** Gives the node the labels that the site asks for, once the node has registered. */
import {InstallError} from '../../../errors.ts';
import type {KubeAnswer, KubeClient} from '../../../kube/client.ts';
import {reasonOf} from '../../../kube/fault.ts';
import {itemsOf, type JsonObject, metadataOf} from '../../../kube/json.ts';
import {ownLabels} from '../../../kube/node-labels.ts';
import {askUntil} from '../../../kube/retry.ts';
import type {Step} from '../../step.ts';
import {readSite} from '../edge/inputs.ts';
import {canComeYet, openCluster} from './api.ts';

export type LabelParams = {readonly limitMinutes: number};

const nodesPath = '/api/v1/nodes';
const controlPlane = '?labelSelector=node-role.kubernetes.io%2Fmaster';

export const labelNode: Step<LabelParams> = {
	run: async ({limitMinutes}, context) => {
		const labels = ownLabels((await readSite(context.system)).node_labels ?? {});
		if (Object.keys(labels).length === 0) {
			return {skipped: 'the site asks for none'};
		}
		const client = await openCluster(context);
		const answer = await askUntil(
			context,
			limitMinutes * 60_000,
			() => label(client, labels),
			canComeYet,
		);
		if (!answer.isOk) {
			const why = reasonOf(answer.fault);
			throw new InstallError('KUBE_NODE_MISSING', {minutes: limitMinutes, why});
		}
		return undefined;
	},
};

const label = async (client: KubeClient, labels: JsonObject): Promise<KubeAnswer> => {
	const list = await client.get(`${nodesPath}${controlPlane}`);
	if (!list.isOk) {
		return list;
	}
	const [node] = itemsOf(list.value);
	if (node === undefined) {
		return {isOk: false, fault: {kind: 'missing', said: 'no node has registered'}};
	}
	const path = `${nodesPath}/${encodeURIComponent(metadataOf(node).name)}`;
	return client.patch(path, 'merge', {metadata: {labels}});
};
