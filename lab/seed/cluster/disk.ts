/** What the seed's cluster has on its node, beside the database: below /etc and below /var. */
import type {Content} from '../content.ts';
import {emptyPullSecret} from '../files.ts';
import {seedCertificates} from './certificates.ts';
import {clientAuthorities, serverAuthorities} from './credentials.ts';
import type {SeedPairs} from './issue.ts';
import {nodeKubeconfig} from './kubeconfig.ts';
import {nodeMachineConfig} from './machine-config.ts';
import {seedAddress, seedFqdn, seedHost} from './names.ts';

export type DiskInputs = {readonly made: SeedPairs; readonly etcdImage: string};

const resources = 'kubernetes/static-pod-resources';
const apiServer = `${resources}/kube-apiserver-certs`;

export const clusterEtc = (inputs: DiskInputs): readonly Content[] => [
	...servingPairs(inputs.made),
	...kubeconfigs(inputs.made),
	...etcdFiles(inputs.made),
	...otherCredentials(inputs.made),
	...machineConfigs(inputs.made),
	...hostKeys(inputs.made),
	...staticPods(inputs),
];

const file = (path: string, data: string, mode = 0o600): Content => ({
	kind: 'file',
	path,
	mode,
	data,
});

const servingPairs = ({pairs}: SeedPairs): readonly Content[] =>
	seedCertificates.flatMap(({id, folders = []}) =>
		folders.flatMap((folder) => [
			file(`kubernetes/${folder}/tls.crt`, pairs[id]?.certificate ?? ''),
			file(`kubernetes/${folder}/tls.key`, pairs[id]?.key ?? ''),
		]),
	);

const kubeconfigs = (made: SeedPairs): readonly Content[] => {
	const servers: Readonly<Record<string, string>> = {
		'lb-ext': `https://api.${seedFqdn}:6443`,
		'lb-int': `https://api-int.${seedFqdn}:6443`,
		localhost: 'https://localhost:6443',
	};
	return [
		...Object.entries(servers).map(([name, server]) =>
			file(
				`${apiServer}/secrets/node-kubeconfigs/${name}.kubeconfig`,
				nodeKubeconfig(made, server),
			),
		),
		file(
			`${resources}/kube-apiserver-pod-7/secrets/webhook-authenticator/kubeConfig`,
			nodeKubeconfig(made, 'https://localhost:6443'),
		),
	];
};

const etcdFiles = ({pairs}: SeedPairs): readonly Content[] => [
	...['serving', 'peer'].flatMap((use) => {
		const stem = `${resources}/etcd-certs/secrets/etcd-all-certs/etcd-${use}-${seedHost}`;
		return [
			file(`${stem}.crt`, pairs[`etcd-${use}`]?.certificate ?? ''),
			file(`${stem}.key`, pairs[`etcd-${use}`]?.key ?? ''),
		];
	}),
	file(
		`${resources}/etcd-certs/configmaps/etcd-all-bundles/server-ca-bundle.crt`,
		pairs['etcd-signer']?.certificate ?? '',
		0o644,
	),
];

const otherCredentials = (made: SeedPairs): readonly Content[] => [
	file(`${apiServer}/configmaps/client-ca/ca-bundle.crt`, clientAuthorities(made), 0o644),
	file(`${apiServer}/secrets/bound-service-account-signing-key/service-account.key`, made.tokenKey),
	file(
		`${apiServer}/secrets/bound-service-account-signing-key/service-account.pub`,
		made.tokenPublicKey,
	),
	file('kubernetes/lab-token/token', made.token),
	file('kubernetes/kubelet-ca.crt', made.pairs['kubelet-signer']?.certificate ?? '', 0o644),
	file('kubernetes/ca.crt', serverAuthorities(made), 0o644),
	file(
		'kubernetes/apiserver-url.env',
		`KUBERNETES_SERVICE_HOST='api-int.${seedFqdn}'\nKUBERNETES_SERVICE_PORT='6443'\n`,
		0o644,
	),
];

const machineConfigs = (made: SeedPairs): readonly Content[] => {
	const text = JSON.stringify(nodeMachineConfig(made));
	return [
		file('machine-config-daemon/currentconfig', text),
		file('mcs-machine-config-content.json', text),
	];
};

/** Of the seed's host; each host that is made of it must get others. */
const hostKeys = ({hostKey}: SeedPairs): readonly Content[] => [
	file('ssh/ssh_host_rsa_key', hostKey.key),
	file('ssh/ssh_host_rsa_key.pub', `${hostKey.line} root@${seedHost}\n`, 0o644),
];

const staticPods = ({etcdImage}: DiskInputs): readonly Content[] => [
	file('kubernetes/manifests/etcd-pod.yaml', etcdPod(etcdImage)),
	file(`${resources}/etcd-pod-3/pod.yaml`, etcdPod(etcdImage)),
];

/** The container that is looked for is neither the first nor the only one with this image. */
const etcdPod = (image: string): string => `kind: Pod
apiVersion: v1
metadata:
  name: etcd
  namespace: openshift-etcd
  labels:
    app: etcd
    revision: "3"
spec:
  initContainers:
  - name: setup
    image: ${image}
  containers:
  - name: etcdctl
    image: ${image}
  - name: etcd
    image: ${image}
    env:
    - name: NODE_${seedHost.replaceAll('-', '_')}_IP
      value: "${seedAddress}"
    - name: ETCD_NAME
      value: "${seedHost}"
  - name: etcd-readyz
    image: ${image}
  hostNetwork: true
`;

export const clusterVar = ({made}: DiskInputs): readonly Content[] => {
	const pki = 'lib/kubelet/pki';
	const both = (id: string) => `${made.pairs[id]?.certificate}${made.pairs[id]?.key}`;
	return [
		{kind: 'directory', path: 'lib/kubelet', mode: 0o750},
		file('lib/kubelet/config.json', emptyPullSecret),
		file(`${pki}/kubelet-client-2025-01-01-00-00-00.pem`, both('kubelet-client')),
		file(`${pki}/kubelet-server-2025-01-01-00-00-00.pem`, both('kubelet-server')),
		{
			kind: 'symlink',
			path: `${pki}/kubelet-client-current.pem`,
			target: '/var/lib/kubelet/pki/kubelet-client-2025-01-01-00-00-00.pem',
		},
		{
			kind: 'symlink',
			path: `${pki}/kubelet-server-current.pem`,
			target: '/var/lib/kubelet/pki/kubelet-server-2025-01-01-00-00-00.pem',
		},
		{kind: 'directory', path: 'lib/etcd', mode: 0o700},
	];
};
