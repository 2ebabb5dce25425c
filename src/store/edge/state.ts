/** Everything that a console at the edge shows, as one plain value. Events make it; screens read it. */
import type {ApiNotice} from '../../engine/api/notice.ts';
import type {
	Attempt,
	EdgeDecision,
	MediumReport,
	SeedUnit,
	SiteChange,
} from '../../engine/edge/events.ts';
import type {Identity} from '../../engine/edge/identity.ts';
import type {EdgeFacts} from '../../engine/edge-facts/facts.ts';
import type {Site} from '../../engine/site/site.ts';
import type {SiteAccess} from '../../engine/site/typed.ts';
import type {MediaSnapshot} from '../../engine/site/watch-media.ts';
import type {Problem} from '../../errors.ts';
import type {ClusterStatus} from '../../kube/status.ts';
import {noTools, type ToolsState} from '../reduce-tools.ts';
import type {Loaded, RunState} from '../state.ts';

export type SeenMedia = {
	readonly reports: readonly MediumReport[];
	readonly watching: MediaSnapshot['watching'];
	/** Why the devices could not be listed. */
	readonly fault?: string;
};

/** While it is offered it is on a screen; after that nobody has it but who saved it. */
export type OfferedAccess = {readonly access: SiteAccess; readonly savedTo?: string};

export type EdgeState = EdgeDecision & {
	readonly media: Loaded<SeenMedia>;
	readonly site: Loaded<Site>;
	/** Where it is being imported from. */
	readonly siteFrom?: string;
	readonly change?: SiteChange;
	readonly identity?: Identity;
	readonly facts: Loaded<EdgeFacts>;
	/** Ids of failed warnings that somebody let pass. */
	readonly acceptedFindings: readonly string[];
	readonly access?: OfferedAccess;
	readonly run?: RunState;
	/** While the next attempt is waited for. */
	readonly attempt?: Attempt;
	/** Directory of what was gathered about the failure. */
	readonly bundle?: string;
	readonly isRolledBack?: boolean;
	/** As it was seen after the run. */
	readonly cluster?: ClusterStatus;
	/** Present: the seed's own unit does the work. */
	readonly unit?: SeedUnit;
	readonly tools: ToolsState;
	/** The status service; absent where none was ordered. */
	readonly api?: ApiNotice;
	/** The newest action, if it was refused. */
	readonly refusal?: Problem;
};

export const initialEdgeState: EdgeState = {
	media: {kind: 'loading'},
	site: {kind: 'absent'},
	facts: {kind: 'absent'},
	findings: [],
	acceptedFindings: [],
	tools: noTools,
};
