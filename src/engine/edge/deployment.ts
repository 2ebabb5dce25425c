/**
 * The runs of a session at the edge: what is written down before one begins, its attempts, and what is gathered
 * when one fails.
 */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {isBlocking} from '../check.ts';
import {consentByConfiguration} from '../consent.ts';
import type {Outcome} from '../events.ts';
import type {History} from '../history.ts';
import type {Plan} from '../plan.ts';
import {openRuns} from '../runs.ts';
import type {Site} from '../site/site.ts';
import {clusterSteps} from '../steps/cluster/index.ts';
import {edgeSteps} from '../steps/edge/index.ts';
import {standingWithoutInputs} from '../steps/edge/standing.ts';
import {openAttempts} from './attempts.ts';
import {writeBundle} from './bundle.ts';
import type {EdgeDecision, EdgeEvent} from './events.ts';
import {identityOf, writeIdentity} from './identity.ts';

export type Deployment = {
	readonly isBusy: () => boolean;
	/** @throws InstallError BUSY */
	readonly start: (who: Starter) => Promise<Outcome>;
	/** @throws InstallError BUSY, NOTHING_TO_RESUME */
	readonly resume: () => Promise<Outcome>;
	/** Ends what runs, or the wait for the next attempt. */
	readonly cancel: () => void;
	/** The next attempt now. @throws InstallError BUSY, NOTHING_TO_RESUME */
	readonly retry: () => Promise<void>;
	/** The same without a step that failed. @throws InstallError BUSY, NOTHING_TO_RESUME, STEP_NEEDED */
	readonly skip: (step: string) => Promise<void>;
	/** While nothing runs; an attempt that was waited for is given up. @throws InstallError BUSY */
	readonly whenIdle: <Result>(work: () => Promise<Result>) => Promise<Result>;
	readonly tellNewest: () => Promise<History | undefined>;
	readonly close: () => Promise<void>;
};

/** Whose decision it was to begin with warnings open. */
export type Starter = 'console' | 'policy';

/** What it is started from. */
export type Prepared = {
	readonly decision: () => EdgeDecision;
	readonly site: () => Site | undefined;
};

const steps = standingWithoutInputs({...edgeSteps, ...clusterSteps});

export const openDeployment = (
	system: System,
	stateDirectory: string,
	tell: (event: EdgeEvent) => void,
	{decision, site}: Prepared,
	signal: AbortSignal,
): Deployment => {
	const runs = openRuns(system, steps, stateDirectory, (event) => tell({type: 'run.event', event}));
	const attempts = openAttempts(
		system.clock,
		(attempt) => tell({type: 'attempt.waiting', attempt}),
		signal,
	);
	let isPursuing = false;
	/** When the newest attempts have come to their end. */
	let ended: Promise<unknown> = Promise.resolve();

	const requireIdle = (): void => {
		if (isPursuing) {
			throw new InstallError('BUSY', undefined);
		}
	};

	const bundle = async (outcome: Outcome): Promise<void> => {
		if (outcome.kind !== 'failed') {
			return;
		}
		const {findings} = decision();
		const parts = {stateDirectory, problem: outcome.error, findings, site: site()};
		const path = await writeBundle(system, parts).catch(() => undefined);
		if (path !== undefined) {
			tell({type: 'failure.bundled', path});
		}
	};

	const pursue = async (first: () => Promise<Outcome>): Promise<Outcome> => {
		requireIdle();
		isPursuing = true;
		const pursuing = attempts.pursue({first, again: runs.resume, failed: bundle}).finally(() => {
			isPursuing = false;
		});
		ended = pursuing.catch(() => {});
		return pursuing;
	};

	/** Who reads it in two years knows what was let pass. */
	const writeRecord = async (
		found: Site,
		{findings}: EdgeDecision,
		who: Starter,
	): Promise<void> => {
		const at = system.clock.now().toISOString();
		const record = `${JSON.stringify({at, startedBy: who, findings}, undefined, 2)}\n`;
		await writeIdentity(system, stateDirectory, identityOf(found));
		await system.files.writeText(`${stateDirectory}/findings.json`, record, 0o600);
	};

	const start = (plan: Plan, found: Site, who: Starter): Promise<Outcome> =>
		pursue(async () => {
			const consent = consentByConfiguration(plan);
			await writeRecord(found, decision(), who);
			return runs.start(plan, consent);
		});

	return {
		isBusy: () => isPursuing,
		start: async (who) => {
			requireIdle();
			const found = site();
			if (found === undefined) {
				throw new InstallError('SITE_MISSING', undefined);
			}
			return start(requireReady(decision()), found, who);
		},
		resume: () => pursue(runs.resume),
		cancel: () => {
			if (!attempts.stop()) {
				runs.cancel();
			}
		},
		retry: async () => {
			if (!attempts.hurry()) {
				await pursue(runs.resume);
			}
		},
		skip: async (step) => {
			if (!attempts.stop()) {
				requireIdle();
			}
			await ended;
			await pursue(() => runs.skip(step));
		},
		whenIdle: async (work) => {
			attempts.stop();
			runs.requireIdle();
			return work();
		},
		tellNewest: runs.tellNewest,
		close: runs.close,
	};
};

/** @throws InstallError DEPLOY_NOT_READY */
export const requireReady = ({plan, findings}: EdgeDecision): Plan => {
	if (plan === undefined) {
		const blockers = findings.filter(isBlocking).map(({id}) => id);
		throw new InstallError('DEPLOY_NOT_READY', {
			blockers: blockers.length > 0 ? blockers : ['it was not examined'],
		});
	}
	return plan;
};
