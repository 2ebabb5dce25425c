/** The way out: default route, gateway, and how large a packet may be on the way. */
import {type Fact, known, type Route} from '../../../hardware/facts.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import type {System} from '../../../system/types.ts';
import {neighbour, pathTo} from '../../../tools/ip-path.ts';
import {ping} from '../../../tools/ping.ts';
import {type Gateway, isAbsent, type LadderFacts, type PathMtu, type Routes} from '../facts.ts';
import {directEndpoints, type Ground, isAddress} from '../ground.ts';
import {isLoopback} from '../proxy.ts';
import {routesOf} from './link.ts';
import {searchGateway} from './search.ts';

export const findRoutes = async (ground: Ground, signal: AbortSignal): Promise<Fact<Routes>> => {
	const {system, network} = ground;
	if (!network.defaultRoutes.known) {
		return network.defaultRoutes;
	}
	const paths = await Promise.all(
		wantedAddresses(ground).map(async (address) => ({
			address,
			path: await pathTo(system, address, signal),
		})),
	);
	return known({defaultRoutes: network.defaultRoutes.value, paths});
};

export const askGateways = async (
	ground: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly Gateway[]>> => {
	return known(
		await Promise.all(routesOf(ground.network).map((route) => askGateway(ground, route, signal))),
	);
};

const askGateway = async (ground: Ground, route: Route, signal: AbortSignal): Promise<Gateway> => {
	const {system} = ground;
	const {gateway: address, nic} = route;
	const limit = {what: `ping of ${address}`, limitMs: 6000, signal};
	const echo = await asFact(system, limit, async (either) =>
		known(await ping(system, {address, nic}, either)),
	);
	if (!echo.known) {
		// Whatever comes of it, the kernel has to ask for the neighbour first.
		await system.connect({host: address, port: discardPort, timeoutMs: 1500, signal});
	}
	const asking = {what: `the neighbour ${address}`, limitMs: 6000, signal};
	const found = await asFact(system, asking, async (either) =>
		known(await neighbour(system, {address, nic}, either)),
	);
	const gateway = {...route, echo, neighbour: found};
	return isAbsent(gateway)
		? {...gateway, search: await searchGateway(ground, route, signal)}
		: gateway;
};

/** The registry beside the gateways: what lies between may be narrower than the first cable. */
export const measureMtu = async (
	ground: Ground,
	signal: AbortSignal,
	{rungs: {names}}: LadderFacts,
): Promise<Fact<readonly PathMtu[]>> => {
	const {system, network} = ground;
	if (!network.nics.known) {
		return network.nics;
	}
	const resolved = names?.fact.known ? names.fact.value : [];
	const [registry] = resolved.flatMap(({addresses}) => addresses);
	const way = registry === undefined ? [] : await wayTo(system, registry, signal);
	const nics = network.nics.value;
	const targets = [...routesOf(network), ...way].map(({nic, gateway: address}) => ({
		nic,
		address,
		mtu: nics.find(({name}) => name === nic)?.mtu ?? 1500,
	}));
	return known(await Promise.all(targets.map((target) => measure(system, target, signal))));
};

/** None where it is this host. */
const wayTo = async (
	system: System,
	address: string,
	signal: AbortSignal,
): Promise<readonly Pick<Route, 'nic' | 'gateway'>[]> => {
	const path = await pathTo(system, address, signal);
	return path.kind === 'direct' || path.kind === 'gateway'
		? [{nic: path.nic, gateway: address}]
		: [];
};

type Target = Pick<PathMtu, 'nic' | 'address' | 'mtu'>;

const measure = async (system: System, target: Target, signal: AbortSignal): Promise<PathMtu> => {
	const small = await ping(system, target, signal);
	if (small.kind !== 'answered') {
		return {...target, small};
	}
	const large = await ping(system, {...target, packetBytes: target.mtu}, signal);
	if (large.kind === 'answered') {
		return {...target, small, large};
	}
	const fittingBytes = await largestFitting(system, target, signal);
	return {...target, small, large, ...(fittingBytes !== undefined && {fittingBytes})};
};

/** Of a jumbo frame, Ethernet, PPPoE, the overlays of clouds, tunnels, and what IPv6 and IPv4 demand of every way. */
const commonBytes: readonly number[] = [8900, 1500, 1492, 1450, 1400, 1300, 1280, 576];

const largestFitting = async (
	system: System,
	target: Target,
	signal: AbortSignal,
): Promise<number | undefined> => {
	const sizes = commonBytes.filter((bytes) => bytes < target.mtu);
	const answers = await Promise.all(
		sizes.map((packetBytes) => ping(system, {...target, packetBytes}, signal)),
	);
	return sizes.find((_, index) => answers[index]?.kind === 'answered');
};

const discardPort = 9;

const wantedAddresses = (ground: Ground): readonly string[] => {
	const {dnsServers} = ground.network;
	const registries = directEndpoints(ground).map(({host}) => host);
	const wanted = [...(dnsServers.known ? dnsServers.value : []), ...registries];
	return [...new Set(wanted.filter((host) => isAddress(host) && !isLoopback(host)))];
};
