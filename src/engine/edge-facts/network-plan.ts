/**
 * The network that a site asks for, from its nmstate document or its keyfiles of NetworkManager, as far as it is
 * judged: interfaces, addresses, gateways, name servers. Empty where all is left to DHCP. Pure.
 */
import type {Address} from '../../hardware/facts.ts';

export type PlannedInterface = {
	readonly name: string;
	/** `card` must be there; the others are made. */
	readonly kind: 'card' | 'vlan' | 'bond' | 'bridge' | 'other';
	/** Lower case, with colons; the card that has it is meant, whatever its name. */
	readonly mac?: string;
	/** What it stands on: the base of a VLAN, the ports of a bond or a bridge. */
	readonly parts: readonly string[];
	readonly addresses: readonly Address[];
	/** It gets addresses that the document does not name, or keeps those that it has. */
	readonly isDynamic: boolean;
};

export type PlannedGateway = {
	readonly family: 4 | 6;
	readonly gateway: string;
	readonly nic?: string;
};

export type NetworkPlan = {
	readonly interfaces: readonly PlannedInterface[];
	readonly gateways: readonly PlannedGateway[];
	readonly nameServers: readonly string[];
	/** What is wrong with the form, in words that name the place. */
	readonly faults: readonly string[];
};

export const emptyPlan: NetworkPlan = {interfaces: [], gateways: [], nameServers: [], faults: []};

export const joinPlans = (plans: readonly NetworkPlan[]): NetworkPlan => ({
	interfaces: plans.flatMap(({interfaces}) => interfaces),
	gateways: plans.flatMap(({gateways}) => gateways),
	nameServers: [...new Set(plans.flatMap(({nameServers}) => nameServers))],
	faults: plans.flatMap(({faults}) => faults),
});

/** As the kernel writes them. */
export const normalMac = (mac: string): string => mac.toLowerCase().replaceAll('-', ':');
