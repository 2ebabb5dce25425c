/** What each key of manifest.json accepts, for the person who has to correct it. Pure. */

export type FieldWords = {
	readonly accepted: string;
	readonly example?: string;
	/** Or what somebody pastes in a secret's place: its value is told by its length only. */
	readonly isSecret?: true;
};

/** Keys of a path with dots, `[]` for any place of a list. Below a key that is named here its words hold too. */
export const manifestWords: Readonly<Record<string, FieldWords>> = {
	api_version: {accepted: 'the number 1', example: '1'},
	base_domain: {accepted: 'a domain in lower case', example: 'example.com'},
	cluster_name: {
		accepted: 'lower-case letters, digits and hyphens, at most 54 characters',
		example: 'edge-7',
	},
	cluster_id: {accepted: 'a UUID', example: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11'},
	infra_id: {accepted: '1 to 27 letters, digits and hyphens', example: 'edge-7-x7k2p'},
	hostname: {
		accepted: 'a host name of lower-case letters, digits, dots and hyphens; not localhost',
		example: 'edge-7-node',
	},
	release_registry: {
		accepted: 'a registry host, with a port if it has one',
		example: 'registry.example.com:5000',
	},
	ssh_key: {
		accepted: 'SSH public keys, one a line',
		example: 'ssh-ed25519 AAAA... operator@example.com',
		isSecret: true,
	},
	pull_secret: {
		accepted: 'a JSON text with auths, in quotes',
		isSecret: true,
	},
	kubeadmin_password_hash: {accepted: 'a bcrypt hash, 60 characters from $2', isSecret: true},
	raw_nm_state_config: {accepted: 'an nmstate configuration, YAML as one text', isSecret: true},
	machine_networks: {
		accepted: 'one network, or one of each family; the primary one first',
		example: '["192.0.2.0/24"]',
	},
	'machine_networks[]': {accepted: 'a network, no address in it', example: '192.0.2.0/24'},
	machine_network: {accepted: 'a network; superseded by machine_networks', example: '192.0.2.0/24'},
	node_ips: {
		accepted: 'one address in each machine network, in their order',
		example: '["192.0.2.10"]',
	},
	node_ip: {
		accepted: 'an address in the machine network; superseded by node_ips',
		example: '192.0.2.10',
	},
	'proxy.httpProxy': {accepted: 'a URL with http', isSecret: true},
	'proxy.httpsProxy': {accepted: 'a URL with http or https', isSecret: true},
	'proxy.noProxy': {
		accepted: '* or hosts, domains and networks with commas between',
		example: '.example.com,192.0.2.0/24',
	},
	'status_proxy.httpProxy': {accepted: 'a URL with http', isSecret: true},
	'status_proxy.httpsProxy': {accepted: 'a URL with http or https', isSecret: true},
	install_config: {accepted: 'an install-config, YAML as one text', isSecret: true},
	server_ssh_keys: {accepted: 'a list of objects with file_name and file_content', isSecret: true},
	'server_ssh_keys[].file_name': {
		accepted: 'a name as ssh_host_*_key or ssh_host_*_key.pub',
		example: 'ssh_host_ed25519_key',
	},
	chrony_config: {accepted: 'the text of chrony.conf', example: 'server ntp.example.com iburst'},
	additionalTrustBundle: {
		accepted: 'an object with userCaBundle, proxyConfigmapName and proxyConfigmapBundle',
	},
	'additionalTrustBundle.userCaBundle': {
		accepted: 'certificates in PEM',
		isSecret: true,
	},
	'additionalTrustBundle.proxyConfigmapName': {
		accepted: 'the name of a ConfigMap',
		example: 'user-ca-bundle',
	},
	'additionalTrustBundle.proxyConfigmapBundle': {
		accepted: 'certificates in PEM',
		isSecret: true,
	},
	node_labels: {
		accepted: 'labels of Kubernetes with their values',
		example: '{"example.com/site": "edge-7"}',
	},
	KubeconfigCryptoRetention: {accepted: 'keys in PEM, and one certificate', isSecret: true},
	'KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate': {
		accepted: 'exactly one CERTIFICATE block in PEM',
	},
	'KubeconfigCryptoRetention.IngresssCrypto.ingress_certificate_cn': {
		accepted: 'the name of the ingress signer',
		example: 'ingress-operator@1700000000',
	},
};

/** Those of the nearest key above that has some. */
export const wordsFor = (path: readonly PropertyKey[]): FieldWords | undefined => {
	for (let length = path.length; length > 0; length--) {
		const words = manifestWords[patternOf(path.slice(0, length))];
		if (words !== undefined) {
			return words;
		}
	}
	return undefined;
};

/** `a.b[2]` */
export const pathText = (path: readonly PropertyKey[]): string =>
	joined(path, (index) => `[${index}]`);

const patternOf = (path: readonly PropertyKey[]): string => joined(path, () => '[]');

const joined = (path: readonly PropertyKey[], place: (index: number) => string): string =>
	path.reduce<string>((text, part) => {
		if (typeof part === 'number') {
			return `${text}${place(part)}`;
		}
		return text === '' ? String(part) : `${text}.${String(part)}`;
	}, '');
