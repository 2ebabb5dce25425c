/** What the switches say of themselves, by card. Heard, never asked: nothing is sent and nobody is made to listen. */
import type {System} from '../system/types.ts';
import {listNeighbours, type Neighbour} from '../tools/nmcli.ts';
import {type Fact, known} from './fact.ts';
import type {LldpNeighbour} from './nic-facts.ts';
import {partLimitMs} from './probes.ts';
import {asFact} from './time-limit.ts';

export const readLldp = (
	system: System,
	signal: AbortSignal | undefined,
): Promise<Fact<ReadonlyMap<string, readonly LldpNeighbour[]>>> =>
	asFact(system, {what: 'the switches (LLDP)', limitMs: partLimitMs, signal}, async (either) =>
		known(byNic(await listNeighbours(system, either))),
	);

const byNic = (neighbours: readonly Neighbour[]): ReadonlyMap<string, readonly LldpNeighbour[]> =>
	new Map(
		[...new Set(neighbours.map(({nic}) => nic))].map((nic) => [
			nic,
			neighbours.filter((one) => one.nic === nic).map(toNeighbour),
		]),
	);

const toNeighbour = ({chassis, port, portDescription, system}: Neighbour): LldpNeighbour => ({
	chassis,
	port,
	...(portDescription !== '' && {portDescription}),
	...(system !== '' && {system}),
});
