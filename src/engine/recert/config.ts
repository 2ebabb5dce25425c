/**
 * recert's config file: from the site, the seed and the host to the one document that recert is given. Its keys
 * are recert's own; a key that it does not know, and a null, are fatal, so what is not needed is left out. Pure.
 */
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';
import {Secret} from '../../secret.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import {machineNetworksOf} from './networks.ts';
import {completeNoProxy} from './no-proxy.ts';
import {cryptoFiles, type RecertHost, replaceRules, useKeyRules} from './rules.ts';

/** Interface: `kubeconfig-crypto` of the first boot. */
export const cryptoDirectory = '/opt/openshift/kubeconfig-crypto';

/** Mounted into the container at the same path. */
export const summaryPath = '/var/tmp/recert-summary.yaml';

export type RecertConfig = Readonly<Record<string, RecertValue>>;

type RecertValue = string | boolean | readonly string[] | Secret;

export const recertConfig = (
	site: SeedReconfiguration,
	seed: SeedClusterInfo,
	host: RecertHost,
): RecertConfig => {
	const networks = machineNetworksOf(site);
	return withoutUndefined({
		...fixedPart,
		cluster_rename: [site.cluster_name, site.base_domain, site.infra_id].filter(Boolean).join(':'),
		hostname: host.hostname === seed.hostname ? undefined : host.hostname,
		ip: isSameList(host.nodeIps, seed.nodeIps) ? undefined : host.nodeIps,
		machine_network_cidr: isSameList(networks, seed.machineNetworks) ? undefined : networks,
		proxy: proxyText(site, seed),
		install_config: site.install_config,
		// Always there: an empty one deletes the secret, so that nobody logs in with the seed's password.
		kubeadmin_password_hash: site.kubeadmin_password_hash ?? '',
		pull_secret: site.pull_secret,
		chrony_config: site.chrony_config || undefined,
		...trustOf(site),
		regenerate_server_ssh_keys: site.server_ssh_keys?.length ? undefined : '/ssh',
		use_key_rules: useKeyRules(seed, cryptoDirectory),
		use_cert_rules: [`${cryptoDirectory}/${cryptoFiles.adminCa}`],
		cn_san_replace_rules: replaceRules(site, seed, host),
	});
};

/** Paths are those in the container. */
const fixedPart = {
	etcd_endpoint: 'localhost:2379',
	crypto_dirs: ['/kubelet', '/kubernetes', '/machine-config-daemon'],
	crypto_files: ['/host-etc/mcs-machine-config-content.json'],
	cluster_customization_dirs: ['/kubelet', '/kubernetes', '/machine-config-daemon'],
	cluster_customization_files: [
		'/host-etc/mcs-machine-config-content.json',
		'/host-etc/mco/proxy.env',
		'/host-etc/chrony.conf',
	],
	extend_expiration: true,
	summary_file_clean: summaryPath,
} as const;

/** Six fields: of the spec, then of the status. A URL may carry a password. */
const proxyText = (site: SeedReconfiguration, seed: SeedClusterInfo): Secret | undefined => {
	const {proxy, status_proxy: status} = site;
	if (proxy === undefined) {
		return undefined;
	}
	const spec = status === undefined ? {...proxy, noProxy: completeNoProxy(site, seed)} : proxy;
	const fields = [spec, status ?? spec].flatMap(({httpProxy, httpsProxy, noProxy}) => [
		httpProxy?.reveal() ?? '',
		httpsProxy?.reveal() ?? '',
		noProxy ?? '',
	]);
	return new Secret(fields.join('|'));
};

const trustOf = ({additionalTrustBundle: bundle}: SeedReconfiguration) => {
	const {
		userCaBundle = '',
		proxyConfigmapName: name = '',
		proxyConfigmapBundle = '',
	} = bundle ?? {};
	// Of that name recert takes the user's bundle, and refuses a second text.
	const text = name === 'user-ca-bundle' ? '' : proxyConfigmapBundle;
	return {
		user_ca_bundle: userCaBundle || undefined,
		proxy_trusted_ca_bundle: name === '' ? undefined : `${name}:${text}`,
	};
};

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
	a.length === b.length && a.every((entry, index) => entry === b[index]);

const withoutUndefined = (
	values: Readonly<Record<string, RecertValue | undefined>>,
): RecertConfig =>
	Object.fromEntries(
		Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
	);
