/**
 * What the checks of a site look at, and the shape of one. They are examined twice: before anything is changed,
 * and with the network of the site applied, before recert.
 */
import type {SeedClusterInfo} from '../../../seed/info.ts';
import type {Severity, Verdict} from '../../check.ts';
import type {EdgeFacts} from '../../edge-facts/facts.ts';
import type {Site} from '../../site/site.ts';

/** `recert`: what could be waited for until now cannot be waited for any longer. */
export type SiteMoment = 'arrival' | 'recert';

export type SiteSubject = {
	readonly site: Pick<Site, 'manifest' | 'files'>;
	/** The seed's manifest.json, as it lies on this host. */
	readonly seed: SeedClusterInfo;
	readonly edge: EdgeFacts;
	readonly moment: SiteMoment;
	/** What the sources said without effect, as unknown keys of the manifest. */
	readonly configWarnings?: readonly string[];
};

export type SiteCheck = {
	/** Stable, as `site-proxy`; its title is in the words. */
	readonly id: string;
	readonly severity: Severity;
	/** Where it depends on what was found or on the moment; else `severity`. */
	readonly severityFor?: (subject: SiteSubject) => Severity;
	readonly examine: (subject: SiteSubject) => Verdict;
};
