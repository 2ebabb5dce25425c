/** The words of the checks of a site's network: the form of it, its addresses, and what answers there. */
import type {FailureWords, IgnoranceWords} from './shared.ts';
import {correct, lookAgain} from './site-shared.ts';

const networks = 'machine_networks';
const config = 'raw_nm_state_config or the keyfiles';

export const siteNetworkWords = {
	networks: (texts: string): string => texts,
	badNetwork: (network: string): FailureWords => ({
		found: `${network} is an address in a network`,
		needed: 'the network itself, as 192.0.2.0/24',
		remedy: correct(networks),
	}),
	networkCount: (found: number, needed: number): FailureWords => ({
		found: `${found} machine ${found === 1 ? 'network' : 'networks'} for ${needed} node ${needed === 1 ? 'address' : 'addresses'}`,
		needed: 'one machine network for each address of the node',
		remedy: correct(networks),
	}),
	networkFamily: (network: string, address: string): FailureWords => ({
		found: `machine network ${network} beside the address ${address}`,
		needed: 'networks in the order of the addresses, of the same family',
		remedy: correct(networks),
	}),
	seedWithoutNetworks: 'the seed names none',
	seedNetworkCount: (found: number, seed: number): FailureWords => ({
		found: `${found} machine ${found === 1 ? 'network' : 'networks'}, but the seed has ${seed}`,
		needed: 'as many as the seed has',
		remedy: `${correct(networks)} A single-stack seed stays single-stack.`,
	}),
	seedNetworkFamily: (network: string, seed: string): FailureWords => ({
		found: `${network} where the seed has ${seed}`,
		needed: 'networks of the families of the seed, in its order',
		remedy: `${correct(networks)} Or install from a seed of that family.`,
	}),

	nodeAddresses: (texts: string): string => texts,
	noSeedAddresses: {
		found: 'the seed does not name the addresses of its node',
		needed: 'node_ips in the seed: recert replaces them',
		remedy: 'Have the seed image made again.',
	},
	noAddress: (given: string): FailureWords => ({
		found: `no address of this host is in ${given}`,
		needed: 'an address of the node in each machine network',
		remedy: `Correct machine_networks or the address, or see to DHCP, and ${lookAgain}`,
	}),
	addressCount: (found: number, seed: number): FailureWords => ({
		found: `${found} node ${found === 1 ? 'address' : 'addresses'}, but the seed has ${seed}`,
		needed: 'as many as the seed has',
		remedy: `${correct('node_ips, or the addresses of the network')} A single-stack seed stays single-stack.`,
	}),
	addressNotKnown: {
		reason: 'not every address of the node is known',
		remedy: 'See to the addresses of the node first.',
	},
	addressFamily: (address: string, seed: string): FailureWords => ({
		found: `${address} where the seed has ${seed}`,
		needed: 'addresses of the families of the seed, in its order',
		remedy: `${correct('the addresses of the node')} Or install from a seed of that family.`,
	}),
	addressOutside: (address: string, given: string): FailureWords => ({
		found: `${address} is not in ${given}`,
		needed: 'a node address in its machine network',
		remedy: `Correct the address or ${networks} in the configuration of the site, and bring it again.`,
	}),
	notAssigned: (address: string): FailureWords => ({
		found: `node_ips names ${address}, which no interface of the site gets`,
		needed: 'an address that this host has',
		remedy: correct('node_ips, or the addresses of the network'),
	}),

	noOverlap: 'no network lies in another',
	overlap: (one: string, other: string, what: string): FailureWords => ({
		found: `${one} overlaps ${other}, ${what}`,
		needed: 'a machine network outside of the networks of the cluster',
		remedy: 'Use another machine network, or a seed with other networks.',
	}),
	overlapKinds: {
		machine: 'another machine network',
		cluster: 'the network of the pods of the seed',
		service: 'the network of the services of the seed',
		defaultCluster: 'the network of pods, unless the seed has another: it does not tell',
		defaultService: 'the network of services, unless the seed has another: it does not tell',
		ovn: 'which OVN-Kubernetes takes for itself, unless the seed says otherwise',
	},

	form: (names: string): string => (names === '' ? 'none: all is left to DHCP' : names),
	badForm: (faults: readonly string[]): FailureWords => ({
		found: faults.join('; '),
		needed: 'a network configuration that nmstate or NetworkManager can read',
		remedy: correct(config),
	}),
	interfaces: (names: string): string => names,
	missingInterface: (missing: string, there: string): FailureWords => ({
		found: `${missing} ${missing.includes(', ') ? 'are' : 'is'} not there; this host has ${there}`,
		needed: 'interfaces that this host has, by name or by MAC address',
		remedy: `${correct(config)} Or name the card by its MAC address (identifier: mac-address).`,
	}),
	twice: (names: string): FailureWords => ({
		found: `${names} stand in the nmstate document and in a keyfile`,
		needed: 'one of the two',
		remedy: 'Remove one of the two: what is applied last holds.',
	}),
	once: 'each interface is told once',
	linked: (names: string): string => `link on ${names}`,
	noLink: (names: string): FailureWords => ({
		found: `no link on ${names}`,
		needed: 'a link on a card of the site',
		remedy: `Plug in the cable, check the port of the switch, and ${lookAgain}`,
	}),

	cardsFirst: {
		reason: 'the cards of the site are not there',
		remedy: 'See to the interfaces of the site first.',
	},

	gateway: (gateways: string): string => gateways,
	noGateway: {
		found: 'addresses are given, but no gateway',
		needed: 'a default route: the cluster finds its card by it',
		remedy: correct(config),
	},
	noRoute: {
		found: 'there is no default route',
		needed: 'a default route: the cluster finds its card by it',
		remedy: `Let DHCP give a gateway (option 3), or give one with the addresses, and ${lookAgain}`,
	},
	gatewayOutside: (gateway: string, where: string): FailureWords => ({
		found: `the gateway ${gateway} is not in ${where}`,
		needed: 'a gateway in the network of an address of this host',
		remedy: correct('the gateway, the address or its prefix'),
	}),
	gatewaySilent: (gateways: string): FailureWords => ({
		found: `nobody answers for the gateway ${gateways}`,
		needed: 'a gateway that is there',
		remedy: `Check its address, the cable and the VLAN of the switch port, and ${lookAgain}`,
	}),
	unasked: (gateways: string, reason: string): IgnoranceWords => ({
		reason: `nobody could ask for the gateway ${gateways}: ${reason}`,
		remedy: 'Compare it with the plan of the network.',
	}),
	noneToAsk: 'there is no gateway to ask for',
	alone: (addresses: string): string =>
		addresses === '' ? 'no address to ask for' : `nobody else answers for ${addresses}`,
	shared: (places: string): FailureWords => ({
		found: `another host has the same address: ${places}`,
		needed: 'an address that nobody else has',
		remedy: `Give one of the two hosts another address, and ${lookAgain}`,
	}),

	nameServers: (servers: string): string => servers,
	noNameServer: {
		found: 'no name server is set',
		needed: 'a name server, for whatever the cluster asks outside of itself',
		remedy: correct('the name servers of the network'),
	},
	silentServers: (servers: string): FailureWords => ({
		found: `no answer of ${servers}`,
		needed: 'an answer of each name server within 2 s',
		remedy: `Check the address of the name server and that port 53 is open to it, and ${lookAgain}`,
	}),
	ownAddress: 'the address of this host',
	nameAnswer: (name: string, values: string): string => `${name} is ${values}`,
	nameUnknown: (name: string, servers: string, addresses: string): FailureWords => ({
		found: `${servers} ${servers.includes(', ') ? 'do' : 'does'} not know ${name}`,
		needed: `a record with ${addresses}, for everybody who wants to reach the cluster`,
		remedy: 'Have the record made. This host itself finds the name without it.',
	}),
	nameElsewhere: (name: string, values: string, addresses: string): FailureWords => ({
		found: `${name} is ${values}, which is not this host`,
		needed: `a record with ${addresses}`,
		remedy: `Have the record corrected, or correct cluster_name and base_domain, and ${lookAgain}`,
	}),
	nobodyToAsk: {
		reason: 'no name server answers',
		remedy: 'See to the name servers first.',
	},
};
