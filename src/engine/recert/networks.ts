/** Lists that a manifest spells in two ways, a new one and a deprecated one; both are honoured. Pure. */
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';

export const machineNetworksOf = ({
	machine_networks = [],
	machine_network,
}: Pick<SeedReconfiguration, 'machine_networks' | 'machine_network'>): readonly string[] =>
	listOr(machine_networks, machine_network);

/** Empty: the host tells its own, once it has them. */
export const nodeIpsOf = ({
	node_ips = [],
	node_ip,
}: Pick<SeedReconfiguration, 'node_ips' | 'node_ip'>): readonly string[] =>
	listOr(node_ips, node_ip);

const listOr = (list: readonly string[], single: string | undefined): readonly string[] =>
	list.length > 0 || !single ? list : [single];
