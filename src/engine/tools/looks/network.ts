/**
 * The ladder of each card, climbed to the seed image where one is named, and at the edge to the names of the cluster;
 * beside it the cards with the ports of the switch that they heard of.
 */
import {z} from 'zod';
import type {Nic} from '../../../hardware/facts.ts';
import {findSeedSource} from '../../../seed/source.ts';
import type {NameAnswer} from '../../edge-facts/facts.ts';
import {climb} from '../../ladder/climb.ts';
import {type Lane, lanesOf} from '../../ladder/lanes.ts';
import type {ToolContext} from '../context.ts';
import type {Look} from '../look.ts';
import {type ShownProxy, shownProxy} from '../proxy-change.ts';

export type NetworkReading = {
	readonly lanes: readonly Lane[];
	readonly nics: readonly Nic[];
	readonly dnsServers: readonly string[];
	readonly gateways: readonly {readonly nic: string; readonly gateway: string}[];
	/** What the programs of this engine go through, without passwords. */
	readonly proxy: ShownProxy;
	/** What each name server says of the names of the cluster; only where a site is known. */
	readonly clusterNames: readonly NameAnswer[];
};

export const network: Look<Record<string, never>, NetworkReading> = {
	params: z.strictObject({}),
	limitMs: 120_000,
	read: async (context, _params, signal) => {
		const source = await sourceOf(context);
		const ladder = await climb(context.system, source ? {source} : {}, signal);
		const {address, nameServers} = ladder.rungs;
		const found = address?.fact.known ? address.fact.value : undefined;
		const servers = nameServers?.fact.known ? nameServers.fact.value : [];
		return {
			lanes: lanesOf(ladder),
			nics: found?.nics ?? [],
			dnsServers: servers.map(({server}) => server),
			gateways: (found?.defaultRoutes ?? []).map(({nic, gateway}) => ({nic, gateway})),
			proxy: shownProxy(context.system.proxy.get()),
			clusterNames: clusterNamesOf(context),
		};
	},
};

/** A name that is none is told where the seed is read; here it leads nowhere. */
const sourceOf = async ({system, state}: ToolContext) => {
	const {seedImage, authFile} = state().config;
	return seedImage === undefined
		? undefined
		: findSeedSource(system, seedImage.value, authFile?.value).catch(() => undefined);
};

const clusterNamesOf = ({state}: ToolContext): readonly NameAnswer[] => {
	const names = state().edgeFacts?.names;
	return names?.known ? names.value : [];
};
