/**
 * The unattended flow on the recorded facts of another host: the same settings, decisions and plan as there,
 * and nothing is written. What only that host can see, its network, is told apart and stands in nobody's way.
 */
import type {Orders} from '../config/orders.ts';
import type {Config, Settings} from '../config/settings.ts';
import type {ReadDocument} from '../config/sources/document.ts';
import {loadConfig} from '../config/sources/index.ts';
import {isCancelled, type Problem, toProblem} from '../errors.ts';
import type {Disk, Facts} from '../hardware/facts.ts';
import {type DiskMatch, matchDisk} from '../hardware/match.ts';
import type {SeedInfo} from '../seed/info.ts';
import {readSeed} from '../seed/read.ts';
import {findSeedSource, parseSeedSource} from '../seed/source.ts';
import type {System} from '../system/types.ts';
import {type Finding, isBlocking} from './check.ts';
import {checks} from './checks/index.ts';
import {networkChecks} from './checks/network/index.ts';
import {type Draft, decide} from './decide.ts';
import type {Decision} from './session-events.ts';

export type RehearsalRequest = {
	readonly facts: Facts;
	/** Reads the document that `configFile` names. */
	readonly readDocument: ReadDocument;
	readonly configFile: string;
	readonly flags: Partial<Settings>;
	/** The kernel arguments of that host. */
	readonly kargs: readonly string[];
};

export type Rehearsed = {
	readonly config: Config;
	readonly orders: Orders;
	/** What the sources said without effect. */
	readonly warnings: readonly string[];
	readonly match: DiskMatch;
	readonly decision: Decision;
	readonly seed?: SeedInfo;
	/** Why the seed image could not be read. */
	readonly problem?: Problem;
};

/** Without a look at the seed image. @throws InstallError CONFIG_INVALID, FILE_UNREADABLE */
export const rehearseMatch = async (
	system: System,
	request: RehearsalRequest,
): Promise<Rehearsed> => rehearsedOf(await loaded(system, request), {});

/** @param seedImage where the labels of the seed are read here; absent: where that host reads them */
export const rehearse = async (
	system: System,
	request: RehearsalRequest,
	seedImage: string | undefined,
	signal: AbortSignal,
): Promise<Rehearsed> => {
	const known = await loaded(system, request);
	return rehearsedOf(known, await seedFor(system, known, seedImage, signal));
};

/** Made from what a recorded host cannot tell. */
export const isForTheHost = ({id}: Finding): boolean => networkIds.has(id);

/** Made from the seed image. */
export const isForTheSeed = ({id}: Finding): boolean => seedIds.has(id);

const networkIds: ReadonlySet<string> = new Set(networkChecks.map(({id}) => id));

const seedIds: ReadonlySet<string> = new Set([
	'seed-read',
	...checks.filter(({needs}) => needs === 'seed').map(({id}) => id),
]);

type Known = {
	readonly draft: Draft & {readonly facts: Facts};
	readonly orders: Orders;
};

type SeedFound = Pick<Rehearsed, 'seed' | 'problem'>;

const loaded = async (
	system: System,
	{facts, readDocument, configFile, flags, kargs}: RehearsalRequest,
): Promise<Known> => {
	const host = withKernelArguments(system, kargs);
	const {config, orders, warnings} = await loadConfig(host, readDocument, {configFile, flags});
	return {draft: {config, configWarnings: warnings, answers: {}, facts}, orders};
};

const rehearsedOf = ({draft, orders}: Known, found: SeedFound): Rehearsed => {
	const {config, configWarnings, facts} = draft;
	const disks: readonly Disk[] = facts.disks.known ? facts.disks.value : [];
	const stands = (finding: Finding): boolean => isBlocking(finding) && !isForTheHost(finding);
	return {
		config,
		orders,
		warnings: configWarnings,
		match: matchDisk(disks, config.installationDisk?.value ?? ''),
		decision: decide({...draft, ...(found.seed && {seed: found.seed})}, stands),
		...found,
	};
};

/** The plan names the image as that host will know it. */
const seedFor = async (
	system: System,
	{draft: {config, facts}}: Known,
	seedImage: string | undefined,
	signal: AbortSignal,
): Promise<SeedFound> => {
	const named = config.seedImage?.value;
	if (named === undefined) {
		return {};
	}
	const {architecture} = facts.host;
	try {
		const source = await findSeedSource(system, seedImage ?? named);
		const seed = await readSeed(
			system,
			source,
			architecture.known ? architecture.value : 'amd64',
			signal,
		);
		return {seed: {...seed, source: parseSeedSource(named, config.authFile?.value)}};
	} catch (error) {
		if (isCancelled(error) || toProblem(error).kind === 'bug') {
			throw error;
		}
		return {problem: toProblem(error)};
	}
};

/** The kernel arguments of this machine are not those of that host. */
const withKernelArguments = (system: System, kargs: readonly string[]): System => ({
	...system,
	files: {
		...system.files,
		readText: async (path, maxBytes) =>
			path === '/proc/cmdline' ? kargs.join(' ') : system.files.readText(path, maxBytes),
	},
});
