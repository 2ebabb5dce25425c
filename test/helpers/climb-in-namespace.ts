/**
 * Climbs the network ladder in the network namespace that it is started in, and prints what it found. Argument:
 * JSON with the seed source and the milliseconds by which the clock is to be wrong.
 */
import {climb} from '../../src/engine/ladder/climb.ts';
import type {SeedSource} from '../../src/seed/info.ts';
import {realSystem} from '../../src/system/real.ts';

type Order = {readonly source: SeedSource; readonly clockWrongByMs: number};

const {source, clockWrongByMs} = JSON.parse(process.argv[2] ?? '{}') as Order;
const real = realSystem(process.env);
const system = {
	...real,
	clock: {...real.clock, now: () => new Date(Date.now() + clockWrongByMs)},
};
const ladder = await climb(system, {source}, new AbortController().signal);
process.stdout.write(JSON.stringify(ladder));
