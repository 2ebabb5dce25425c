/**
 * A gateway that is not there: where is it, and where does the cable lead? Asked of the cables themselves, since
 * a dead gateway, a wrong VLAN and two cables that are swapped look the same from one card.
 */
import type {Nic} from '../../../hardware/facts.ts';
import type {System} from '../../../system/types.ts';
import {findOtherOwners} from '../../../tools/arping.ts';
import {findNeighbours} from '../../../tools/ping-neighbours.ts';
import type {GatewaySearch} from '../facts.ts';
import type {Ground} from '../ground.ts';
import {isInSubnet} from '../subnets.ts';

type Lost = {readonly nic: string; readonly gateway: string};

/** A place that does not answer, or cannot be asked, is one where nothing was found. */
export const searchGateway = async (
	{system, network}: Ground,
	lost: Lost,
	signal: AbortSignal,
): Promise<GatewaySearch> => {
	const nics = network.nics.known ? network.nics.value : [];
	const nic = nics.find(({name}) => name === lost.nic);
	const others = nics.filter((one) => one.name !== lost.nic && canBeAsked(one));
	const kin = kinOf(nic, lost, network.dnsServers.known ? network.dnsServers.value : []);
	const [foundOn, near, strangers] = await Promise.all([
		namesOf(others, (one) => isOwned(system, {nic: one.name, address: lost.gateway}, signal)),
		Promise.all(
			kin.map(async (address) => ({
				address,
				isThere: await isOwned(system, {nic: lost.nic, address}, signal),
			})),
		),
		strangersOn(system, lost.nic, nics, signal),
	]);
	return {foundOn, kin: near, strangers, ports: portsOf(nic)};
};

/** A member of a bond has no traffic of its own. */
const canBeAsked = ({link, details}: Nic): boolean =>
	link.known && link.value === 'up' && details?.master === undefined;

/** What must be on the same cable, if the mask is right. */
const kinOf = (
	nic: Nic | undefined,
	{gateway}: Lost,
	nameServers: readonly string[],
): readonly string[] =>
	nameServers.filter(
		(server) =>
			server !== gateway &&
			!server.includes(':') &&
			nic?.addresses.some(({address, prefixLength}) => isInSubnet(server, address, prefixLength)),
	);

const namesOf = async (
	nics: readonly Nic[],
	isTrue: (nic: Nic) => Promise<boolean>,
): Promise<readonly string[]> => {
	const answers = await Promise.all(nics.map(isTrue));
	return nics.filter((_, index) => answers[index]).map(({name}) => name);
};

/** ARP knows IPv4 only. */
const isOwned = async (
	system: System,
	question: {readonly nic: string; readonly address: string},
	signal: AbortSignal,
): Promise<boolean> => {
	if (question.address.includes(':')) return false;
	return (await orNothing(findOtherOwners(system, question, signal), signal)).length > 0;
};

const strangersOn = async (
	system: System,
	nic: string,
	nics: readonly Nic[],
	signal: AbortSignal,
): Promise<readonly string[]> => {
	const own = nics.flatMap(({addresses}) => addresses.map(({address}) => address));
	const found = await orNothing(findNeighbours(system, nic, signal), signal);
	return found.filter((address) => !own.includes(address));
};

const orNothing = async <Value>(
	answer: Promise<readonly Value[]>,
	signal: AbortSignal,
): Promise<readonly Value[]> => {
	try {
		return await answer;
	} catch (error) {
		if (signal.aborted) throw error;
		return [];
	}
};

const portsOf = (nic: Nic | undefined): readonly string[] => {
	const lldp = nic?.details?.lldp;
	return lldp?.known
		? lldp.value.map(({system, chassis, port}) => `${system ?? chassis} ${port}`)
		: [];
};
