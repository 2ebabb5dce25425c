/**
 * Climbs the network ladder: a bounded probe for each rung, from the cable up to the seed image, ending at the
 * first rung that does not hold. All are asked at once, since most of them only wait; they are told from the bottom
 * up, and what is seen is judged by the checks alone. The registry's answer tells whether a rung that looks broken
 * matters.
 */
import {type Fact, known} from '../../hardware/facts.ts';
import {networkProbes} from '../../hardware/nics.ts';
import {runProbes} from '../../hardware/probes.ts';
import {asFact} from '../../hardware/time-limit.ts';
import type {SeedSource} from '../../seed/info.ts';
import type {System} from '../../system/types.ts';
import {readEnvironment} from '../../tools/printenv.ts';
import {stopperOf} from '../checks/network/index.ts';
import type {LadderFacts, LadderGoal, Rung, RungFacts, RungName} from './facts.ts';
import {doubtfulGoal, findGoal} from './goal.ts';
import type {Ground} from './ground.ts';
import {askProxies, connectEndpoints, shakeHands} from './rungs/endpoints.ts';
import {findOwners, readAddresses, readLinks} from './rungs/link.ts';
import {askNameServers, resolveEndpoints} from './rungs/names.ts';
import {askRegistry} from './rungs/registry.ts';
import {askGateways, findRoutes, measureMtu} from './rungs/route.ts';
import {askClock} from './rungs/time.ts';

export type LadderSubject = {
	/** Where the seed image is; absent while none is named. */
	readonly source?: SeedSource;
};

/** @throws InstallError CANCELLED */
export const climb = async (
	system: System,
	{source}: LadderSubject,
	signal: AbortSignal,
): Promise<LadderFacts> => {
	const ground = await findGround(system, source, signal);
	const over = new AbortController();
	const asked = askAll(ground, AbortSignal.any([signal, over.signal]));
	try {
		return await tell(asked, emptyLadder(system, ground.goal));
	} finally {
		over.abort();
	}
};

/** Puts a rung where it belongs in a ladder. */
type Placing = (ladder: LadderFacts) => LadderFacts;
type Asked = (name: RungName) => Promise<Placing>;

const tell = async (asked: Asked, empty: LadderFacts): Promise<LadderFacts> => {
	let ladder = empty;
	for (const name of lowerRungs) {
		ladder = (await asked(name))(ladder);
		if (stopperOf(ladder) !== undefined) {
			const proven = (await asked('registry'))(ladder);
			if (stopperOf(proven) !== undefined) {
				return ladder;
			}
			ladder = proven;
		}
	}
	return (await asked('registry'))(ladder);
};

const askAll = (ground: Ground, signal: AbortSignal): Asked => {
	const placings = new Map<RungName, Promise<Placing>>();
	const asked: Asked = (name) => {
		const placing = placings.get(name) ?? ask(name, ground, asked, signal);
		placings.set(name, placing);
		return placing;
	};
	for (const name of [...lowerRungs, 'registry'] as const) {
		// Awaited when it is told; a climb that ends before that must not leave a rejection behind.
		asked(name).catch(() => {});
	}
	return asked;
};

/** What a rung stands on; it waits for these only. */
const foundations: {readonly [Name in RungName]?: readonly RungName[]} = {
	mtu: ['names'],
	tcp: ['names'],
	tls: ['tcp', 'proxy'],
};

const ask = async (
	name: RungName,
	ground: Ground,
	asked: Asked,
	signal: AbortSignal,
): Promise<Placing> => {
	let below = emptyLadder(ground.system, ground.goal);
	for (const foundation of foundations[name] ?? []) {
		below = (await asked(foundation))(below);
	}
	const rung = await tryRung(name, ground, below, signal);
	return (ladder) => withRung(ladder, name, rung);
};

type Probes = {
	readonly [Name in RungName]: {
		readonly limitMs: number;
		readonly probe: (
			ground: Ground,
			signal: AbortSignal,
			ladder: LadderFacts,
		) => Promise<Fact<RungFacts[Name]>>;
	};
};

const probes: Probes = {
	link: {limitMs: 10_000, probe: readLinks},
	address: {limitMs: 10_000, probe: readAddresses},
	owners: {limitMs: 10_000, probe: findOwners},
	routes: {limitMs: 10_000, probe: findRoutes},
	gateways: {limitMs: 15_000, probe: askGateways},
	nameServers: {limitMs: 10_000, probe: askNameServers},
	time: {limitMs: 15_000, probe: askClock},
	mtu: {limitMs: 15_000, probe: measureMtu},
	proxy: {limitMs: 15_000, probe: askProxies},
	names: {limitMs: 35_000, probe: resolveEndpoints},
	tcp: {limitMs: 15_000, probe: connectEndpoints},
	tls: {limitMs: 15_000, probe: shakeHands},
	registry: {limitMs: 40_000, probe: askRegistry},
};

const lowerRungs: readonly Exclude<RungName, 'registry'>[] = [
	'link',
	'address',
	'owners',
	'routes',
	'gateways',
	'nameServers',
	'time',
	'mtu',
	'proxy',
	'names',
	'tcp',
	'tls',
];

const tryRung = async <Name extends RungName>(
	name: Name,
	ground: Ground,
	ladder: LadderFacts,
	signal: AbortSignal,
): Promise<Rung<Name>> => {
	const {system} = ground;
	const {limitMs, probe} = probes[name];
	const startedMs = system.clock.monotonicMs();
	const limit = {what: `the network (${name})`, limitMs, signal};
	const fact = await asFact(system, limit, (either) => probe(ground, either, ladder));
	const durationMs = Math.round(system.clock.monotonicMs() - startedMs);
	return {checkedAt: system.clock.now().toISOString(), durationMs, fact};
};

const withRung = <Name extends RungName>(
	ladder: LadderFacts,
	name: Name,
	rung: Rung<Name>,
): LadderFacts => ({...ladder, rungs: {...ladder.rungs, [name]: rung}});

const emptyLadder = (system: System, goal: LadderGoal): LadderFacts => ({
	checkedAt: system.clock.now().toISOString(),
	goal,
	rungs: {},
});

const findGround = async (
	system: System,
	source: SeedSource | undefined,
	signal: AbortSignal,
): Promise<Ground> => {
	const limit = {what: 'the settings of the network', limitMs: 10_000, signal};
	const [network, environment] = await Promise.all([
		runProbes(system, networkProbes, signal),
		asFact(system, limit, async (either) => known(await readEnvironment(system, either))),
	]);
	const variables = environment.known ? environment.value : {};
	const goal = await asFact(system, limit, async () =>
		known(await goalOf(system, source, variables)),
	);
	return {
		system,
		network,
		environment: variables,
		goal: goal.known ? goal.value : doubtfulGoal(source, variables, goal.reason),
		...(source?.kind === 'registry' &&
			source.authFile !== undefined && {authFile: source.authFile}),
	};
};

const goalOf = async (
	system: System,
	source: SeedSource | undefined,
	environment: Readonly<Record<string, string>>,
): Promise<LadderGoal> => {
	if (source === undefined) {
		return {kind: 'none'};
	}
	return source.kind === 'registry' ? findGoal(system, source.image, environment) : {kind: 'file'};
};
