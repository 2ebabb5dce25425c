/** Asks each name server of the site for the names of its cluster. The wildcard is asked for by a name of chance. */
import {familyOf, parseNetwork} from '../../config/cidr.ts';
import {type Fact, known} from '../../hardware/facts.ts';
import {parseResolvConf} from '../../hardware/nics.ts';
import {ask, type DnsAnswer} from '../../tools/dig.ts';
import {isLoopback} from '../ladder/proxy.ts';
import {machineNetworksOf} from '../recert/networks.ts';
import {type ClusterNameRole, clusterNameRoles, type NameAnswer} from './facts.ts';
import {type EdgeGround, nicsOf} from './ground.ts';
import {isSameAddress} from './planned-network.ts';

/** NetworkManager's own: /etc/resolv.conf of a cluster begins with the name server on this very host. */
const upstreamPath = '/run/NetworkManager/resolv.conf';

export const findNameServers = async (ground: EdgeGround): Promise<Fact<readonly string[]>> => {
	const {system, plan, network} = ground;
	if (plan.nameServers.length > 0) {
		return known(plan.nameServers);
	}
	const isUpstreamThere = (await system.files.stat(upstreamPath)) !== undefined;
	const given = isUpstreamThere
		? known(parseResolvConf(await system.files.readText(upstreamPath)))
		: network.dnsServers;
	return given.known ? known(given.value.filter((server) => !isOwn(ground, server))) : given;
};

export const askNames = async (
	ground: EdgeGround,
	servers: Fact<readonly string[]>,
	signal: AbortSignal,
): Promise<Fact<readonly NameAnswer[]>> => {
	if (!servers.known) {
		return servers;
	}
	const questions = servers.value.flatMap((server) =>
		clusterNameRoles.map((role) => ({role, server, name: nameOf(ground, role)})),
	);
	const types = typesOf(ground);
	return known(
		await Promise.all(
			questions.map(async (one) => ({
				...one,
				answer: joined(
					await Promise.all(
						types.map((type) =>
							ask(ground.system, {server: one.server, name: one.name, type}, signal),
						),
					),
				),
			})),
		),
	);
};

const isOwn = (ground: EdgeGround, server: string): boolean =>
	isLoopback(server) ||
	nicsOf(ground).some(({addresses}) =>
		addresses.some(({address}) => isSameAddress(address, server)),
	);

const nameOf = ({system, manifest}: EdgeGround, role: ClusterNameRole): string => {
	const domain = `${manifest.cluster_name}.${manifest.base_domain}`;
	const chance = Buffer.from(system.random.bytes(4)).toString('hex');
	return role === 'apps' ? `ibi-${chance}.apps.${domain}` : `${role}.${domain}`;
};

/** Of the families that the site has. */
const typesOf = ({manifest}: EdgeGround): readonly ('A' | 'AAAA')[] => {
	const families = machineNetworksOf(manifest).map((text) => parseNetwork(text)?.family);
	return families.includes(6) ? (families.includes(4) ? ['A', 'AAAA'] : ['AAAA']) : ['A'];
};

/** A server that is silent once of two times is not silent. */
const joined = (answers: readonly DnsAnswer[]): DnsAnswer => {
	const heard = answers.flatMap((answer) => (answer.kind === 'answered' ? [answer] : []));
	const [first] = heard;
	return first === undefined
		? {kind: 'silent'}
		: {
				...first,
				values: heard
					.flatMap(({values}) => values)
					.filter((value) => familyOf(value) !== undefined),
			};
};
