/**
 * The certificates of the seed's cluster, as data: a small choice of what a real one has, with the names and
 * places that OpenShift gives them, and at least one of each kind that recert treats in its own way.
 */
import {seedAddress, seedFqdn, seedHost, seedIngressName} from './names.ts';

export type CertificateUse = 'authority' | 'server' | 'client' | 'peer';

export type SeedCertificate = {
	readonly id: string;
	readonly subject: readonly (readonly ['O' | 'OU' | 'CN', string])[];
	readonly use: CertificateUse;
	/** The id of another one, earlier in the table; absent: it signs itself. */
	readonly signer?: string;
	/** DNS names and addresses. */
	readonly hosts?: readonly string[];
	/** `namespace/name` of Secrets that hold certificate and key. */
	readonly secrets?: readonly string[];
	/** Folders below `/etc/kubernetes` with `tls.crt` and `tls.key`. */
	readonly folders?: readonly string[];
};

const apiSigner = (name: string): SeedCertificate => ({
	id: name,
	subject: [
		['OU', 'openshift'],
		['CN', `kube-apiserver-${name}`],
	],
	use: 'authority',
	secrets: [`openshift-kube-apiserver-operator/${secretOf[name]}`],
});

const secretOf: Readonly<Record<string, string>> = {
	'lb-signer': 'loadbalancer-serving-signer',
	'localhost-signer': 'localhost-serving-signer',
	'service-network-signer': 'service-network-serving-signer',
};

const serving = (
	name: string,
	signer: string,
	hosts: readonly [string, ...string[]],
): SeedCertificate => ({
	id: name,
	subject: [['CN', hosts[0]]],
	use: 'server',
	signer,
	hosts,
	secrets: [`openshift-kube-apiserver/${name}`],
	folders: [`static-pod-resources/kube-apiserver-certs/secrets/${name}`],
});

const authority = (id: string, commonName: string, secret: string): SeedCertificate => ({
	id,
	subject: [
		['OU', 'openshift'],
		['CN', commonName],
	],
	use: 'authority',
	secrets: [secret],
});

const node = [
	['O', 'system:nodes'],
	['CN', `system:node:${seedHost}`],
] as const;

const serviceHosts = [
	'kubernetes.default.svc.cluster.local',
	'172.30.0.1',
	'kubernetes',
	'kubernetes.default',
	'kubernetes.default.svc',
	'openshift.default.svc',
] as const;

export const seedCertificates: readonly SeedCertificate[] = [
	apiSigner('lb-signer'),
	apiSigner('localhost-signer'),
	apiSigner('service-network-signer'),
	{
		id: 'ingress-signer',
		subject: [['CN', seedIngressName]],
		use: 'authority',
		secrets: ['openshift-ingress-operator/router-ca'],
	},
	// No Secret of it: only its certificate is in the cluster, and its key is nowhere.
	{
		id: 'admin-signer',
		subject: [
			['OU', 'openshift'],
			['CN', 'admin-kubeconfig-signer'],
		],
		use: 'authority',
	},
	authority(
		'control-plane-signer',
		'kube-control-plane-signer',
		'openshift-kube-apiserver-operator/kube-control-plane-signer',
	),
	authority(
		'kubelet-signer',
		'kube-csr-signer',
		'openshift-kube-controller-manager-operator/csr-signer',
	),
	authority('etcd-signer', 'openshift-etcd_etcd-signer', 'openshift-etcd/etcd-signer'),
	serving('external-loadbalancer-serving-certkey', 'lb-signer', [`api.${seedFqdn}`]),
	serving('internal-loadbalancer-serving-certkey', 'lb-signer', [`api-int.${seedFqdn}`]),
	serving('localhost-serving-cert-certkey', 'localhost-signer', ['localhost', '127.0.0.1']),
	serving('service-network-serving-certkey', 'service-network-signer', serviceHosts),
	{
		id: 'router',
		subject: [['CN', `*.apps.${seedFqdn}`]],
		use: 'server',
		signer: 'ingress-signer',
		hosts: [`*.apps.${seedFqdn}`],
		secrets: ['openshift-ingress/router-certs-default'],
	},
	{
		id: 'node-admin',
		subject: [
			['O', 'system:masters'],
			['CN', 'system:admin'],
		],
		use: 'client',
		signer: 'control-plane-signer',
		secrets: ['openshift-kube-apiserver-operator/node-system-admin-client'],
	},
	{id: 'kubelet-client', subject: node, use: 'client', signer: 'kubelet-signer'},
	{
		id: 'kubelet-server',
		subject: node,
		use: 'server',
		signer: 'kubelet-signer',
		hosts: [seedHost, seedAddress],
	},
	{
		id: 'etcd-serving',
		subject: [
			['O', 'system:etcd-servers'],
			['CN', `system:etcd-server:${seedHost}`],
		],
		use: 'peer',
		signer: 'etcd-signer',
		hosts: ['localhost', seedAddress, '127.0.0.1', seedHost],
	},
	{
		id: 'etcd-peer',
		subject: [
			['O', 'system:etcd-peers'],
			['CN', `system:etcd-peer:${seedHost}`],
		],
		use: 'peer',
		signer: 'etcd-signer',
		hosts: ['localhost', seedAddress, '127.0.0.1', seedHost],
	},
];
