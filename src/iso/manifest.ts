/**
 * From the documents of a site and the identity of its cluster to manifest.json. Pure. What the documents
 * leave out stays out, so that the seed's own answer holds.
 */
import {dump} from 'js-yaml';
import {dropUndefined} from '../config/absent.ts';
import type {ImageBasedConfig} from '../config/image-based-config.ts';
import type {InstallConfig} from '../config/install-config.ts';
import type {ClusterIdentity} from '../pki/identity.ts';
import {Secret} from '../secret.ts';
import type {SeedReconfiguration} from './manifest-document.ts';

export type SiteInputs = {
	readonly install: InstallConfig;
	readonly site: ImageBasedConfig;
	readonly identity: ClusterIdentity;
	readonly clusterId: string;
	readonly infraId: string;
	/** bcrypt; absent: nobody logs in as kubeadmin. */
	readonly passwordHash?: Secret;
};

export const seedReconfiguration = ({
	install,
	site,
	identity,
	clusterId,
	infraId,
	passwordHash,
}: SiteInputs): SeedReconfiguration => {
	const networks = (install.networking.machineNetwork ?? []).map(({cidr}) => cidr);
	return dropUndefined({
		api_version: 1,
		base_domain: install.baseDomain,
		cluster_name: install.metadata.name,
		cluster_id: clusterId,
		infra_id: infraId,
		hostname: site.hostname,
		release_registry: site.releaseRegistry,
		ssh_key: install.sshKey,
		pull_secret: install.pullSecret,
		kubeadmin_password_hash: passwordHash,
		raw_nm_state_config: site.networkConfig && nmstateText(site.networkConfig),
		machine_networks: networks,
		// Agents before 4.20 read this spelling only.
		machine_network: networks[0],
		proxy: install.proxy && proxyOf(install),
		chrony_config: chronyText(site.additionalNTPSources ?? []),
		additionalTrustBundle: trustBundle(install),
		node_labels: site.nodeLabels,
		KubeconfigCryptoRetention: cryptoOf(identity),
	}) as SeedReconfiguration;
};

/** A YAML 1.1 reader must not take `on` or 1_000 for what they are not; the library quotes these. */
export const nmstateText = (networkConfig: object): Secret =>
	new Secret(dump(networkConfig, {lineWidth: -1, noRefs: true}));

const proxyOf = ({proxy, networking}: InstallConfig): SeedReconfiguration['proxy'] => ({
	...(proxy?.httpProxy && {httpProxy: new Secret(proxy.httpProxy)}),
	...(proxy?.httpsProxy && {httpsProxy: new Secret(proxy.httpsProxy)}),
	noProxy: noProxy(proxy?.noProxy ?? '', networking),
});

/** With what never goes through a proxy. */
const noProxy = (given: string, networking: InstallConfig['networking']): string => {
	if (given.trim() === '*') {
		return '*';
	}
	const {machineNetwork = [], clusterNetwork = [], serviceNetwork = []} = networking;
	const inside = [...machineNetwork, ...clusterNetwork].map(({cidr}) => cidr);
	const entries = [
		...['127.0.0.1', 'localhost', '.svc', '.cluster.local'],
		...inside,
		...serviceNetwork,
		...given.split(',').map((entry) => entry.trim()),
	];
	return [...new Set(entries)]
		.filter((entry) => entry !== '')
		.sort()
		.join(',');
};

/** undefined: the seed's own file stays. */
const chronyText = (sources: readonly string[]): string | undefined =>
	sources.length === 0
		? undefined
		: [
				'',
				'pool 0.rhel.pool.ntp.org iburst',
				'driftfile /var/lib/chrony/drift',
				'makestep 1.0 3',
				'rtcsync',
				'logdir /var/log/chrony',
				...sources.map((source) => `server ${source} iburst`),
			].join('\n');

/** The policy that is left out is Proxyonly, as in every other install. */
const trustBundle = ({
	additionalTrustBundle: bundle = '',
	additionalTrustBundlePolicy: policy = 'Proxyonly',
	proxy,
}: InstallConfig): SeedReconfiguration['additionalTrustBundle'] => {
	const isForProxy = bundle !== '' && (policy === 'Always' || proxy !== undefined);
	return {
		userCaBundle: bundle,
		proxyConfigmapName: isForProxy ? 'user-ca-bundle' : '',
		proxyConfigmapBundle: isForProxy ? bundle : '',
	};
};

/** Keys of the signers, but of the one that signs administrators only the certificate. */
const cryptoOf = ({
	signers,
	adminSigner,
	ingressName,
}: ClusterIdentity): SeedReconfiguration['KubeconfigCryptoRetention'] => ({
	KubeAPICrypto: {
		ServingCrypto: {
			localhost_signer_private_key: signers.localhost.key,
			service_network_signer_private_key: signers.serviceNetwork.key,
			loadbalancer_external_signer_private_key: signers.loadBalancer.key,
		},
		ClientAuthCrypto: {admin_ca_certificate: adminSigner},
	},
	IngresssCrypto: {
		ingress_ca: signers.ingress.key,
		ingress_certificate_cn: ingressName,
	},
});
