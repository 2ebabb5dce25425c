/** What a session of either kind has told so far, for looks and deeds; pure. Secrets in it stay secrets. */
import type {Config} from '../../config/settings.ts';
import type {Facts} from '../../hardware/facts.ts';
import type {ClusterStatus} from '../../kube/status.ts';
import type {SeedInfo} from '../../seed/info.ts';
import type {Finding} from '../check.ts';
import type {EdgeEvent} from '../edge/events.ts';
import type {Identity} from '../edge/identity.ts';
import type {EdgeFacts} from '../edge-facts/facts.ts';
import type {InstallEvent, Outcome} from '../events.ts';
import type {LadderFacts} from '../ladder/facts.ts';
import type {Plan} from '../plan.ts';
import type {SessionEvent} from '../session-events.ts';
import type {Site} from '../site/site.ts';

export type Known = {
	/** Of a host that is to be installed. */
	readonly facts?: Facts;
	/** Of an installed host. */
	readonly edgeFacts?: EdgeFacts;
	readonly config: Config;
	/** Kernel path of the chosen installation disk. */
	readonly chosenDisk?: string;
	readonly seed?: SeedInfo;
	readonly ladder?: LadderFacts;
	readonly site?: Site;
	readonly identity?: Identity;
	readonly cluster?: ClusterStatus;
	readonly findings: readonly Finding[];
	/** Present when nothing blocks. */
	readonly plan?: Plan;
	readonly run?: KnownRun;
};

export type KnownRun = {
	readonly runId: string;
	readonly plan: Plan;
	/** Ids of the steps that go on. */
	readonly running: readonly string[];
	/** Absent while it goes on. */
	readonly outcome?: Outcome;
};

export const nothingKnown: Known = {config: {}, findings: []};

export const isRunning = ({run}: Known): boolean => run !== undefined && run.outcome === undefined;

export const learn = (known: Known, event: SessionEvent | EdgeEvent): Known => {
	switch (event.type) {
		case 'facts.loaded':
			return 'disks' in event.facts
				? {...known, facts: event.facts}
				: {...known, edgeFacts: event.facts};
		case 'config.merged':
			return {...known, config: event.config};
		case 'seed.loaded':
			return {...known, seed: event.seed};
		case 'ladder.loaded':
			return {...known, ladder: event.ladder};
		case 'site.loaded':
			return {...known, site: event.site};
		case 'site.absent':
			return without(known, 'site');
		case 'identity.known':
			return {...known, identity: event.identity};
		case 'cluster.seen':
			return {...known, cluster: event.status};
		case 'decided':
			return {...without(without(known, 'plan'), 'chosenDisk'), ...decided(event.decision)};
		case 'run.event': {
			const run = learnRun(known.run, event.event);
			return run === undefined ? known : {...known, run};
		}
		default:
			return known;
	}
};

type Decided = Pick<Known, 'findings' | 'plan' | 'chosenDisk'>;

const decided = ({findings, plan, chosenDisk}: Decided): Decided => ({
	findings,
	...(plan && {plan}),
	...(chosenDisk !== undefined && {chosenDisk}),
});

const learnRun = (run: KnownRun | undefined, event: InstallEvent): KnownRun | undefined => {
	if (event.type === 'run.started') {
		return {runId: event.runId, plan: event.plan, running: []};
	}
	return run && advance(run, event);
};

const advance = (run: KnownRun, event: InstallEvent): KnownRun => {
	switch (event.type) {
		case 'run.resumed':
			return withoutOutcome(run);
		case 'step.started':
			return {...run, running: [...run.running, event.step]};
		case 'step.finished':
			return {...run, running: run.running.filter((step) => step !== event.step)};
		case 'run.finished':
			return {...run, running: [], outcome: event.outcome};
		default:
			return run;
	}
};

const withoutOutcome = ({outcome: _, ...rest}: KnownRun): KnownRun => rest;

const without = <Name extends 'plan' | 'chosenDisk' | 'site'>(
	known: Known,
	name: Name,
): Omit<Known, Name> => {
	const {[name]: _, ...rest} = known;
	return rest;
};
