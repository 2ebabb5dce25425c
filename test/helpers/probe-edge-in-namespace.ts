/**
 * Probes an installed host in the network namespace that it is started in, and prints what it found. Argument: JSON
 * with the path of a site's manifest, its seed, and the milliseconds by which the clock is to be wrong.
 */
import {readFileSync} from 'node:fs';
import {probeEdge} from '../../src/engine/edge-facts/probe.ts';
import {readManifest} from '../../src/iso/manifest-document.ts';
import type {SeedClusterInfo} from '../../src/seed/info.ts';
import {realSystem} from '../../src/system/real.ts';

type Order = {
	readonly manifestPath: string;
	readonly seed: SeedClusterInfo;
	readonly clockWrongByMs: number;
};

const {manifestPath, seed, clockWrongByMs} = JSON.parse(process.argv[2] ?? '{}') as Order;
const real = realSystem(process.env);
const system = {
	...real,
	clock: {...real.clock, now: () => new Date(Date.now() + clockWrongByMs)},
};
const site = {
	manifest: readManifest(readFileSync(manifestPath, 'utf8'), 'manifest.json'),
	files: [],
	digest: '',
	origin: {kind: 'typed'},
} as const;
const facts = await probeEdge(system, {site, seed}, new AbortController().signal);
process.stdout.write(JSON.stringify(facts));
