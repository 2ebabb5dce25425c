/** Every check of a site, in the order in which a person would put its configuration right. Pure. */
import type {Finding} from '../../check.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export type {SiteMoment, SiteSubject} from './subject.ts';

export const siteChecks: readonly SiteCheck[] = [];

export const examineSite = (subject: SiteSubject): readonly Finding[] =>
	siteChecks.map(({id, severity, severityFor, examine}) => ({
		id,
		severity: severityFor?.(subject) ?? severity,
		verdict: examine(subject),
	}));
