/** The lower rungs: cable, addresses, and whether anybody else has one of them. */
import {
	type Fact,
	known,
	type NetworkFacts,
	type Nic,
	type Route,
} from '../../../hardware/facts.ts';
import {findOtherOwners} from '../../../tools/arping.ts';
import type {Addresses, AddressOwners} from '../facts.ts';
import {type Ground, isGlobal} from '../ground.ts';

export const readLinks = async ({network}: Ground): Promise<Fact<readonly Nic[]>> => network.nics;

export const readAddresses = async ({network}: Ground): Promise<Fact<Addresses>> =>
	network.nics.known
		? known({nics: network.nics.value, defaultRoutes: routesOf(network)})
		: network.nics;

/** ARP knows IPv4 only; the kernel itself looks for owners of IPv6 addresses. */
export const findOwners = async (
	{system, network}: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly AddressOwners[]>> => {
	if (!network.nics.known) {
		return network.nics;
	}
	const owned = network.nics.value
		.filter(({link}) => !link.known || link.value === 'up')
		.flatMap(({name, addresses}) =>
			addresses
				.filter(({family, address}) => family === 4 && isGlobal(address))
				.map(({address}) => ({nic: name, address})),
		);
	return known(
		await Promise.all(
			owned.map(async (one) => ({...one, others: await findOtherOwners(system, one, signal)})),
		),
	);
};

export const routesOf = ({defaultRoutes}: NetworkFacts): readonly Route[] =>
	defaultRoutes.known ? defaultRoutes.value : [];
