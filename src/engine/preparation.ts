/**
 * Before a run: settings, facts and seed as they come in, and what is decided from them. It holds the one
 * draft of the session; each change is told and decided anew.
 */

import {readAuthSecrets} from '../config/auth-file.ts';
import {type Orders, secretsOf} from '../config/orders.ts';
import type {Config, Settings} from '../config/settings.ts';
import {type ConfigOptions, loadConfig} from '../config/sources/index.ts';
import {InstallError, toProblem} from '../errors.ts';
import type {Disk} from '../hardware/facts.ts';
import {probeHost} from '../hardware/probe.ts';
import type {Secret} from '../secret.ts';
import {readSeed} from '../seed/read.ts';
import {findSeedSource} from '../seed/source.ts';
import type {System} from '../system/types.ts';
import {documentReader} from './config-document.ts';
import {chosenDisk, configOf, type Draft, decide, durableName} from './decide.ts';
import {type EarlierRun, readEarlierRun} from './earlier-run.ts';
import {isStale} from './ladder/age.ts';
import {openNetworkCheck} from './network-check.ts';
import type {Decision, SessionEvent} from './session-events.ts';

export type Tell = (event: SessionEvent) => void;

export type Preparation = {
	readonly decision: () => Decision;
	readonly config: () => Config;
	/** As the newest facts show them; none while they are unknown. */
	readonly disks: () => readonly Disk[];
	/** The same, where none at all would be taken for an answer. @throws InstallError DISKS_UNREAD */
	readonly requireDisks: () => readonly Disk[];
	/** Looks what an earlier install left on the chosen disk; absent when none is chosen. */
	readonly lookAtChosenDisk: () => Promise<EarlierRun | undefined>;
	/** Loads the settings; gives the orders that came with them. @throws InstallError CONFIG_INVALID */
	readonly load: (options: ConfigOptions) => Promise<Orders>;
	readonly refreshFacts: () => Promise<void>;
	/** Does nothing while no seed image is named. */
	readonly refreshSeed: () => Promise<void>;
	/** Climbs the network ladder, to the seed image where one is named. */
	readonly checkNetwork: () => Promise<void>;
	/** The same where the way to the named seed was looked at too long ago, or never. */
	readonly renewNetwork: () => Promise<void>;
	readonly isSeedNamed: () => boolean;
	/** @throws InstallError CONFIG_INVALID when an answer is not of its kind */
	readonly answer: (answers: Partial<Settings>) => void;
	/** @throws InstallError DISK_NOT_FOUND */
	readonly chooseDisk: (path: string) => Promise<void>;
};

/**
 * @param remember told of secrets as soon as they are known, so that they can be masked
 * @param looks true: the chosen disk may be mounted, read-only, to see what an earlier install left
 */
export const openPreparation = (
	system: System,
	tell: Tell,
	remember: (secrets: readonly Secret[]) => void,
	signal: AbortSignal,
	looks: boolean,
): Preparation => {
	let draft: Draft = {config: {}, configWarnings: [], answers: {}};
	let decision: Decision = {findings: []};
	const network = openNetworkCheck(system, signal);

	const update = (next: Draft): void => {
		draft = next;
		tell({type: 'config.merged', config: configOf(draft)});
		decision = decide(draft);
		tell({type: 'decided', decision});
	};

	const forgetSeed = (): void => {
		tell({type: 'seed.absent'});
		update(withoutSeed(draft));
	};

	const forgetLadder = (): void => {
		network.cancel();
		tell({type: 'ladder.absent'});
		update(withoutLadder(draft));
	};

	const rememberSecrets = async (): Promise<void> => {
		const {authFile} = configOf(draft);
		remember(authFile ? await readAuthSecrets(system, authFile.value) : []);
	};

	const disks = (): readonly Disk[] => (draft.facts?.disks.known ? draft.facts.disks.value : []);

	/** One look after the other: the mounting of one would look like a use of the disk to the next. */
	let looking: Promise<unknown> = Promise.resolve();
	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const done = looking.then(work);
		looking = done.catch(() => {});
		return done;
	};

	const lookAtChosenDisk = async (): Promise<EarlierRun | undefined> => {
		const disk = draft.facts && chosenDisk(configOf(draft), draft.facts);
		if (disk === undefined || !looks) {
			return undefined;
		}
		const run = await readEarlierRun(system, disk, signal);
		update({...draft, earlierRun: {path: disk.path, run}});
		return run;
	};

	const checkNetwork = async (): Promise<void> => {
		await rememberSecrets();
		tell({type: 'ladder.loading'});
		try {
			const {seedImage, authFile} = configOf(draft);
			const ladder = await network.run({
				...(seedImage && {seedImage: seedImage.value}),
				...(authFile && {authFile: authFile.value}),
			});
			if (ladder !== undefined) {
				tell({type: 'ladder.loaded', ladder});
				update({...draft, ladder});
			}
		} catch (error) {
			tell({type: 'ladder.failed', problem: toProblem(error)});
		}
	};

	const isSeedNamed = (): boolean => configOf(draft).seedImage !== undefined;

	return {
		decision: () => decision,
		config: () => configOf(draft),
		disks,
		requireDisks: () => {
			const found = draft.facts?.disks;
			if (!found?.known) {
				throw new InstallError('DISKS_UNREAD', {why: found?.reason ?? 'the host was not examined'});
			}
			return found.value;
		},
		lookAtChosenDisk: () => inTurn(lookAtChosenDisk),
		load: async (options) => {
			const {config, orders, warnings} = await loadConfig(system, documentReader(signal), options);
			remember(secretsOf(orders));
			update({...draft, config, configWarnings: warnings});
			return orders;
		},
		refreshFacts: () =>
			inTurn(async () => {
				tell({type: 'facts.loading'});
				try {
					const facts = await probeHost(system, signal);
					tell({type: 'facts.loaded', facts});
					update({...draft, facts});
					await lookAtChosenDisk();
				} catch (error) {
					tell({type: 'facts.failed', problem: toProblem(error)});
				}
			}),
		refreshSeed: async () => {
			const {seedImage, authFile} = configOf(draft);
			if (seedImage === undefined) {
				return;
			}
			await rememberSecrets();
			forgetSeed();
			tell({type: 'seed.loading'});
			try {
				const source = await findSeedSource(system, seedImage.value, authFile?.value);
				const seed = await readSeed(system, source, architectureOf(draft), signal);
				tell({type: 'seed.loaded', seed});
				update({...draft, seed});
			} catch (error) {
				tell({type: 'seed.failed', problem: toProblem(error)});
			}
		},
		checkNetwork,
		renewNetwork: async () => {
			if (isSeedNamed() && isStale(draft.ladder, system.clock.now())) {
				await checkNetwork();
			}
		},
		isSeedNamed,
		answer: (answers) => {
			const before = configOf(draft);
			update({...draft, answers: {...draft.answers, ...answers}});
			const after = configOf(draft);
			const isOtherSeed =
				before.seedImage?.value !== after.seedImage?.value ||
				before.authFile?.value !== after.authFile?.value;
			if (isOtherSeed) {
				forgetSeed();
				forgetLadder();
			}
		},
		chooseDisk: async (path) => {
			const disk = disks().find((one) => one.path === path);
			if (disk === undefined) {
				throw new InstallError('DISK_NOT_FOUND', {disk: path});
			}
			const answers = {...draft.answers, installationDisk: durableName(disk)};
			update({...draft, answers});
			await inTurn(lookAtChosenDisk);
		},
	};
};

const withoutSeed = ({seed: _, ...rest}: Draft): Draft => rest;

const withoutLadder = ({ladder: _, ...rest}: Draft): Draft => rest;

const architectureOf = ({facts}: Draft): string =>
	facts?.host.architecture.known ? facts.host.architecture.value : 'amd64';
