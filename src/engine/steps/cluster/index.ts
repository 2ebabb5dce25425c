/** The steps from the first answer of the cluster API to a cluster that is ready, by their ids. */
import {applyManifests} from './apply-manifests.ts';
import {setClusterId} from './cluster-id.ts';
import {deleteSeedObjects} from './delete-seed-objects.ts';
import {bringLvmDevices} from './lvm-devices.ts';
import {labelNode} from './node-labels.ts';
import {waitUntilReady} from './ready.ts';
import {setReleaseRegistry} from './release-registry.ts';
import {waitForApi} from './wait-api.ts';

export const clusterSteps = {
	'cluster.wait-api': waitForApi,
	'cluster.delete-seed-objects': deleteSeedObjects,
	'cluster.apply-manifests': applyManifests,
	'cluster.release-registry': setReleaseRegistry,
	'cluster.id': setClusterId,
	'cluster.node-labels': labelNode,
	'cluster.lvm-devices': bringLvmDevices,
	'cluster.ready': waitUntilReady,
} as const;

export type ClusterStepId = keyof typeof clusterSteps;
