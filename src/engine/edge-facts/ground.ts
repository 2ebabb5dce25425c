/** What the probes that send packets stand on: the network as it is, and the network that the site asks for. */
import type {NetworkFacts, Nic} from '../../hardware/facts.ts';
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';
import type {System} from '../../system/types.ts';
import {type NetworkPlan, normalMac} from './network-plan.ts';

export type EdgeGround = {
	readonly system: System;
	readonly network: NetworkFacts;
	readonly plan: NetworkPlan;
	readonly manifest: SeedReconfiguration;
	/** How long other owners of an address may take to answer; absent: as long as is good for a cold network. */
	readonly answerSeconds?: number;
};

export const nicsOf = ({network: {nics}}: Pick<EdgeGround, 'network'>): readonly Nic[] =>
	nics.known ? nics.value : [];

/** The card that an interface of the plan is now; undefined while it is not there. */
export const nicFor = (ground: EdgeGround, name: string): Nic | undefined => {
	const mac = ground.plan.interfaces.find((one) => one.name === name)?.mac;
	return nicsOf(ground).find((nic) =>
		mac === undefined ? nic.name === name : normalMac(nic.mac) === mac,
	);
};
