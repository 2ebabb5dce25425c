/** What the networks and addresses of a manifest.json must have in common. Pure. */
import {
	familyOf,
	holdsAddress,
	isCanonical,
	type Network,
	overlap,
	parseNetwork,
} from '../config/cidr.ts';
import {
	faultIf,
	type ManifestDraft,
	type ManifestRule,
	type RuleFault,
	warningIf,
} from './manifest-rule.ts';

export const networkRules: readonly ManifestRule[] = [
	{
		path: ['machine_networks'],
		faultsOf: ({texts}) => [
			...texts('machine_networks').flatMap((text, index) => networkFaults(text, [index])),
			...pairFaults(texts('machine_networks').flatMap((text) => parseNetwork(text) ?? [])),
		],
	},
	{
		path: ['machine_network'],
		faultsOf: ({text, texts}) => {
			const network = text('machine_network');
			const [first] = texts('machine_networks');
			return network === undefined
				? []
				: [
						...networkFaults(network, []),
						...warningIf(
							first !== undefined && first !== network,
							'it differs from the first of machine_networks, which counts',
						),
					];
		},
	},
	{
		path: ['node_ips'],
		faultsOf: (manifest) => addressFaults(manifest.texts('node_ips'), networksOf(manifest)),
	},
	{
		path: ['node_ip'],
		faultsOf: (manifest) => {
			const address = manifest.text('node_ip');
			return address === undefined || manifest.texts('node_ips').length > 0
				? []
				: outsideFaults(address, networksOf(manifest)[0], []);
		},
	},
];

const networksOf = ({text, texts}: ManifestDraft): readonly Network[] => {
	const given = texts('machine_networks');
	const old = text('machine_network');
	return (given.length > 0 || old === undefined ? given : [old]).flatMap(
		(one) => parseNetwork(one) ?? [],
	);
};

/** What is no network at all, the schema tells. */
const networkFaults = (text: string, below: readonly PropertyKey[]): readonly RuleFault[] => {
	const network = parseNetwork(text);
	if (network === undefined) {
		return [];
	}
	return [
		...faultIf(network.prefix === 0, 'it holds every address there is'),
		...faultIf(network.prefix > 0 && !isCanonical(network), 'it is an address in a network'),
	].map((fault) => ({...fault, below}));
};

const pairFaults = (networks: readonly Network[]): readonly RuleFault[] => {
	const [first, second] = networks;
	return [
		...faultIf(networks.length > 2, `found ${networks.length} networks, needed at most 2`),
		...faultIf(
			first !== undefined && second !== undefined && first.family === second.family,
			first !== undefined && second !== undefined && overlap(first, second)
				? 'the two have addresses in common'
				: 'two networks of one family; a node has one address in each family',
		),
	];
};

const addressFaults = (
	addresses: readonly string[],
	networks: readonly Network[],
): readonly RuleFault[] => {
	if (addresses.length === 0 || networks.length === 0) {
		return [];
	}
	return [
		...faultIf(
			addresses.length !== networks.length,
			`found ${addresses.length}, needed one for each of ${networks.length} machine networks`,
		),
		...addresses.flatMap((address, index) => outsideFaults(address, networks[index], [index])),
	];
};

const outsideFaults = (
	address: string,
	network: Network | undefined,
	below: readonly PropertyKey[],
): readonly RuleFault[] =>
	network === undefined || familyOf(address) === undefined || holdsAddress(network, address)
		? []
		: [{why: `it does not lie in the machine network ${network.text}`, below}];
