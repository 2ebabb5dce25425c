/**
 * What the seed's etcd holds: the objects that a deployment reads or changes, with the keys under which an API
 * server stores them. All of them are JSON with base64 in Secrets, as the API shows them. A real database keeps most
 * as protobuf, and recert wants that; the lab's stand-in of recert reads these.
 */
import {credentials} from './credentials.ts';
import type {SeedPairs} from './issue.ts';
import {
	seedAddress,
	seedClusterNetwork,
	seedFqdn,
	seedHost,
	seedInfraId,
	seedServiceNetwork,
} from './names.ts';
import {base64, config, core, custom, operator, type StoredObject} from './stored.ts';

export type ObjectInputs = {
	readonly made: SeedPairs;
	readonly etcdImage: string;
	readonly releaseImage: string;
	readonly version: string;
	/** The file that was rendered for this node, whole. */
	readonly machineConfig: Readonly<Record<string, unknown>>;
};

export const seedObjects = (inputs: ObjectInputs): readonly StoredObject[] => [
	...credentials(inputs.made),
	...configObjects(inputs),
	...nodeObjects(),
	...mirrorObjects(),
	...workloads(inputs),
];

const configObjects = ({version, releaseImage}: ObjectInputs): readonly StoredObject[] => [
	config('APIServer', 'apiservers/cluster', {spec: {}}),
	config('Image', 'images/cluster', {spec: {}}),
	config('ClusterVersion', 'clusterversions/version', {
		spec: {clusterID: '5eed5eed-5eed-4eed-8eed-5eed5eed5eed', channel: 'stable-4.18'},
		status: {
			desired: {version, image: releaseImage},
			conditions: [
				{type: 'Available', status: 'True', reason: '', message: `Done applying ${version}`},
			],
		},
	}),
	config('Infrastructure', 'infrastructures/cluster', {
		spec: {platformSpec: {type: 'None'}},
		status: {
			infrastructureName: seedInfraId,
			apiServerURL: `https://api.${seedFqdn}:6443`,
			apiServerInternalURI: `https://api-int.${seedFqdn}:6443`,
			etcdDiscoveryDomain: '',
			controlPlaneTopology: 'SingleReplica',
			platform: 'None',
		},
	}),
	config('Proxy', 'proxies/cluster', {spec: {trustedCA: {name: ''}}, status: {}}),
	config('DNS', 'dnses/cluster', {spec: {baseDomain: seedFqdn}}),
	config('Ingress', 'ingresses/cluster', {spec: {domain: `apps.${seedFqdn}`}}),
	config('Console', 'consoles/cluster', {
		status: {consoleURL: `https://console-openshift-console.apps.${seedFqdn}`},
	}),
	config('Network', 'networks/cluster', {
		status: {
			clusterNetwork: [{cidr: seedClusterNetwork, hostPrefix: 23}],
			serviceNetwork: [seedServiceNetwork],
			networkType: 'OVNKubernetes',
		},
	}),
	operator('OpenShiftAPIServer', 'openshiftapiservers/cluster', {spec: {logLevel: 'Normal'}}),
	operator('Authentication', 'authentications/cluster', {
		spec: {logLevel: 'Normal', observedConfig: {oauthAPIServer: {apiServerArguments: {}}}},
	}),
	custom(
		['apiregistration.k8s.io', 'v1', 'APIService'],
		'apiservices/v1.packages.operators.coreos.com',
		{spec: {caBundle: base64('lab')}},
	),
];

const nodeObjects = (): readonly StoredObject[] => {
	const {key, head} = core('Node', 'minions', ['', seedHost]);
	const addresses = [
		{type: 'InternalIP', address: seedAddress},
		{type: 'Hostname', address: seedHost},
	];
	const lease = core('Lease', 'leases', ['kube-node-lease', seedHost]);
	return [
		{key, value: {...head, status: {addresses}}},
		{key: lease.key, value: {...lease.head, apiVersion: 'coordination.k8s.io/v1', spec: {}}},
	];
};

/** A deployment deletes these once, before the site's own take their place. */
const mirrorObjects = (): readonly StoredObject[] => [
	config('ImageDigestMirrorSet', 'imagedigestmirrorsets/seed-mirror', {
		spec: {
			imageDigestMirrors: [{source: 'quay.io/openshift-release-dev', mirrors: ['mirror.seed']}],
		},
	}),
	custom(
		['operators.coreos.com', 'v1alpha1', 'CatalogSource'],
		'catalogsources/openshift-marketplace/seed-catalog',
		{spec: {sourceType: 'grpc', image: 'mirror.seed/catalog:v4.18'}},
	),
];

const workloads = ({machineConfig, releaseImage}: ObjectInputs): readonly StoredObject[] => [
	custom(
		['machineconfiguration.openshift.io', 'v1', 'MachineConfig'],
		`machineconfigs/${nameOf(machineConfig)}`,
		machineConfig,
	),
	custom(
		['machineconfiguration.openshift.io', 'v1', 'ControllerConfig'],
		'controllerconfigs/machine-config-controller',
		{spec: {clusterDNSIP: '172.30.0.10', dns: {spec: {baseDomain: seedFqdn}}}},
	),
	{
		key: '/kubernetes.io/deployments/openshift-cluster-version/cluster-version-operator',
		value: {
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name: 'cluster-version-operator', namespace: 'openshift-cluster-version'},
			spec: {
				template: {
					spec: {
						containers: [
							{
								name: 'cluster-version-operator',
								image: releaseImage,
								args: ['start', `--release-image=${releaseImage}`],
							},
						],
					},
				},
			},
		},
	},
];

const nameOf = (object: Readonly<Record<string, unknown>>): string =>
	(object['metadata'] as {name: string}).name;
