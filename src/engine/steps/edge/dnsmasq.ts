/** The names of the cluster on this host itself: dnsmasq answers api, api-int and apps with the address of the node. */
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import {restartUnit, unitState} from '../../../tools/units.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {host} from './layout.ts';
import {marked} from './marked.ts';
import {readNodeIps} from './node-ip.ts';
import {writeChanged} from './write-changed.ts';

const unit = 'dnsmasq.service';

export const overrideDnsmasq = marked<EdgeParams>({
	id: 'dnsmasq',
	inputs: async (_, {system}) => {
		const site = await readSite(system);
		return {text: overridesText(site, await readNodeIps(system))};
	},
	// After a restart of the host in the middle of it all: not every seed has it started by itself.
	stands: async (_, {system, signal}) =>
		!['inactive', 'failed'].includes(await unitState(system, unit, signal)),
	run: async (_, {system, signal}) => {
		const text = overridesText(await readSite(system), await readNodeIps(system));
		await writeChanged(system, host.dnsmasqOverrides, text, 0o600);
		await restartUnit(system, unit, signal);
	},
});

/** Sourced by the script that the unit runs before it starts; the primary address only. */
export const overridesText = (
	{cluster_name, base_domain}: Pick<SeedReconfiguration, 'cluster_name' | 'base_domain'>,
	nodeIps: readonly string[],
): string =>
	[
		`SNO_CLUSTER_NAME_OVERRIDE=${cluster_name}`,
		`SNO_BASE_DOMAIN_OVERRIDE=${base_domain}`,
		`SNO_DNSMASQ_IP_OVERRIDE=${nodeIps[0] ?? ''}`,
	].join('\n');
