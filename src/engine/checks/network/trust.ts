/** Judgement of the dates at the registry: the clock of this host against its peer and its certificates. Pure. */

import type {PeerCertificate, PeerTrust} from '../../../system/types.ts';
import {registryCheckWords as words} from '../../../words/checks/registry.ts';
import type {Severity, Verdict} from '../../check.ts';
import type {EndpointTrust, LadderFacts} from '../../ladder/facts.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {type RungRow, rungRow} from './rows.ts';

/** Registry clocks are rarely better than this; a Date has no fraction of a second. */
const doubtfulSkewMs = 5000;
const graveSkewMs = 60_000;
const soonMs = 30 * 86_400_000;

export const trustRows: readonly RungRow[] = [
	rungRow({
		id: 'time-skew',
		rung: 'tls',
		severity: 'blocker',
		isBlockingAnyway: true,
		unknownSeverity: 'warning',
		severityFor: (peers, ladder) => skewSeverity(peers, ladder),
		judge: (peers, ladder) => (needsNone(ladder) ? passed(words.notNeeded) : skewVerdict(peers)),
	}),
	rungRow({
		id: 'tls-validity',
		rung: 'tls',
		severity: 'blocker',
		severityFor: (peers, _ladder) => (shownChains(peers).length === 0 ? 'warning' : 'blocker'),
		judge: (peers, ladder, {checkedAt}) =>
			needsNone(ladder) ? passed(words.notNeeded) : validityVerdict(peers, checkedAt),
	}),
];

/** Nothing that TLS has to prove: no registry is asked, or none that is to be verified. */
export const needsNone = ({goal}: LadderFacts): boolean =>
	goal.kind === 'file' ||
	(goal.kind === 'registry' && goal.endpoints.every((one) => one.isInsecure));

/** A host that follows a time server is right, and then it is the registry that is wrong. */
const skewSeverity = (peers: readonly EndpointTrust[], {rungs: {time}}: LadderFacts): Severity => {
	const ahead = skewOf(peers);
	const follows = time?.fact.known === true && time.fact.value.isSynchronised;
	return ahead !== undefined && Math.abs(ahead) > graveSkewMs && !follows ? 'blocker' : 'warning';
};

const skewVerdict = (peers: readonly EndpointTrust[]): Verdict => {
	const ahead = skewOf(peers);
	if (ahead === undefined) {
		return unknown(words.noWitness);
	}
	return Math.abs(ahead) > doubtfulSkewMs
		? failed(words.skewed(Math.round(ahead / 1000)))
		: passed(words.inTime);
};

const skewOf = (peers: readonly EndpointTrust[]): number | undefined =>
	peers.find(({clockAheadMs}) => clockAheadMs !== undefined)?.clockAheadMs;

const validityVerdict = (peers: readonly EndpointTrust[], checkedAt: string): Verdict => {
	const chains = shownChains(peers);
	const faults = chains.map((chain) => validityFault(chain, Date.parse(checkedAt)));
	if (chains.length === 0) {
		return unknown(words.noCertificate);
	}
	const good = faults.indexOf(undefined);
	const [fault] = faults;
	if (good < 0 && fault !== undefined) {
		return failed(words.invalidDates(fault.certificate, fault.kind, checkedAt));
	}
	const ends = (chains[good] ?? []).map(({validTo}) => validTo).toSorted()[0] ?? '';
	return Date.parse(ends) < Date.parse(checkedAt) + soonMs
		? failed(words.endsSoon(ends))
		: passed(words.validUntil(ends));
};

type ValidityFault = {readonly kind: 'early' | 'late'; readonly certificate: PeerCertificate};

const validityFault = (
	chain: readonly PeerCertificate[],
	nowMs: number,
): ValidityFault | undefined => {
	const early = chain.find(({validFrom}) => Date.parse(validFrom) > nowMs);
	const late = chain.find(({validTo}) => Date.parse(validTo) < nowMs);
	if (early !== undefined) {
		return {kind: 'early', certificate: early};
	}
	return late && {kind: 'late', certificate: late};
};

const shownChains = (peers: readonly EndpointTrust[]): readonly (readonly PeerCertificate[])[] =>
	peers.map((peer) => trustShown(peer)?.certificates ?? []).filter(({length}) => length > 0);

export const trustShown = ({connection}: EndpointTrust): PeerTrust | undefined =>
	connection.kind === 'open' ? connection.tls : undefined;
