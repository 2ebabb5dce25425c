/** The Secrets and ConfigMaps of the seed's cluster: its certificates and keys, its passwords, its install-config. */
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
	seedMachineNetwork,
	seedName,
	seedServiceNetwork,
} from './names.ts';
import {configMap, type StoredObject, secret} from './stored.ts';

export const credentials = (made: SeedPairs): readonly StoredObject[] => [
	...certificateSecrets(made),
	...otherSecrets(made),
	...configMaps(made),
];

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
