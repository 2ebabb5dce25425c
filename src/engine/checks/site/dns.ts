/**
 * The names of the cluster in DNS, as everybody else sees them; this host answers them for itself. A name that leads
 * to another host of the machine network is somebody else's cluster; one that leads outside may be a balancer. Pure.
 */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import type {Severity, Verdict} from '../../check.ts';
import {type ClusterNameRole, clusterNameRoles, type NameAnswer} from '../../edge-facts/facts.ts';
import {isInNetwork, isSameAddress} from '../../edge-facts/planned-network.ts';
import {machineNetworksOf} from '../../recert/networks.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {addressesOf, nicsOf, unanswered} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const dnsChecks: readonly SiteCheck[] = clusterNameRoles.map((role) => ({
	id: `site-dns-${role}`,
	severity: 'blocker',
	severityFor: (subject) => severityOf(subject, role),
	examine: (subject) => verdictOf(subject, role),
}));

const answersFor = ({edge: {names}}: SiteSubject, role: ClusterNameRole): readonly NameAnswer[] =>
	names.known
		? names.value.filter((one) => one.role === role && one.answer.kind === 'answered')
		: [];

const valuesOf = ({answer}: NameAnswer): readonly string[] =>
	answer.kind === 'answered' ? answer.values : [];

/** Values that lead elsewhere than to this host. */
const strangersOf = (subject: SiteSubject, role: ClusterNameRole): readonly string[] => {
	const own = [
		...addressesOf(subject),
		...nicsOf(subject).flatMap(({addresses}) => addresses.map(({address}) => address)),
	].flatMap((address) => address ?? []);
	const values = answersFor(subject, role).flatMap(valuesOf);
	return [...new Set(values.filter((value) => !own.some((one) => isSameAddress(one, value))))];
};

/** Before this host has its address, one in its network may be its own. */
const severityOf = (subject: SiteSubject, role: ClusterNameRole): Severity => {
	const networks = machineNetworksOf(subject.site.manifest);
	const isNeighbour = strangersOf(subject, role).some((value) =>
		networks.some((network) => isInNetwork(value, network)),
	);
	return isNeighbour && !addressesOf(subject).includes(undefined) ? 'blocker' : 'warning';
};

const verdictOf = (subject: SiteSubject, role: ClusterNameRole): Verdict => {
	const {names} = subject.edge;
	if (!names.known) {
		return unanswered(subject, names.reason);
	}
	const answers = answersFor(subject, role);
	const [first] = answers;
	if (first === undefined) {
		return unknown(words.nobodyToAsk);
	}
	const wanted =
		addressesOf(subject)
			.flatMap((address) => address ?? [])
			.join(', ') || words.ownAddress;
	const strangers = strangersOf(subject, role);
	if (strangers.length > 0) {
		return failed(words.nameElsewhere(first.name, strangers.join(', '), wanted));
	}
	const ignorant = answers.filter((one) => valuesOf(one).length === 0).map(({server}) => server);
	return ignorant.length > 0
		? failed(words.nameUnknown(first.name, ignorant.join(', '), wanted))
		: passed(words.nameAnswer(first.name, [...new Set(answers.flatMap(valuesOf))].join(', ')));
};
