/** Where the steps of the cluster find and leave things on the deployed host. */
import {siteRoot} from '../../site/site.ts';
import {edgeStateDirectory, site} from '../edge/layout.ts';

/** Of the static pod of the API server; recert writes it anew for the site. */
export const kubeconfigPath =
	'/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/node-kubeconfigs/lb-ext.kubeconfig';

/** What of the seed is deleted from the cluster, by the ids of its objects. */
export const seedObjectsPath = `${edgeStateDirectory}/seed-objects.json`;

export const manifestsDirectory = site.manifests;
export const extraManifestsDirectory = `${siteRoot}/extra-manifests`;

export const lvmDevices = {
	site: `${siteRoot}/lvm-configuration/system.devices`,
	host: '/etc/lvm/devices/system.devices',
} as const;
