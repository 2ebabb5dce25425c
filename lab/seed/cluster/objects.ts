/**
 * What the seed's etcd holds: the objects that a deployment reads or changes, with the keys under which an API
 * server stores them. All of them are JSON with base64 in Secrets, as the API shows them. A real database keeps most
 * as protobuf, and recert wants that; the lab's stand-in of recert reads these.
 */
import {emptyPullSecret} from '../files.ts';
import {seedCertificates} from './certificates.ts';
import type {SeedPairs} from './issue.ts';
import {nodeKubeconfig} from './kubeconfig.ts';
import {
	seedAddress,
	seedClusterNetwork,
	seedDomain,
	seedFqdn,
	seedHost,
	seedInfraId,
	seedMachineNetwork,
	seedName,
	seedServiceNetwork,
} from './names.ts';

export type StoredObject = {
	readonly key: string;
	readonly value: Readonly<Record<string, unknown>>;
};

export type ObjectInputs = {
	readonly made: SeedPairs;
	readonly etcdImage: string;
	readonly releaseImage: string;
	readonly version: string;
	/** The file that was rendered for this node, whole. */
	readonly machineConfig: Readonly<Record<string, unknown>>;
};

export const seedObjects = (inputs: ObjectInputs): readonly StoredObject[] => [
	...certificateSecrets(inputs.made),
	...otherSecrets(inputs.made),
	...configMaps(inputs.made),
	...configObjects(inputs),
	...nodeObjects(),
	...mirrorObjects(),
	...workloads(inputs),
];

const core = (kind: string, plural: string, [namespace, name]: readonly [string, string]) => ({
	key: `/kubernetes.io/${plural}/${namespace === '' ? '' : `${namespace}/`}${name}`,
	head: {
		apiVersion: 'v1',
		kind,
		metadata: {name, ...(namespace !== '' && {namespace})},
	},
});

const split = (place: string): readonly [string, string] => {
	const [namespace = '', name = ''] = place.split('/');
	return [namespace, name];
};

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secret = (place: string, data: Readonly<Record<string, string>>, type = 'Opaque') => {
	const {key, head} = core('Secret', 'secrets', split(place));
	const encoded = Object.entries(data).map(([name, text]) => [name, base64(text)]);
	return {key, value: {...head, type, data: Object.fromEntries(encoded)}};
};

const configMap = (place: string, data: Readonly<Record<string, string>>): StoredObject => {
	const {key, head} = core('ConfigMap', 'configmaps', split(place));
	return {key, value: {...head, data}};
};

const certificateSecrets = ({pairs}: SeedPairs): readonly StoredObject[] =>
	seedCertificates.flatMap(({id, secrets = []}) =>
		secrets.map((place) =>
			secret(
				place,
				{'tls.crt': pairs[id]?.certificate ?? '', 'tls.key': pairs[id]?.key ?? ''},
				'kubernetes.io/tls',
			),
		),
	);

/** bcrypt of a password that nobody has. */
const kubeadminHash = '$2a$10$abcdefghijklmnopqrstuuG1uWZ6wL3Yb3wWZ2k0pQmX8mYkzY1yW';

const otherSecrets = (made: SeedPairs): readonly StoredObject[] => {
	const webhook = {kubeConfig: nodeKubeconfig(made, 'https://localhost:6443')};
	const etcdFiles = ['serving', 'peer'].flatMap((use) => [
		[`etcd-${use}-${seedHost}.crt`, made.pairs[`etcd-${use}`]?.certificate ?? ''],
		[`etcd-${use}-${seedHost}.key`, made.pairs[`etcd-${use}`]?.key ?? ''],
	]);
	return [
		secret(
			'openshift-config/pull-secret',
			{'.dockerconfigjson': emptyPullSecret},
			'kubernetes.io/dockerconfigjson',
		),
		secret('kube-system/kubeadmin', {kubeadmin: kubeadminHash}),
		secret('openshift-etcd/etcd-all-certs', Object.fromEntries(etcdFiles)),
		secret('openshift-kube-apiserver/bound-service-account-signing-key', {
			'service-account.key': made.tokenKey,
			'service-account.pub': made.tokenPublicKey,
		}),
		secret('openshift-lab/lab-token', {token: made.token}),
		secret('openshift-kube-apiserver/node-kubeconfigs', {
			'lb-ext.kubeconfig': nodeKubeconfig(made, `https://api.${seedFqdn}:6443`),
		}),
		...[
			'openshift-kube-apiserver/webhook-authenticator',
			'openshift-kube-apiserver/webhook-authenticator-7',
			'openshift-config/webhook-authentication-integrated-oauth',
		].map((place) => secret(place, webhook)),
		secret('openshift-operator-lifecycle-manager/packageserver-service-cert', {}),
		secret('openshift-authentication/v4-0-config-system-router-certs', {
			[`apps.${seedFqdn}`]: `${made.pairs['router']?.certificate}${made.pairs['router']?.key}`,
		}),
	];
};

/** Which servers a kubeconfig of this cluster trusts. */
export const serverAuthorities = ({pairs}: SeedPairs): string =>
	['localhost-signer', 'service-network-signer', 'lb-signer', 'ingress-signer']
		.map((id) => pairs[id]?.certificate ?? '')
		.join('');

export const clientAuthorities = ({pairs}: SeedPairs): string =>
	['admin-signer', 'control-plane-signer', 'kubelet-signer']
		.map((id) => pairs[id]?.certificate ?? '')
		.join('');

const installConfig = `additionalTrustBundlePolicy: Proxyonly
apiVersion: v1
baseDomain: ${seedDomain}
controlPlane:
  name: master
  replicas: 1
metadata:
  name: ${seedName}
networking:
  clusterNetwork:
  - cidr: ${seedClusterNetwork}
    hostPrefix: 23
  machineNetwork:
  - cidr: ${seedMachineNetwork}
  networkType: OVNKubernetes
  serviceNetwork:
  - ${seedServiceNetwork}
platform:
  none: {}
pullSecret: ""
`;

const configMaps = (made: SeedPairs): readonly StoredObject[] => {
	const bundle = (place: string, text: string) => configMap(place, {'ca-bundle.crt': text});
	return [
		configMap('kube-system/cluster-config-v1', {'install-config': installConfig}),
		configMap('openshift-etcd/cluster-config-v1', {'install-config': installConfig}),
		bundle('openshift-config-managed/trusted-ca-bundle', ''),
		bundle(
			'openshift-config/admin-kubeconfig-client-ca',
			made.pairs['admin-signer']?.certificate ?? '',
		),
		bundle('openshift-kube-apiserver/client-ca', clientAuthorities(made)),
		bundle('openshift-kube-apiserver/kube-apiserver-server-ca', serverAuthorities(made)),
		bundle(
			'openshift-config-managed/default-ingress-cert',
			made.pairs['ingress-signer']?.certificate ?? '',
		),
		bundle('openshift-etcd/etcd-ca-bundle', made.pairs['etcd-signer']?.certificate ?? ''),
		configMap('openshift-kube-apiserver/bound-sa-token-signing-certs', {
			'service-account-001.pub': made.tokenPublicKey,
		}),
		configMap('openshift-apiserver/config', {
			'config.yaml': JSON.stringify({storageConfig: {urls: [`https://${seedAddress}:2379`]}}),
		}),
		configMap('openshift-etcd/etcd-scripts', {
			'etcd.env': `export NODE_${seedHost.replaceAll('-', '_')}_IP="${seedAddress}"\n`,
		}),
	];
};

const custom = (
	[group, version, kind]: readonly [string, string, string],
	place: string,
	body: Readonly<Record<string, unknown>>,
): StoredObject => {
	const [plural = '', ...names] = place.split('/');
	const [name, namespace] = [names.at(-1) ?? '', names.length > 1 ? names[0] : undefined];
	return {
		key: `/kubernetes.io/${group}/${place}`,
		value: {
			apiVersion: `${group}/${version}`,
			kind,
			metadata: {name, ...(namespace !== undefined && {namespace}), ...metadataOf(plural)},
			...body,
		},
	};
};

const metadataOf = (plural: string) =>
	plural === 'catalogsources' ? {labels: {'ibi-console.lab/of-the-seed': 'yes'}} : {};

const config = (kind: string, place: string, body: Readonly<Record<string, unknown>>) =>
	custom(['config.openshift.io', 'v1', kind], place, body);

const operator = (kind: string, place: string, body: Readonly<Record<string, unknown>>) =>
	custom(['operator.openshift.io', 'v1', kind], place, body);

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
