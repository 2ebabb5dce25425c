/**
 * The session: the engine's side of the one interface to consoles. It holds the answers, has the host probed
 * and the seed read, decides, and runs the plan. Consoles come and go; nothing here knows a screen.
 */
import {missingSettings} from '../config/complete.ts';
import type {Orders} from '../config/orders.ts';
import type {Config} from '../config/settings.ts';
import type {ConfigOptions} from '../config/sources/index.ts';
import {InstallError, toProblem} from '../errors.ts';
import type {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';
import {power} from '../tools/systemctl.ts';
import type {Action} from './actions.ts';
import {type Finding, isBlocking} from './check.ts';
import {earlierInstall, needsSecondWord} from './checks/earlier-install.ts';
import {type Consent, consentByTyping, consentByWord, shownDisk} from './consent.ts';
import type {InstallEvent, Outcome} from './events.ts';
import type {Plan} from './plan.ts';
import {openPreparation, type Preparation} from './preparation.ts';
import {fetchUnfinished, findUnfinished} from './recall.ts';
import {openRuns} from './runs.ts';
import type {Decision, SessionEvent} from './session-events.ts';
import {steps} from './steps/index.ts';

export type SessionOptions = {
	readonly system: System;
	readonly config: ConfigOptions;
	/** Directory of the journal, in memory-backed storage. */
	readonly stateDirectory: string;
	/** Told of secrets as soon as they are known, so that they can be masked. */
	readonly remember: (secrets: readonly Secret[]) => void;
	/** What is done with what earlier installs left on disks. */
	readonly earlierRuns: EarlierRuns;
};

/** `ignored`: no disk is mounted to look. `recalled`: an unfinished one is told as the run of this session. */
export type EarlierRuns = 'ignored' | 'told' | 'recalled';

export type UnattendedWords = {
	/** `yes` lets it wipe the disk. */
	readonly wipe?: string;
	/** `yes` lets it wipe a disk that carries a finished install. */
	readonly reinstall?: string;
};

export type Session = {
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: (event: SessionEvent) => void) => () => void;
	/** Never throws: what cannot be done is told as `action.refused`. */
	readonly dispatch: (action: Action) => void;
	/** Reads the settings; gives what the kernel arguments order beside them. @throws InstallError CONFIG_INVALID */
	readonly load: () => Promise<Orders>;
	/** Tells an unfinished run, probes the host, reads the seed where it is known. */
	readonly start: () => Promise<void>;
	/** Whether an install could begin once somebody consents. @throws InstallError NOT_READY */
	readonly requireReady: () => void;
	/** Whether `installUnattended` could begin. @throws InstallError CONSENT_MISSING, NOT_READY */
	readonly requireUnattended: (words: UnattendedWords) => void;
	/** The unattended start. @throws InstallError CONSENT_MISSING, NOT_READY, ALREADY_INSTALLED */
	readonly installUnattended: (words: UnattendedWords) => Promise<Outcome>;
	/** Takes up the unfinished run of the journal, or of a disk. @throws InstallError NOTHING_TO_RESUME, DISKS_UNREAD */
	readonly resume: () => Promise<Outcome>;
	/** Ends whatever runs and waits for its end. */
	readonly close: () => Promise<void>;
};

export const openSession = ({
	system,
	config,
	stateDirectory,
	remember,
	earlierRuns,
}: SessionOptions): Session => {
	const listeners = new Set<(event: SessionEvent) => void>();
	const life = new AbortController();
	const tell = (event: SessionEvent): void => {
		for (const listener of listeners) {
			listener(event);
		}
	};
	const preparation = openPreparation(
		system,
		tell,
		remember,
		life.signal,
		earlierRuns !== 'ignored',
	);
	const runs = openRuns(system, steps, stateDirectory, (event) => tell({type: 'run.event', event}));

	const refused = (error: unknown): void => {
		tell({type: 'action.refused', problem: toProblem(error)});
	};

	let isStarting = false;

	const requireIdle = (): void => {
		runs.requireIdle();
		if (isStarting) {
			throw new InstallError('BUSY', undefined);
		}
	};

	/** What changes the answers, or looks at a disk, waits for the end of a run and of its start. */
	const whenIdle = <Result>(work: () => Result): Result => {
		requireIdle();
		return work();
	};

	/** Between the consent and the first step nothing else is looked at: the disk would seem to be in use. */
	const asTheOnlyStart = async (prepare: () => Promise<Start>): Promise<Outcome> => {
		requireIdle();
		isStarting = true;
		try {
			const {plan, consent} = await prepare();
			requireAlive();
			return runs.start(plan, consent);
		} finally {
			isStarting = false;
		}
	};

	/** Who ended the session wants no run to begin, however far its preparation had come. */
	const requireAlive = (): void => {
		if (life.signal.aborted) {
			throw new InstallError('CANCELLED', undefined, {cause: life.signal.reason});
		}
	};

	/** The disk whose earlier install somebody let pass, as it was shown. */
	let sacrificed: string | undefined;

	const acceptFinding = (id: string): void => {
		if (id === earlierInstall.id) {
			sacrificed = shownDisk(preparation.decision());
		}
		tell({type: 'finding.accepted', id});
	};

	/** Looked at now, since the disk may have been installed after it was chosen. */
	const requireSecondWord = async (isGiven: () => boolean): Promise<void> => {
		const run = await preparation.lookAtChosenDisk();
		const {chosenDisk = '', findings} = preparation.decision();
		if (needsSecondWord(run) && !isGiven()) {
			throw new InstallError('ALREADY_INSTALLED', {disk: chosenDisk, found: foundBy(findings)});
		}
	};

	const ready = (): Plan => requireReady(preparation.decision(), preparation.config());

	const startTyped = async (typed: string): Promise<Start> => {
		const decision = preparation.decision();
		ready();
		const consent = consentByTyping(decision.confirmation, typed);
		const shown = shownDisk(decision);
		await preparation.renewNetwork();
		await requireSecondWord(() => sacrificed === shown);
		return {plan: requireSame(preparation.decision(), preparation.config(), shown), consent};
	};

	const startByWord = async ({wipe, reinstall}: UnattendedWords): Promise<Start> => {
		const consent = consentByWord(wipe);
		ready();
		await preparation.renewNetwork();
		await requireSecondWord(() => reinstall === 'yes');
		return {plan: ready(), consent};
	};

	const placeOfRuns = () => ({
		disks: preparation.disks(),
		config: preparation.config(),
		registry: steps,
	});

	const adoptIfThere = async (events: readonly InstallEvent[] | undefined): Promise<void> => {
		if (events !== undefined) {
			await runs.adopt(events);
		}
	};

	const take = async (action: Action): Promise<void> => {
		switch (action.type) {
			case 'facts.refresh':
				return whenIdle(async () => {
					await preparation.refreshFacts();
					await checkNamedSeed(preparation);
				});
			case 'disk.choose':
				return whenIdle(() => preparation.chooseDisk(action.path));
			case 'answers.set':
				return whenIdle(() => preparation.answer(action.answers));
			case 'seed.read':
				return whenIdle(() => readSeedAndNetwork(preparation));
			case 'network.check':
				return whenIdle(preparation.checkNetwork);
			case 'finding.accept':
				return acceptFinding(action.id);
			case 'install.start':
				await asTheOnlyStart(() => startTyped(action.typed));
				return;
			case 'countdown.pause':
			case 'countdown.resume':
			case 'countdown.end':
				// Nothing counts here: a console was a moment late.
				return;
			case 'tool.look':
			case 'tool.do':
			case 'tool.stop':
				// The tools around this session took it.
				return;
			case 'run.cancel':
				return runs.cancel();
			case 'run.retry':
				await runs.resume();
				return;
			case 'run.skip':
				await runs.skip(action.step);
				return;
			case 'failure.acknowledge':
				return tell({type: 'failure.acknowledged'});
			case 'host.power':
				return whenIdle(() => power(system, action.what, life.signal));
		}
	};

	return {
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: (action) => {
			tell({type: 'action.taken'});
			take(action).catch(refused);
		},
		load: () => preparation.load(config),
		start: async () => {
			const isFresh = !(await runs.hasJournal());
			await runs.tellUnfinished();
			const lookAtHost = async (): Promise<void> => {
				await preparation.refreshFacts();
				if (isFresh && earlierRuns === 'recalled') {
					await findUnfinished(system, placeOfRuns(), life.signal)
						.then(adoptIfThere)
						.then(runs.tellUnfinished)
						.catch(refused);
				}
				await preparation.refreshSeed();
			};
			// Where the network leads needs no facts of the host, and waits seconds for answers.
			await Promise.all([lookAtHost(), checkNamedSeed(preparation)]);
		},
		requireReady: ready,
		requireUnattended: ({wipe}) => {
			consentByWord(wipe);
			ready();
		},
		installUnattended: (words) => asTheOnlyStart(() => startByWord(words)),
		resume: async () => {
			if (!(await runs.hasJournal())) {
				await preparation.load(config);
				await preparation.refreshFacts();
				const place = {...placeOfRuns(), disks: preparation.requireDisks()};
				await adoptIfThere(await fetchUnfinished(system, place, life.signal));
			}
			requireAlive();
			return runs.resume();
		},
		close: async () => {
			life.abort();
			await runs.close();
		},
	};
};

type Start = {readonly plan: Plan; readonly consent: Consent};

/** Before a seed is named, nobody asked for the way to it. */
const checkNamedSeed = async (preparation: Preparation): Promise<void> => {
	if (preparation.isSeedNamed()) {
		await preparation.checkNetwork();
	}
};

const readSeedAndNetwork = async (preparation: Preparation): Promise<void> => {
	await Promise.all([preparation.refreshSeed(), checkNamedSeed(preparation)]);
};

const requireReady = ({plan, findings}: Decision, config: Config): Plan => {
	if (plan === undefined) {
		const missing = findings.filter(isBlocking).map(({id}) => id);
		throw new InstallError('NOT_READY', {
			missing: missing.length > 0 ? missing : unanswered(config),
		});
	}
	return plan;
};

/** What no source answered; with all of that here, the seed image itself. */
const unanswered = (config: Config): readonly string[] => {
	const missing = missingSettings(config).map((name) => `${name} is not answered`);
	return missing.length > 0 ? missing : ['the seed image was not read'];
};

/** The consent was for one disk: the look at it may have taken long enough for another choice. */
const requireSame = (decision: Decision, config: Config, shown: string | undefined): Plan => {
	if (shownDisk(decision) !== shown) {
		throw new InstallError('CONSENT_REFUSED', {
			wanted: decision.confirmation?.text ?? 'the id of a disk',
		});
	}
	return requireReady(decision, config);
};

const foundBy = (findings: readonly Finding[]): string => {
	const verdict = findings.find(({id}) => id === earlierInstall.id)?.verdict;
	switch (verdict?.kind) {
		case 'failed':
			return verdict.found;
		case 'unknown':
			return `what may be a finished install (${verdict.reason})`;
		case 'passed':
		case undefined:
			return 'a finished install';
	}
};
