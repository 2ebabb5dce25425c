/** Does anybody else answer for the addresses of the site? Asked before they are taken, which disturbs nobody. */
import {type Fact, known} from '../../hardware/facts.ts';
import {findOtherOwners} from '../../tools/arping.ts';
import type {AddressOwners} from '../ladder/facts.ts';
import {findOwners} from '../ladder/rungs/link.ts';
import {type EdgeGround, nicFor, nicsOf} from './ground.ts';
import {isSameAddress} from './planned-network.ts';

/** Those that this host has, and those that it is to have on a card that is there already. */
export const askOwners = async (
	ground: EdgeGround,
	signal: AbortSignal,
): Promise<Fact<readonly AddressOwners[]>> => {
	const {system, network, answerSeconds: seconds} = ground;
	const patience = seconds === undefined ? {} : {seconds};
	const [present, planned] = await Promise.all([
		findOwners({system, network, ...patience}, signal),
		Promise.all(
			wantedOf(ground).map(async (one) => ({
				...one,
				others: await findOtherOwners(system, {...one, ...patience}, signal),
			})),
		),
	]);
	return present.known ? known([...present.value, ...planned]) : present;
};

type Wanted = Pick<AddressOwners, 'nic' | 'address'>;

/** ARP knows IPv4 only; the kernel itself looks for the owner of an IPv6 address when it is taken. */
const wantedOf = (ground: EdgeGround): readonly Wanted[] => {
	const present = nicsOf(ground).flatMap(({addresses}) => addresses);
	return ground.plan.interfaces.flatMap(({name, addresses}) => {
		const nic = nicFor(ground, name);
		const canAsk = nic !== undefined && !(nic.link.known && nic.link.value === 'down');
		return addresses
			.filter(({family}) => family === 4 && canAsk)
			.filter(({address}) => !present.some((one) => isSameAddress(one.address, address)))
			.map(({address}) => ({nic: nic?.name ?? name, address}));
	});
};
