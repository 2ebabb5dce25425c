/** What the checks of a site's network begin with: its plan, and whether this host has it already. Pure. */
import type {Nic} from '../../../hardware/facts.ts';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import {notYet, untold} from '../../../words/checks/site-shared.ts';
import type {Severity, Verdict} from '../../check.ts';
import {emptyPlan, type NetworkPlan} from '../../edge-facts/network-plan.ts';
import {isInPlace, nodeAddresses, plannedNetwork} from '../../edge-facts/planned-network.ts';
import {unknown} from '../verdicts.ts';
import type {SiteSubject} from './subject.ts';

export const planOf = ({site, edge: {documents}}: SiteSubject): NetworkPlan =>
	plannedNetwork(site.manifest, documents.known ? documents.value.keyfiles : emptyPlan);

export const nicsOf = ({edge: {network}}: SiteSubject): readonly Nic[] =>
	network.nics.known ? network.nics.value : [];

/** In a container no link has hardware behind it. */
export const cardsIn = (nics: readonly Nic[]): readonly Nic[] => {
	const physical = nics.filter(({isPhysical}) => isPhysical);
	return physical.length > 0 ? physical : nics;
};

export const addressesOf = (subject: SiteSubject): readonly (string | undefined)[] =>
	nodeAddresses(subject.site.manifest, planOf(subject), nicsOf(subject));

/** Before it is applied, its network can be asked for little: that is no fault of the site. */
export const isWaiting = (subject: SiteSubject): boolean =>
	subject.moment === 'arrival' && !isInPlace(planOf(subject), nicsOf(subject));

export const unlessWaiting = (subject: SiteSubject, severity: Severity): Severity =>
	isWaiting(subject) ? 'warning' : severity;

/** Not known since the network is not there yet, or for the reason that was found. */
export const unanswered = (subject: SiteSubject, reason: string): Verdict =>
	unknown(isWaiting(subject) ? notYet : untold(reason));

export const clusterDomain = ({
	cluster_name,
	base_domain,
}: Pick<SeedReconfiguration, 'cluster_name' | 'base_domain'>): string =>
	`${cluster_name}.${base_domain}`;
