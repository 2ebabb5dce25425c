/**
 * The machine networks outside of all that the cluster uses inside. Most seeds do not tell their own networks: those of
 * the installer are then only likely. Pure.
 */
import {type Network, overlap as overlaps, parseNetwork} from '../../../config/cidr.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import type {Severity} from '../../check.ts';
import {machineNetworksOf} from '../../recert/networks.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const overlap: SiteCheck = {
	id: 'site-overlap',
	severity: 'blocker',
	severityFor: (subject) => worst(subject)?.severity ?? 'blocker',
	examine: (subject) => {
		const found = worst(subject);
		return found === undefined
			? passed(words.noOverlap)
			: failed(words.overlap(found.network, found.text, words.overlapKinds[found.what]));
	},
};

type Taken = {
	readonly what: keyof typeof words.overlapKinds;
	readonly severity: Severity;
	readonly text: string;
};

const worst = (subject: SiteSubject): (Taken & {readonly network: string}) | undefined => {
	const given = machineNetworksOf(subject.site.manifest);
	const found = given.flatMap((network, index) =>
		[...othersOf(given, index), ...takenBy(subject)]
			.filter(({text}) => isBoth(network, text))
			.map((taken) => ({...taken, network})),
	);
	return found.find(({severity}) => severity === 'blocker') ?? found[0];
};

const othersOf = (given: readonly string[], index: number): readonly Taken[] =>
	given
		.filter((_network, at) => at > index)
		.map((text) => ({what: 'machine', severity: 'blocker', text}));

const takenBy = ({seed, edge: {seedNetworks}}: SiteSubject): readonly Taken[] => {
	const {clusterNetworks, serviceNetworks} = seedNetworks.known ? seedNetworks.value : seed;
	return [
		...(clusterNetworks.length > 0
			? rows('cluster', 'blocker', clusterNetworks)
			: rows('defaultCluster', 'warning', ['10.128.0.0/14'])),
		...(serviceNetworks.length > 0
			? rows('service', 'blocker', serviceNetworks)
			: rows('defaultService', 'warning', ['172.30.0.0/16'])),
		...rows('ovn', 'warning', ovnNetworks),
	];
};

/** What OVN-Kubernetes joins its routers with, unless told otherwise. */
const ovnNetworks = [
	'100.64.0.0/16',
	'100.88.0.0/16',
	'169.254.0.0/17',
	'fd97::/64',
	'fd98::/64',
	'fd69::/112',
];

const rows = (
	what: Taken['what'],
	severity: Severity,
	texts: readonly string[],
): readonly Taken[] => texts.map((text) => ({what, severity, text}));

const isBoth = (one: string, other: string): boolean => {
	const [a, b] = [parsed(one), parsed(other)];
	return a !== undefined && b !== undefined && overlaps(a, b);
};

const parsed = (text: string): Network | undefined => parseNetwork(text);
