/** What the keys of the documents that people write accept, for the person who has to correct one. Pure. */

export type KeyWords = {
	readonly accepted: string;
	readonly example?: string;
	/** Of the key itself: what is below it has words of its own, or none. */
	readonly isExact?: true;
};

/**
 * Keys by their path, `[]` for any place of a list; below a key that is named here its words hold too. The value
 * of a key with an example may be shown. All others are told by their length: they are secrets, or what somebody
 * pastes in a secret's place.
 */
export const documentWords: Readonly<Record<string, KeyWords>> = {
	metadata: {accepted: 'an object with a name', example: '{name: edge-7}', isExact: true},
	controlPlane: {
		accepted: 'a machine pool of one',
		example: '{name: master, replicas: 1}',
		isExact: true,
	},
	networking: {
		accepted: 'an object with machineNetwork',
		example: '{machineNetwork: [{cidr: 192.0.2.0/24}]}',
		isExact: true,
	},
	'metadata.name': {
		accepted: 'lower-case letters, digits and hyphens, at most 54 characters',
		example: 'edge-7',
	},
	baseDomain: {accepted: 'a domain in lower case', example: 'example.com'},
	hostname: {
		accepted: 'lower-case letters, digits, dots and hyphens; not localhost',
		example: 'edge-7-node',
	},
	'controlPlane.replicas': {accepted: 'the number 1', example: '1'},
	'controlPlane.architecture': {accepted: 'amd64 or arm64', example: 'amd64'},
	compute: {accepted: 'machine pools without replicas', example: '[{name: worker, replicas: 0}]'},
	'networking.networkType': {accepted: 'OVNKubernetes', example: 'OVNKubernetes'},
	'networking.machineNetwork': {
		accepted: 'the network of the node, or one of each family, IPv4 first',
		example: '[{cidr: 192.0.2.0/24}]',
	},
	'networking.clusterNetwork': {
		accepted: 'networks with a hostPrefix',
		example: '[{cidr: 10.128.0.0/14, hostPrefix: 23}]',
	},
	'networking.serviceNetwork': {accepted: 'networks', example: '[172.30.0.0/16]'},
	platform: {accepted: 'no platform', example: '{none: {}}'},
	pullSecret: {accepted: 'a JSON text with auths, in single quotes'},
	sshKey: {accepted: 'SSH public keys, one a line'},
	additionalTrustBundle: {accepted: 'certificates in PEM'},
	additionalTrustBundlePolicy: {accepted: 'Proxyonly or Always', example: 'Always'},
	'proxy.httpProxy': {accepted: 'a URL as http://proxy.example.com:3128'},
	'proxy.httpsProxy': {accepted: 'a URL as http://proxy.example.com:3128'},
	'proxy.noProxy': {
		accepted: '* or hosts, domains and networks with commas between',
		example: '.example.com,192.0.2.0/24',
	},
	imageDigestSources: {
		accepted: 'repositories with their mirrors, without tags',
		example: '[{source: quay.io/example, mirrors: [registry.example.com:5000/example]}]',
	},
	fips: {accepted: 'true or false', example: 'false'},
	seedImage: {
		accepted: 'the name of an image',
		example: 'registry.example.com:5000/seed:4.18.0',
	},
	seedVersion: {accepted: 'the version of the seed, in quotes', example: "'4.18.0'"},
	installationDisk: {
		accepted: 'a path of a device, serial:..., wwn:... or hint:...',
		example: '/dev/disk/by-id/wwn-0x5000c500a1b2c3d4',
	},
	releaseRegistry: {
		accepted: 'a registry host, with a port if it has one',
		example: 'registry.example.com:5000',
	},
	extraPartitionStart: {
		accepted: 'a size; with a minus it counts from the end of the disk',
		example: '-40G',
	},
	extraPartitionLabel: {
		accepted: '1 to 36 letters, digits, dots, hyphens or underscores',
		example: 'varlibcontainers',
	},
	extraPartitionNumber: {accepted: 'a whole number from 5 to 128', example: '5'},
	skipDiskCleanup: {accepted: 'true or false', example: 'false'},
	shutdown: {accepted: 'true or false', example: 'false'},
	onSuccess: {accepted: 'stay, reboot or poweroff', example: 'poweroff'},
	architecture: {accepted: 'amd64 or arm64', example: 'amd64'},
	coreosInstallerArgs: {
		accepted: 'flags of coreos-installer and their values, an entry each',
		example: '[--append-karg, console=ttyS0]',
	},
	ignitionConfigOverride: {accepted: 'an Ignition configuration of version 3 as JSON text'},
	additionalNTPSources: {accepted: 'names or IP addresses', example: '[ntp.example.com]'},
	nodeLabels: {
		accepted: 'labels of Kubernetes with their values',
		example: '{example.com/site: edge-7}',
	},
	cluster_id: {accepted: 'a UUID', example: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11'},
	infra_id: {accepted: '1 to 27 letters, digits and hyphens', example: 'edge-7-x7k2p'},
	networkConfig: {accepted: 'an nmstate configuration'},
};

/** Those of the nearest key above that has some. */
export const documentWordsFor = (path: readonly PropertyKey[]): KeyWords | undefined => {
	for (let length = path.length; length > 0; length--) {
		const words = documentWords[patternOf(path.slice(0, length))];
		if (words !== undefined && (words.isExact !== true || length === path.length)) {
			return words;
		}
	}
	return undefined;
};

const patternOf = (path: readonly PropertyKey[]): string =>
	path
		.map((part) => (typeof part === 'number' ? '[]' : `.${String(part)}`))
		.join('')
		.replace(/^\./, '');
