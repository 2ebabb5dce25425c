/**
 * The rules by which recert turns names, addresses and keys of the seed into those of the site. Their forms are
 * recert's: `old,new` matches a whole name; `CN path` gives the signer of that name its key. Pure.
 */
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';

/** Files in the directory that recert finds them in, by what they hold. */
export const cryptoFiles = {
	adminCa: 'admin-kubeconfig-client-ca.crt',
	loadBalancer: 'loadbalancer-serving-signer.key',
	localhost: 'localhost-serving-signer.key',
	serviceNetwork: 'service-network-serving-signer.key',
	ingress: 'ingresskey-ingress-operator.key',
} as const;

export type RecertHost = {
	readonly hostname: string;
	/** Primary first. */
	readonly nodeIps: readonly string[];
};

type SiteNames = Pick<
	SeedReconfiguration,
	'cluster_name' | 'base_domain' | 'KubeconfigCryptoRetention'
>;

export const replaceRules = (
	site: SiteNames,
	seed: SeedClusterInfo,
	{hostname, nodeIps}: RecertHost,
): readonly string[] => {
	const oldDomain = `${seed.clusterName}.${seed.baseDomain}`;
	const newDomain = `${site.cluster_name}.${site.base_domain}`;
	const newCn = site.KubeconfigCryptoRetention.IngresssCrypto.ingress_certificate_cn;
	const pairs = [
		...when(seed.hostname !== undefined, [
			[`system:node:${seed.hostname}`, `system:node:${hostname}`],
			[`${seed.hostname}`, hostname],
		]),
		...['api.', 'api-int.', '*.apps.'].map((name) => [name + oldDomain, name + newDomain]),
		...when(
			seed.nodeIps.length === nodeIps.length,
			seed.nodeIps.map((old, index) => [old, nodeIps[index] ?? old]),
		),
		...when(seed.ingressCertificateCn !== undefined && newCn !== undefined, [
			[`${seed.ingressCertificateCn}`, `${newCn}`],
		]),
	];
	// The comma lets addresses of IPv6 keep their colons.
	return pairs.map((pair) => pair.join(','));
};

export const useKeyRules = (seed: SeedClusterInfo, directory: string): readonly string[] => {
	const keys = [
		['kube-apiserver-lb-signer', cryptoFiles.loadBalancer],
		['kube-apiserver-localhost-signer', cryptoFiles.localhost],
		['kube-apiserver-service-network-signer', cryptoFiles.serviceNetwork],
		...when(seed.ingressCertificateCn !== undefined, [
			[`${seed.ingressCertificateCn}`, cryptoFiles.ingress],
		]),
	];
	return keys.map(([name, file]) => `${name} ${directory}/${file}`);
};

const when = <Value>(condition: boolean, values: readonly Value[]): readonly Value[] =>
	condition ? values : [];
