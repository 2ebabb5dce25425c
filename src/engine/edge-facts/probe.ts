/**
 * Everything that the checks of a site need to know of the installed host. Reads only and sends a few packets;
 * each fact has a time limit, and one that fails hides no other.
 */
import type {SeedClusterInfo} from '../../seed/info.ts';
import type {System} from '../../system/types.ts';
import type {Site} from '../site/site.ts';
import type {EdgeFacts} from './facts.ts';

export type EdgeSubject = {
	readonly site: Site;
	readonly seed: SeedClusterInfo;
	/** Where the files of the site lie; absent: `siteRoot`. */
	readonly root?: string;
};

/** @throws InstallError CANCELLED */
export const probeEdge = async (
	_system: System,
	_subject: EdgeSubject,
	_signal: AbortSignal,
): Promise<EdgeFacts> => {
	throw new Error('the probes of the edge are not written yet');
};
