/**
 * Before a deployment: the one configuration of the session, from wherever it comes first, and what is decided
 * from it. A later one is only taken when somebody says so.
 */
import type {SiteAnswers} from '../../config/site-answers.ts';
import {readSiteSource, type SiteSource} from '../../config/site-source.ts';
import {isCancelled, toProblem} from '../../errors.ts';
import type {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import {examineSite} from '../checks/site/index.ts';
import {probeEdge} from '../edge-facts/probe.ts';
import {isStale} from '../ladder/age.ts';
import {siteDiff} from '../site/diff.ts';
import {chooseMedium, sourceName} from '../site/examine.ts';
import {importMedium, importSource} from '../site/import.ts';
import {examineDirectory, readImported} from '../site/imported.ts';
import {faultText} from '../site/judge-tree.ts';
import type {Site} from '../site/site.ts';
import {makeTypedSite, type SiteAccess} from '../site/typed.ts';
import {readSeed} from '../steps/edge/inputs.ts';
import {decideEdge} from './decide.ts';
import type {EdgeDecision, EdgeEvent, SiteChange} from './events.ts';
import {identityOf} from './identity.ts';
import {type GoodMedium, openMedia} from './media.ts';
import {secretsIn} from './secrets.ts';

export type EdgePreparation = {
	readonly decision: () => EdgeDecision;
	readonly site: () => Site | undefined;
	/** Looks for a configuration until the signal is aborted. @throws InstallError CONFIG_INVALID */
	readonly search: () => Promise<void>;
	/** Resolves when a configuration is there and was examined, whatever was found. */
	readonly whenExamined: () => Promise<void>;
	/** What was imported before a restart: known, and not examined again. */
	readonly recallSite: () => Promise<void>;
	/** Looks at this host anew and decides. */
	readonly refresh: () => Promise<void>;
	/** The same where the last look was too long ago; nothing where there was none. */
	readonly renew: () => Promise<void>;
	/** @throws InstallError SITE_…, MEDIUM_GONE */
	readonly takeMedium: (device: string) => Promise<void>;
	/** @throws InstallError CONFIG_INVALID, SITE_… */
	readonly takeTyped: (answers: SiteAnswers) => Promise<SiteAccess>;
};

type Options = {
	readonly system: System;
	/** For imports. */
	readonly working: System;
	readonly tell: (event: EdgeEvent) => void;
	readonly remember: (secrets: readonly Secret[]) => void;
	readonly signal: AbortSignal;
	readonly stateDirectory: string;
	/** No configuration is taken by itself while the work goes on. */
	readonly isBusy: () => boolean;
};

/** A place on the network may not be there yet when the host has just started. */
const sourcePauseMs = 10_000;

export const openEdgePreparation = ({
	system,
	working,
	tell,
	remember,
	signal,
	stateDirectory,
	isBusy,
}: Options): EdgePreparation => {
	let site: Site | undefined;
	let decision: EdgeDecision = {findings: []};
	/** Of the newest look: what an older one finds is told to nobody. */
	let looks = 0;
	let probedAt: string | undefined;

	const decided = (next: EdgeDecision): void => {
		decision = next;
		tell({type: 'decided', decision});
	};

	const refresh = async (): Promise<void> => {
		const current = site;
		if (current === undefined) {
			return;
		}
		looks += 1;
		const look = looks;
		tell({type: 'facts.loading'});
		try {
			const seed = await readSeed(system);
			const [edge, configWarnings] = await Promise.all([
				probeEdge(system, {site: current, seed}, signal),
				warningsOf(system, signal),
			]);
			if (look === looks) {
				tell({type: 'facts.loaded', facts: edge});
				probedAt = edge.probedAt;
				const subject = {site: current, seed, edge, configWarnings};
				const findings = examineSite({...subject, moment: 'arrival'});
				decided(decideEdge({site: current, findings, stateDirectory}));
			}
		} catch (error) {
			if (!isCancelled(error)) {
				tell({type: 'facts.failed', problem: toProblem(error)});
				decided({findings: []});
			}
		}
	};

	const know = (next: Site): void => {
		site = next;
		remember(secretsIn(next.manifest));
		tell({type: 'site.loaded', site: next});
		tell({type: 'identity.known', identity: identityOf(next)});
	};

	const examined = Promise.withResolvers<void>();
	const adopt = async (next: Site): Promise<void> => {
		know(next);
		decided({findings: []});
		await refresh();
		examined.resolve();
	};

	/** One import at a time. What fails leaves the configuration that there was. */
	const take = async (from: string, work: () => Promise<Site>): Promise<void> => {
		tell({type: 'site.loading', from});
		try {
			await adopt(await work());
		} catch (error) {
			if (site === undefined) {
				tell({type: 'site.failed', problem: toProblem(error)});
			} else {
				tell({type: 'site.loaded', site});
			}
			throw error;
		}
	};

	/** Nobody asked for it, so that its failure is only told. */
	const takeByItself = async (from: string, work: () => Promise<Site>): Promise<void> => {
		await take(from, work).catch((error: unknown) => {
			if (isCancelled(error)) {
				throw error;
			}
		});
	};

	let taking: Promise<unknown> = Promise.resolve();
	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const done = taking.then(work);
		taking = done.catch(() => {});
		return done;
	};

	const takeImported = async (): Promise<void> => {
		const imported = await readImported(system, signal);
		if (imported !== undefined) {
			await adopt(imported);
		}
	};

	const considerMedia = async (): Promise<void> => {
		if (isBusy()) {
			return;
		}
		if (site === undefined && media.hasDirectory()) {
			await takeImported();
		}
		const choice = chooseMedium(media.good());
		if (site !== undefined) {
			tell({type: 'site.compared', ...changeOf(site, media.good())});
		} else if (choice.kind === 'one') {
			const {medium} = choice.item;
			await takeByItself(medium.device, () => importMedium(working, medium, signal));
		}
	};

	/** Not waited for: what is plugged in meanwhile is seen all the same. */
	const media = openMedia(system, tell, signal, () => {
		inTurn(considerMedia).catch((error: unknown) => {
			if (!isCancelled(error)) {
				tell({type: 'site.failed', problem: toProblem(error)});
			}
		});
	});

	const pursue = async (source: SiteSource): Promise<void> => {
		while (site === undefined) {
			await inTurn(async () => {
				if (site === undefined) {
					await takeByItself(sourceName(source), () => importSource(working, source, signal));
				}
			});
			if (site === undefined) {
				await system.clock.sleep(sourcePauseMs, signal);
			}
		}
	};

	return {
		decision: () => decision,
		site: () => site,
		search: async () => {
			const source = readSiteSource(await system.files.readText('/proc/cmdline'));
			if (site === undefined) {
				await inTurn(takeImported);
			}
			await Promise.all([media.watch(), source && pursue(source)]);
		},
		whenExamined: () => examined.promise,
		recallSite: () =>
			inTurn(async () => {
				const imported = await readImported(system, signal);
				if (imported !== undefined) {
					know(imported);
				}
			}),
		refresh: () => inTurn(refresh),
		renew: async () => {
			if (probedAt !== undefined && isStale({checkedAt: probedAt}, system.clock.now())) {
				await inTurn(refresh);
			}
		},
		takeMedium: (device) =>
			inTurn(() => {
				const medium = media.find(device) ?? {device};
				return take(device, () => importMedium(working, medium, signal));
			}),
		takeTyped: (answers) =>
			inTurn(async () => {
				remember(secretsIn(answers));
				const seed = await readSeed(system).catch(() => undefined);
				const made = Promise.withResolvers<SiteAccess>();
				made.promise.catch(() => {});
				await take('', async () => {
					const {site: typed, access} = await makeTypedSite(working, answers, seed, signal);
					remember(secretsIn(access));
					made.resolve(access);
					return typed;
				});
				return made.promise;
			}),
	};
};

/** The doctor's, on what was imported: where the configuration came from may be gone. */
const warningsOf = async (system: System, signal: AbortSignal): Promise<readonly string[]> => {
	const faults = (await examineDirectory(system, signal))?.faults ?? [];
	return faults.filter(({isWarning}) => isWarning === true).map(faultText);
};

/** Of the first medium that says otherwise. */
const changeOf = (site: Site, media: readonly GoodMedium[]): {readonly change?: SiteChange} => {
	const other = media.find(({digest}) => digest !== site.digest);
	return other?.site === undefined
		? {}
		: {change: {device: other.medium.device, differences: siteDiff(site, other.site)}};
};
