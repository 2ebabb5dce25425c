/** The network that a site asks for, as one plan, and the addresses that its node is to have. Pure. */
import {familyOf, holdsAddress, parseNetwork} from '../../config/cidr.ts';
import type {Nic} from '../../hardware/facts.ts';
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';
import {isGlobal} from '../ladder/ground.ts';
import {isInSubnet} from '../ladder/subnets.ts';
import {machineNetworksOf, nodeIpsOf} from '../recert/networks.ts';
import {emptyPlan, joinPlans, type NetworkPlan, normalMac} from './network-plan.ts';
import {planOfNmstate} from './nmstate-plan.ts';

/** The document is a Secret, since a site may keep a password for 802.1X in it; none is in the plan. */
export const plannedNetwork = (
	{raw_nm_state_config: nmstate}: Pick<SeedReconfiguration, 'raw_nm_state_config'>,
	keyfiles: NetworkPlan,
): NetworkPlan =>
	joinPlans([nmstate === undefined ? emptyPlan : planOfNmstate(nmstate.reveal()), keyfiles]);

/** Every address of the plan is on a card, and every interface that it makes is there. */
export const isInPlace = ({interfaces}: NetworkPlan, nics: readonly Nic[]): boolean => {
	const present = nics.flatMap(({addresses}) => addresses);
	return interfaces.every(
		({name, kind, addresses}) =>
			addresses.every(({address}) => present.some((one) => isSameAddress(one.address, address))) &&
			(kind === 'card' || nics.some((nic) => nic.name === name)),
	);
};

/**
 * One for each machine network, in their order: what the manifest names, else what the plan gives, else what this
 * host has now. Undefined where there is none.
 */
export const nodeAddresses = (
	manifest: Pick<
		SeedReconfiguration,
		'node_ips' | 'node_ip' | 'machine_networks' | 'machine_network'
	>,
	plan: NetworkPlan,
	nics: readonly Nic[],
): readonly (string | undefined)[] => {
	const named = nodeIpsOf(manifest);
	if (named.length > 0) {
		return named;
	}
	const lasting = nics.filter((nic) => !isReplaced(nic, plan));
	const all = [...plan.interfaces, ...lasting].flatMap(({addresses}) => addresses);
	const usable = all.map(({address}) => address).filter(isGlobal);
	return machineNetworksOf(manifest).map((network) =>
		usable.find((address) => isInNetwork(address, network)),
	);
};

/** What it has now goes when the plan is applied. */
const isReplaced = ({name, mac}: Nic, {interfaces}: NetworkPlan): boolean =>
	interfaces.some(
		(one) =>
			!one.isDynamic && (one.mac === undefined ? one.name === name : one.mac === normalMac(mac)),
	);

export const isInNetwork = (address: string, network: string): boolean => {
	const parsed = parseNetwork(network);
	return (
		parsed !== undefined && familyOf(address) === parsed.family && holdsAddress(parsed, address)
	);
};

/** An IPv6 address has many spellings. */
export const isSameAddress = (one: string, other: string): boolean =>
	isInSubnet(one, other, other.includes(':') ? 128 : 32);
