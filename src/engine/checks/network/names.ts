/** Judgement of the name servers, each by itself. Pure. */
import {networkCheckWords as words} from '../../../words/checks/network.ts';
import type {Severity, Verdict} from '../../check.ts';
import type {LadderFacts, NameServer} from '../../ladder/facts.ts';
import {directEndpoints, isAddress} from '../../ladder/ground.ts';
import {failed, passed} from '../verdicts.ts';
import {type RungRow, rungRow} from './rows.ts';

export const nameRows: readonly RungRow[] = [
	rungRow({
		id: 'dns-servers',
		rung: 'nameServers',
		severity: 'blocker',
		unknownSeverity: 'warning',
		severityFor: (servers, ladder) => severityOf(servers, ladder),
		judge: (servers, ladder) => serversVerdict(servers, ladder),
	}),
];

/** One good server is enough to go on; an address, or a proxy, needs none. */
const severityOf = (servers: readonly NameServer[], ladder: LadderFacts): Severity =>
	needsNames(ladder) && !servers.some(isGood) ? 'blocker' : 'warning';

const serversVerdict = (servers: readonly NameServer[], ladder: LadderFacts): Verdict => {
	if (servers.length === 0) {
		return failed(words.noNameServer(needsNames(ladder)));
	}
	const lying = servers.filter(isLying);
	if (lying.length > 0) {
		const told = lying.map(({server, madeUp}) => `${server} (${valuesOf(madeUp).join(', ')})`);
		return failed(words.lyingNameServer(told.join('; ')));
	}
	const silent = servers.filter(isSilent);
	if (silent.length > 0) {
		const all = silent.length === servers.length;
		return failed(words.silentNameServer(silent.map(({server}) => server).join(', '), all));
	}
	const broken = servers.filter((server) => !isGood(server));
	if (broken.length > 0) {
		const told = broken.map(({server, registry}) => `${server} (${statusOf(registry)})`);
		return failed(words.brokenNameServer(told.join(', ')));
	}
	return passed(servers.map((server) => nameServerText(server, ladder)).join(', '));
};

/** Forward and reverse: the name of our address should lead back to one that we have. */
const nameServerText = (
	{server, reverse, forward}: NameServer,
	{rungs: {address}}: LadderFacts,
): string => {
	const own = address?.fact.known
		? address.fact.value.nics.flatMap(({addresses}) => addresses.map((one) => one.address))
		: [];
	const leadsBack = forward === undefined || valuesOf(forward).some((one) => own.includes(one));
	return words.nameServer(server, valuesOf(reverse)[0], leadsBack);
};

const isSilent = ({madeUp, registry}: NameServer): boolean =>
	madeUp.kind === 'silent' && (registry === undefined || registry.kind === 'silent');

const isLying = ({madeUp}: NameServer): boolean => valuesOf(madeUp).length > 0;

/** Whether the name exists is judged later, by the way that programs ask. */
const isGood = (server: NameServer): boolean =>
	!isSilent(server) &&
	!isLying(server) &&
	!['SERVFAIL', 'REFUSED'].includes(statusOf(server.registry));

const statusOf = (answer: NameServer['registry']): string =>
	answer?.kind === 'answered' ? answer.status : '';

const valuesOf = (answer: NameServer['registry']): readonly string[] =>
	answer?.kind === 'answered' ? answer.values : [];

const needsNames = (ladder: LadderFacts): boolean =>
	directEndpoints(ladder).some(({host}) => !isAddress(host) && host !== 'localhost');
