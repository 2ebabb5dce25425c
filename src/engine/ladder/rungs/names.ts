/** Names: each name server by itself, and the registries as programs of this host resolve them. */
import {type Fact, known} from '../../../hardware/facts.ts';
import {ask, type DnsQuestion} from '../../../tools/dig.ts';
import {resolveName} from '../../../tools/getent.ts';
import type {EndpointName, NameServer} from '../facts.ts';
import {directEndpoints, type Ground, isAddress, isGlobal} from '../ground.ts';

export const askNameServers = async (
	ground: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly NameServer[]>> => {
	const {system, network} = ground;
	if (!network.dnsServers.known) {
		return network.dnsServers;
	}
	const madeUp = madeUpName(system.random.bytes(6));
	const registry = directEndpoints(ground).find(({host}) => !isAddress(host))?.host;
	const own = ownAddress(ground);
	const questions = async (server: string): Promise<NameServer> => {
		const question = (name: string, type: DnsQuestion['type']) =>
			ask(system, {server, name, type}, signal);
		const [invented, forward, reverse] = await Promise.all([
			question(`${madeUp}.invalid`, 'A'),
			registry && question(registry, 'A'),
			own === undefined ? undefined : question(own, 'PTR'),
		]);
		const name = reverse?.kind === 'answered' ? reverse.values[0] : undefined;
		const back =
			name === undefined ? undefined : await question(name, own?.includes(':') ? 'AAAA' : 'A');
		return {
			server,
			madeUp: invented,
			...(forward && {registry: forward}),
			...(reverse && {reverse}),
			...(back && {forward: back}),
		};
	};
	return known(await Promise.all(network.dnsServers.value.map(questions)));
};

export const resolveEndpoints = async (
	ground: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly EndpointName[]>> =>
	known(
		await Promise.all(
			directEndpoints(ground).map(async (endpoint) => ({
				endpoint,
				addresses: isAddress(endpoint.host)
					? [endpoint.host]
					: await resolveName(ground.system, endpoint.host, resolveLimitMs, signal),
			})),
		),
	);

/** glibc asks each of three servers twice and waits 5 s each time. */
const resolveLimitMs = 30_000;

/** RFC 6761: no name below `invalid` exists, so a server that knows one makes answers up. */
const madeUpName = (bytes: Uint8Array): string => `ibi-${Buffer.from(bytes).toString('hex')}`;

const ownAddress = ({network: {nics}}: Ground): string | undefined =>
	nics.known
		? nics.value.flatMap(({addresses}) => addresses).find(({address}) => isGlobal(address))?.address
		: undefined;
