/** What the engine at the edge tells its consoles beside the events of a run: one union, all JSON. */
import type {DocumentFault} from '../../config/document-fault.ts';
import type {Problem} from '../../errors.ts';
import type {ClusterStatus} from '../../kube/status.ts';
import type {ApiTold} from '../api/notice.ts';
import type {Finding} from '../check.ts';
import type {EdgeFacts} from '../edge-facts/facts.ts';
import type {InstallEvent} from '../events.ts';
import type {Plan} from '../plan.ts';
import type {SiteDifference} from '../site/diff.ts';
import type {Medium} from '../site/medium.ts';
import type {Site} from '../site/site.ts';
import type {SiteAccess} from '../site/typed.ts';
import type {MediaSnapshot} from '../site/watch-media.ts';
import type {ToolEvent} from '../tools/events.ts';
import type {Identity} from './identity.ts';

/** A medium, or the directory that the configuration would lie in, and what the doctor says of it. */
export type MediumReport = {
	readonly medium: Medium;
	/** Absent where there is nothing to examine, or until it was. */
	readonly examined?: {
		readonly digest: string;
		/** Nothing but warnings was found. */
		readonly isGood: boolean;
		readonly faults: readonly DocumentFault[];
	};
};

/** A good medium says otherwise than what was imported. */
export type SiteChange = {
	readonly device: string;
	readonly differences: readonly SiteDifference[];
};

export type EdgeDecision = {
	readonly findings: readonly Finding[];
	/** Present when no blocker stands. */
	readonly plan?: Plan;
};

/** The unit that the seed brought, where it does the work and we only watch it. */
export type SeedUnit = {
	/** As systemd says it: `activating`, `inactive`, `failed`. */
	readonly state: string;
	/** Names of the marks that it leaves, in the order of their making. */
	readonly done: readonly string[];
	/** The newest lines of its journal. */
	readonly lines: readonly string[];
};

export type EdgeEvent =
	| ToolEvent
	| ApiTold
	| {
			readonly type: 'media.seen';
			readonly reports: readonly MediumReport[];
			readonly watching: MediaSnapshot['watching'];
			/** Why the devices could not be listed. */
			readonly fault?: string;
	  }
	| {readonly type: 'site.absent'}
	| {readonly type: 'site.loading'; readonly from: string}
	| {readonly type: 'site.loaded'; readonly site: Site}
	| {readonly type: 'site.failed'; readonly problem: Problem}
	/** Without a change: what is plugged in says what was imported, or nothing. */
	| {readonly type: 'site.compared'; readonly change?: SiteChange}
	| {readonly type: 'identity.known'; readonly identity: Identity}
	| {readonly type: 'facts.loading'}
	| {readonly type: 'facts.loaded'; readonly facts: EdgeFacts}
	| {readonly type: 'facts.failed'; readonly problem: Problem}
	| {readonly type: 'decided'; readonly decision: EdgeDecision}
	| {readonly type: 'finding.accepted'; readonly id: string}
	/** The run is taken up again by itself. */
	| {readonly type: 'attempt.waiting'; readonly attempt: Attempt}
	| {readonly type: 'failure.bundled'; readonly path: string}
	/** Both parts are secrets: they print as `<redacted>`. */
	| {readonly type: 'access.offered'; readonly access: SiteAccess}
	| {readonly type: 'access.saved'; readonly device: string}
	| {readonly type: 'access.forgotten'}
	| {readonly type: 'recert.rolled-back'}
	/** After the run is done. */
	| {readonly type: 'cluster.seen'; readonly status: ClusterStatus}
	| {readonly type: 'unit.seen'; readonly unit: SeedUnit}
	| {readonly type: 'action.refused'; readonly problem: Problem}
	| {readonly type: 'action.taken'}
	| {readonly type: 'failure.acknowledged'}
	| {readonly type: 'run.event'; readonly event: InstallEvent};

export type Attempt = {
	readonly made: number;
	readonly allowed: number;
	/** ISO 8601. */
	readonly nextAt: string;
};
