/** Is the gateway there? ARP is asked, as for an address that one wants to take: that works without one. */
import {type Fact, known, unknown} from '../../hardware/facts.ts';
import {asFact} from '../../hardware/time-limit.ts';
import {findOtherOwners} from '../../tools/arping.ts';
import {neighbour} from '../../tools/ip-path.ts';
import {ping} from '../../tools/ping.ts';
import {isInSubnet} from '../ladder/subnets.ts';
import type {GatewayAnswer} from './facts.ts';
import {type EdgeGround, nicFor, nicsOf} from './ground.ts';
import type {PlannedGateway} from './network-plan.ts';

export const askGateways = async (
	ground: EdgeGround,
	signal: AbortSignal,
): Promise<Fact<readonly GatewayAnswer[]>> =>
	known(await Promise.all(gatewaysOf(ground).map((one) => askGateway(ground, one, signal))));

const limitMs = 8000;

/** Those of the site; where it names none, those that the host has now. */
const gatewaysOf = ({plan, network: {defaultRoutes}}: EdgeGround): readonly PlannedGateway[] => {
	const present = defaultRoutes.known ? defaultRoutes.value : [];
	const wanted = plan.gateways.length > 0 ? plan.gateways : present;
	return wanted.filter(
		(one, index) => wanted.findIndex(({gateway}) => gateway === one.gateway) === index,
	);
};

const askGateway = async (
	ground: EdgeGround,
	wanted: PlannedGateway,
	signal: AbortSignal,
): Promise<GatewayAnswer> => {
	const name = interfaceFor(ground, wanted);
	const nic = name === undefined ? undefined : nicFor(ground, name)?.name;
	if (nic === undefined) {
		const isThere = unknown(`${name ?? 'the interface for it'} is not there yet`);
		return {gateway: wanted.gateway, nic: name ?? 'none', isThere};
	}
	const limit = {what: `the gateway ${wanted.gateway}`, limitMs, signal};
	const isThere = await asFact(ground.system, limit, (either) =>
		isAnswering(ground, {...wanted, nic}, either),
	);
	return {gateway: wanted.gateway, nic, isThere};
};

/** The one that is named, else the one whose network holds it. */
const interfaceFor = (ground: EdgeGround, {gateway, nic}: PlannedGateway): string | undefined =>
	nic ??
	[...ground.plan.interfaces, ...nicsOf(ground)].find(({addresses}) =>
		addresses.some(({address, prefixLength}) => isInSubnet(gateway, address, prefixLength)),
	)?.name;

type Asked = {readonly family: 4 | 6; readonly gateway: string; readonly nic: string};

const isAnswering = async (
	{system}: EdgeGround,
	{family, gateway: address, nic}: Asked,
	signal: AbortSignal,
): Promise<Fact<boolean>> => {
	if (family === 4) {
		return known((await findOtherOwners(system, {nic, address}, signal)).length > 0);
	}
	await ping(system, {address, nic}, signal);
	const found = await neighbour(system, {address, nic}, signal);
	return found.kind === 'unasked'
		? unknown('this host has no address in its network yet')
		: known(found.kind === 'present');
};
