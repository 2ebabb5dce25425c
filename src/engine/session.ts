/**
 * The session: the engine's side of the one interface to consoles. It holds the answers, has the host probed
 * and the seed read, decides, and runs the plan. Consoles come and go; nothing here knows a screen.
 */
import type {ConfigOptions} from '../config/sources/index.ts';
import {InstallError, toProblem} from '../errors.ts';
import type {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';
import {power} from '../tools/systemctl.ts';
import type {Action} from './actions.ts';
import {isBlocking} from './check.ts';
import {consentByTyping, consentByWord} from './consent.ts';
import type {Outcome} from './events.ts';
import type {Plan} from './plan.ts';
import {openPreparation, type Preparation} from './preparation.ts';
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
};

export type Session = {
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: (event: SessionEvent) => void) => () => void;
	/** Never throws: what cannot be done is told as `action.refused`. */
	readonly dispatch: (action: Action) => void;
	/** Reads the settings. @throws InstallError CONFIG_INVALID */
	readonly load: () => Promise<void>;
	/** Tells an unfinished run, probes the host, reads the seed where it is known. */
	readonly start: () => Promise<void>;
	/** The unattended start. @throws InstallError CONSENT_MISSING, NOT_READY */
	readonly installUnattended: (wipeWord: string | undefined) => Promise<Outcome>;
	/** Takes up the unfinished run of the journal. @throws InstallError NOTHING_TO_RESUME */
	readonly resume: () => Promise<Outcome>;
	/** Ends whatever runs and waits for its end. */
	readonly close: () => Promise<void>;
};

export const openSession = ({
	system,
	config,
	stateDirectory,
	remember,
}: SessionOptions): Session => {
	const listeners = new Set<(event: SessionEvent) => void>();
	const life = new AbortController();
	const tell = (event: SessionEvent): void => {
		for (const listener of listeners) {
			listener(event);
		}
	};
	const preparation = openPreparation(system, tell, remember, life.signal);
	const runs = openRuns(system, steps, stateDirectory, (event) => tell({type: 'run.event', event}));

	/** What changes the answers waits for the end of a run. */
	const whenIdle = <Result>(work: () => Result): Result => {
		runs.requireIdle();
		return work();
	};

	const installTyped = async (typed: string): Promise<void> => {
		const {confirmation} = preparation.decision();
		const plan = requireReady(preparation.decision());
		await runs.start(plan, consentByTyping(confirmation, typed));
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
				return tell({type: 'finding.accepted', id: action.id});
			case 'install.start':
				return installTyped(action.typed);
			case 'run.cancel':
				return runs.cancel();
			case 'run.retry':
				await runs.resume();
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
			take(action).catch((error: unknown) => {
				tell({type: 'action.refused', problem: toProblem(error)});
			});
		},
		load: () => preparation.load(config),
		start: async () => {
			await runs.tellUnfinished();
			await preparation.refreshFacts();
			await readSeedAndNetwork(preparation);
		},
		installUnattended: async (wipeWord) => {
			const consent = consentByWord(wipeWord);
			return runs.start(requireReady(preparation.decision()), consent);
		},
		resume: runs.resume,
		close: async () => {
			life.abort();
			await runs.close();
		},
	};
};

/** Before a seed is named, nobody asked for the way to it. */
const checkNamedSeed = async (preparation: Preparation): Promise<void> => {
	if (preparation.isSeedNamed()) {
		await preparation.checkNetwork();
	}
};

const readSeedAndNetwork = async (preparation: Preparation): Promise<void> => {
	await Promise.all([preparation.refreshSeed(), checkNamedSeed(preparation)]);
};

const requireReady = ({plan, findings}: Decision): Plan => {
	if (plan === undefined) {
		const missing = findings.filter(isBlocking).map(({id}) => id);
		throw new InstallError('NOT_READY', {
			missing: missing.length > 0 ? missing : ['not everything is answered'],
		});
	}
	return plan;
};
