/** The lower rungs: cable, addresses, and whether anybody else has one of them. */
import {
	type Fact,
	known,
	type NetworkFacts,
	type Nic,
	type Route,
} from '../../../hardware/facts.ts';
import type {System} from '../../../system/types.ts';
import {type AddressQuestion, findOtherOwners} from '../../../tools/arping.ts';
import {listDuplicates} from '../../../tools/ip-duplicates.ts';
import type {Addresses, AddressOwners} from '../facts.ts';
import {type Ground, isGlobal} from '../ground.ts';

export const readLinks = async ({network}: Ground): Promise<Fact<readonly Nic[]>> => network.nics;

export const readAddresses = async ({network}: Ground): Promise<Fact<Addresses>> =>
	network.nics.known
		? known({nics: network.nics.value, defaultRoutes: routesOf(network)})
		: network.nics;

/**
 * ARP knows IPv4 only; for IPv6 addresses the kernel itself looks, and marks those that it found taken. Linux answers on any card for the
 * addresses of all, so another card of this host in the same network is no stranger.
 */
export const findOwners = async (
	{system, network, seconds}: Pick<Ground, 'system' | 'network'> & Pick<AddressQuestion, 'seconds'>,
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
	const own = await ownMacs(system, network.nics.value);
	const [marked, ...asked] = await Promise.all([
		listDuplicates(system, signal),
		...owned.map(async (one) => {
			const owners = await findOtherOwners(system, {...one, ...(seconds && {seconds})}, signal);
			return {...one, others: owners.filter((mac) => !own.includes(mac))};
		}),
	]);
	const refused = marked.map((one) => ({...one, others: ['another card']}));
	return known([...asked, ...refused]);
};

/** The addresses that the cards use now, which a bond or a person may have changed, and those burnt into them. */
const ownMacs = async (system: System, nics: readonly Nic[]): Promise<readonly string[]> => {
	const used = nics.map(({name}) =>
		system.files.readText(`/sys/class/net/${name}/address`).catch(() => ''),
	);
	const all = [...(await Promise.all(used)), ...nics.map(({mac}) => mac)];
	return all.map((mac) => mac.trim().toLowerCase());
};

export const routesOf = ({defaultRoutes}: NetworkFacts): readonly Route[] =>
	defaultRoutes.known ? defaultRoutes.value : [];
