/** The way out: default route, gateway, and how large a packet may be on the way. */
import {type Fact, known, type Route} from '../../../hardware/facts.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import {neighbour, pathTo} from '../../../tools/ip-path.ts';
import {ping} from '../../../tools/ping.ts';
import type {Gateway, PathMtu, Routes} from '../facts.ts';
import {directEndpoints, type Ground, isAddress} from '../ground.ts';
import {isLoopback} from '../proxy.ts';
import {routesOf} from './link.ts';

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
	{system, network}: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly Gateway[]>> => {
	const gateways = firstOfEachFamily(routesOf(network));
	return known(
		await Promise.all(
			gateways.map(async (route) => {
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
				return {...route, echo, neighbour: found};
			}),
		),
	);
};

export const measureMtu = async (
	ground: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly PathMtu[]>> => {
	const {system, network} = ground;
	if (!network.nics.known) {
		return network.nics;
	}
	const nics = network.nics.value;
	const targets = firstOfEachFamily(routesOf(network)).map(({nic, gateway}) => ({
		nic,
		address: gateway,
		mtu: nics.find(({name}) => name === nic)?.mtu ?? 1500,
	}));
	return known(
		await Promise.all(
			targets.map(async (target) => {
				const small = await ping(system, target, signal);
				const large =
					small.kind === 'answered'
						? await ping(system, {...target, packetBytes: target.mtu}, signal)
						: undefined;
				return {...target, small, ...(large && {large})};
			}),
		),
	);
};

const discardPort = 9;

/** The kernel takes the route with the lowest metric, which is the first. */
const firstOfEachFamily = (routes: readonly Route[]): readonly Route[] =>
	([4, 6] as const).flatMap((family) => routes.find((route) => route.family === family) ?? []);

const wantedAddresses = (ground: Ground): readonly string[] => {
	const {dnsServers} = ground.network;
	const registries = directEndpoints(ground).map(({host}) => host);
	const wanted = [...(dnsServers.known ? dnsServers.value : []), ...registries];
	return [...new Set(wanted.filter((host) => isAddress(host) && !isLoopback(host)))];
};
