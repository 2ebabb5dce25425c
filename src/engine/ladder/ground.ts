/** What the climb stands on: the door to the world, the network as it is now, and where the ladder leads. */
import type {NetworkFacts} from '../../hardware/facts.ts';
import type {System} from '../../system/types.ts';
import type {Endpoint, LadderGoal} from './facts.ts';
import type {Environment} from './proxy.ts';
import {parseIp} from './subnets.ts';

export type Ground = {
	readonly system: System;
	readonly network: NetworkFacts;
	readonly environment: Environment;
	readonly goal: LadderGoal;
	readonly authFile?: string;
};

export const endpointsOf = ({goal}: Pick<Ground, 'goal'>): readonly Endpoint[] =>
	goal.kind === 'registry' ? goal.endpoints : [];

/** Those that this host must find by itself; a proxy does that for the others. */
export const directEndpoints = (ground: Pick<Ground, 'goal'>): readonly Endpoint[] =>
	endpointsOf(ground).filter(({proxy}) => proxy === undefined);

export const isAddress = (host: string): boolean => parseIp(host) !== undefined;

/** Addresses that another host may use to reach this one: not those of the loopback or of a single link. */
export const isGlobal = (address: string): boolean =>
	!/^(127\.|169\.254\.|fe[89ab]|::1$)/i.test(address);
