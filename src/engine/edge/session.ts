/**
 * The session at the edge: the engine's side of the interface to its consoles. It looks for the configuration of
 * the site, has it judged, and deploys. Consoles come and go; nothing here knows a screen.
 */
import {InstallError, isCancelled, toProblem} from '../../errors.ts';
import type {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import {isBlocking} from '../check.ts';
import type {Outcome} from '../events.ts';
import {saveAccess} from '../site/save-access.ts';
import type {SiteAccess} from '../site/typed.ts';
import {rollBackRecert} from '../steps/edge/recert-rollback.ts';
import type {EdgeAction} from './actions.ts';
import {watchCluster} from './cluster-watch.ts';
import {openDeployment} from './deployment.ts';
import type {EdgeEvent} from './events.ts';
import {readIdentity} from './identity.ts';
import {openEdgePreparation} from './preparation.ts';
import {watchSeedUnit} from './seed-unit.ts';

export type EdgeSessionOptions = {
	/** For what only looks, perhaps for days: nothing is noted of it. */
	readonly system: System;
	/** The same for what changes something: each command may be logged. */
	readonly working: System;
	/** Directory of the journal; on the disk, since it is that of the installed system. */
	readonly stateDirectory: string;
	/** Told of secrets as soon as they are known, so that they can be masked. */
	readonly remember: (secrets: readonly Secret[]) => void;
	/** Who deploys this host: `lca-cli` is the seed's own unit, which is then only watched. */
	readonly by: Deployer;
};

export type Deployer = 'ibi-console' | 'lca-cli';

export type EdgeSession = {
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: (event: EdgeEvent) => void) => () => void;
	/** Never throws: what cannot be done is told as `action.refused`. */
	readonly dispatch: (action: EdgeAction) => void;
	/** Takes up what was cut short, or looks for a configuration; ends when the session is closed. */
	readonly start: () => Promise<void>;
	/** Deploys without a question as soon as nothing blocks. @throws InstallError DEPLOY_NOT_READY, CANCELLED */
	readonly deployUnattended: () => Promise<Outcome>;
	/** Ends whatever runs and waits for its end. */
	readonly close: () => Promise<void>;
};

/** What blocks may be the network that is still coming up: it is looked at again, a few times. */
const lookAgainMs = [10_000, 30_000, 90_000];

export const openEdgeSession = ({
	system,
	working,
	stateDirectory,
	remember,
	by,
}: EdgeSessionOptions): EdgeSession => {
	const listeners = new Set<(event: EdgeEvent) => void>();
	const life = new AbortController();
	const {signal} = life;
	const tell = (event: EdgeEvent): void => {
		for (const listener of listeners) {
			listener(event);
		}
	};
	const preparation = openEdgePreparation({
		system,
		working,
		tell,
		remember,
		signal,
		stateDirectory,
		isBusy: () => deployment.isBusy(),
	});
	const deployment = openDeployment(working, stateDirectory, tell, preparation, signal);
	/** By a person. */
	const started = Promise.withResolvers<Outcome>();
	/** Kept until somebody has it, and nowhere else. */
	let access: SiteAccess | undefined;

	const refused = (error: unknown): void => {
		if (!(isCancelled(error) && signal.aborted)) {
			tell({type: 'action.refused', problem: toProblem(error)});
		}
	};

	const afterwards = async (outcome: Outcome): Promise<void> => {
		if (outcome.kind === 'done') {
			await watchCluster(system, signal, (status) => tell({type: 'cluster.seen', status}));
		}
	};

	const save = async (device: string): Promise<void> => {
		if (access === undefined) {
			throw new InstallError('ACCESS_GONE', undefined);
		}
		await saveAccess(working, device, access, signal);
		tell({type: 'access.saved', device});
	};

	const take = async (action: EdgeAction): Promise<void> => {
		switch (action.type) {
			case 'facts.refresh':
				return deployment.whenIdle(preparation.refresh);
			case 'finding.accept':
				return tell({type: 'finding.accepted', id: action.id});
			case 'site.import':
				return deployment.whenIdle(() => preparation.takeMedium(action.device));
			case 'site.type':
				return deployment.whenIdle(async () => {
					access = await preparation.takeTyped(action.answers);
					tell({type: 'access.offered', access});
				});
			case 'deploy.start': {
				requireOurs(by);
				// Cables are pulled and leases end while somebody reads.
				if (!deployment.isBusy()) {
					await preparation.renew();
				}
				const outcome = await deployment.start('console');
				started.resolve(outcome);
				return afterwards(outcome);
			}
			case 'tool.look':
			case 'tool.do':
			case 'tool.stop':
				// The tools around this session took it.
				return;
			case 'run.cancel':
				return deployment.cancel();
			case 'run.retry':
				return deployment.retry();
			case 'run.skip':
				return deployment.skip(action.step);
			case 'recert.rollback':
				return deployment.whenIdle(async () => {
					await rollBackRecert(working, {stateDirectory}, signal);
					tell({type: 'recert.rolled-back'});
				});
			case 'failure.acknowledge':
				return tell({type: 'failure.acknowledged'});
			case 'access.save':
				return save(action.device);
			case 'access.forget':
				access = undefined;
				return tell({type: 'access.forgotten'});
		}
	};

	/** The run of the journal; undefined when there is none. */
	const recall = async () => {
		const identity = await readIdentity(system, stateDirectory);
		if (identity !== undefined) {
			tell({type: 'identity.known', identity});
		}
		return deployment.tellNewest();
	};

	const search = async (): Promise<void> => {
		await preparation.search().catch(refused);
	};

	/** Two looks at a configuration that blocks may differ, since the network comes up late. */
	const untilReady = async (): Promise<void> => {
		for (const pauseMs of lookAgainMs) {
			if (preparation.decision().plan !== undefined) {
				return;
			}
			await system.clock.sleep(pauseMs, signal);
			await preparation.refresh();
		}
	};

	const acceptWarnings = (): void => {
		for (const finding of preparation.decision().findings) {
			if (finding.verdict.kind !== 'passed' && !isBlocking(finding)) {
				tell({type: 'finding.accepted', id: finding.id});
			}
		}
	};

	const deployFresh = async (): Promise<Outcome> => {
		const searching = preparation.search();
		await Promise.race([preparation.whenExamined(), searching]);
		searching.catch(refused);
		// Who typed it has its password before him, and starts when he has written it down.
		if (preparation.site()?.origin.kind === 'typed') {
			return started.promise;
		}
		await untilReady();
		acceptWarnings();
		return deployment.start('policy');
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
		start: async () => {
			if (by === 'lca-cli') {
				return watchSeedUnit(system, signal, (unit) => tell({type: 'unit.seen', unit})).catch(
					refused,
				);
			}
			const history = await recall();
			if (history?.outcome?.kind === 'done') {
				return afterwards(history.outcome).catch(refused);
			}
			if (history !== undefined && wasCutShort(history.outcome)) {
				await preparation.recallSite();
				deployment.resume().then(afterwards).catch(refused);
			}
			await search();
		},
		deployUnattended: async () => {
			if (by === 'lca-cli') {
				await watchSeedUnit(system, signal, (unit) => tell({type: 'unit.seen', unit}));
				return {kind: 'done'};
			}
			const history = await recall();
			if (history?.outcome?.kind === 'done') {
				return history.outcome;
			}
			if (history === undefined) {
				return deployFresh();
			}
			await preparation.recallSite();
			return deployment.resume();
		},
		close: async () => {
			life.abort();
			await deployment.close();
		},
	};
};

const requireOurs = (by: Deployer): void => {
	if (by !== 'ibi-console') {
		throw new InstallError('SEED_UNIT_ACTIVE', undefined);
	}
};

/** By a kill or a power cut, so that nobody has to be asked. */
const wasCutShort = (outcome: Outcome | undefined): boolean =>
	outcome === undefined || outcome.kind === 'interrupted';
