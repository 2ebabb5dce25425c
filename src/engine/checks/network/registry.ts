/**
 * Judgement of the upper rungs: proxy, name, TCP, TLS and credentials of the registries that may be asked for the
 * seed image. One that holds is enough; the first one's fault is named where none does. Pure.
 */
import {registryCheckWords as words} from '../../../words/checks/registry.ts';
import type {FailureWords} from '../../../words/checks/shared.ts';
import type {Verdict} from '../../check.ts';
import {
	type EndpointAnswer,
	type EndpointPath,
	type EndpointTrust,
	isReached,
	type LadderFacts,
	type RegistryAnswer,
} from '../../ladder/facts.ts';
import {isAddress} from '../../ladder/ground.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {isMtuHole} from './mtu-hole.ts';
import {type RungRow, rungRow} from './rows.ts';
import {needsNone, trustShown} from './trust.ts';

export const registryRows: readonly RungRow[] = [
	rungRow({
		id: 'proxy-config',
		rung: 'proxy',
		severity: 'blocker',
		judge: (answers, ladder) =>
			answers.length === 0 ? passed(words.noProxy) : (proven(ladder) ?? proxyVerdict(answers)),
	}),
	rungRow({
		id: 'registry-dns',
		rung: 'names',
		severity: 'blocker',
		judge: (names, ladder) => {
			const direct = names.filter(({endpoint}) => !isAddress(endpoint.host));
			const found = names.filter(({addresses}) => addresses.length > 0);
			if (direct.length === 0 || found.length > 0) {
				return proven(ladder) ?? passed(foundNames(names));
			}
			return proven(ladder) ?? failed(words.unknownName(direct.map(({endpoint}) => endpoint.host)));
		},
	}),
	rungRow({
		id: 'registry-tcp',
		rung: 'tcp',
		severity: 'blocker',
		judge: (answers, ladder) => proven(ladder) ?? tcpVerdict(answers, ladder),
	}),
	rungRow({
		id: 'registry-tls',
		rung: 'tls',
		severity: 'blocker',
		severityFor: (peers, ladder) =>
			tlsVerdict(peers, ladder).kind === 'unknown' ? 'warning' : 'blocker',
		judge: (peers, ladder) =>
			proven(ladder) ?? (needsNone(ladder) ? passed(words.notNeeded) : tlsVerdict(peers, ladder)),
	}),
	rungRow({
		id: 'registry-auth',
		rung: 'registry',
		severity: 'blocker',
		judge: (answer, ladder) => proven(ladder) ?? authVerdict(answer),
	}),
	rungRow({
		id: 'registry-image',
		rung: 'registry',
		severity: 'blocker',
		severityFor: (answer) => (imageVerdict(answer).kind === 'unknown' ? 'warning' : 'blocker'),
		judge: (answer, ladder) => proven(ladder) ?? imageVerdict(answer),
	}),
];

/** What skopeo did proves all that it had to do for it; what leads to a local file needs no proof. */
const proven = (ladder: LadderFacts): Verdict | undefined => {
	switch (ladder.goal.kind) {
		case 'file':
			return passed(words.seedIsFile);
		case 'none':
			return unknown(words.noImage);
		case 'registry':
			if (isReached(ladder)) return passed(words.answered(ladder.goal.image));
			return ladder.goal.doubt === undefined
				? undefined
				: unknown(words.doubtful(ladder.goal.doubt));
	}
};

const proxyVerdict = (answers: readonly EndpointAnswer[]): Verdict => {
	const open = answers.find(({connection}) => connection.kind === 'open');
	return open === undefined
		? firstFault(answers, (answer) => words.proxyFault(toFault(answer)))
		: passed(words.proxied(open.endpoint.proxy ?? '', open.endpoint.registry));
};

const foundNames = (
	names: readonly {
		readonly endpoint: {readonly host: string};
		readonly addresses: readonly string[];
	}[],
): string =>
	names.length === 0
		? words.proxyResolves
		: names.map(({endpoint, addresses}) => words.resolved(endpoint.host, addresses)).join('; ');

const tcpVerdict = (answers: readonly EndpointPath[], {rungs: {names}}: LadderFacts): Verdict => {
	const open = answers.filter(({connection}) => connection.kind === 'open');
	const [first] = open;
	if (first !== undefined) {
		return passed(words.connected(first.endpoint.registry, first.endpoint.port));
	}
	const isProxied = names?.fact.known === true && names.fact.value.length === 0;
	return answers.length === 0 && isProxied
		? passed(words.proxyConnects)
		: firstFault(answers, (answer) =>
				words.tcpFault({...toFault(answer), isDirect: answer.path?.kind === 'direct'}),
			);
};

const dateFaults: readonly string[] = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'];

const tlsVerdict = (peers: readonly EndpointTrust[], ladder: LadderFacts): Verdict => {
	if (isMtuHole(ladder)) {
		return unknown(words.sizeFirst);
	}
	const good = peers.find(
		(peer) => peer.endpoint.isInsecure || trustShown(peer)?.isTrusted === true,
	);
	if (good !== undefined) {
		return passed(words.trusted(good.endpoint.registry));
	}
	const [first] = peers;
	const trust = first && trustShown(first);
	if (first !== undefined && trust?.isTrusted === false) {
		const [certificate] = trust.certificates;
		return dateFaults.includes(trust.fault)
			? unknown(words.datesFirst)
			: failed(words.untrusted(first.endpoint.registry, trust.fault, certificate));
	}
	return firstFault(peers, (answer) => words.tlsFault(toFault(answer)));
};

const authVerdict = (answer: RegistryAnswer): Verdict =>
	answer.kind === 'answered' || answer.code === 'SEED_NOT_FOUND'
		? passed(words.accepted)
		: failed(words.refused(answer.message, answer.remedy));

const imageVerdict = (answer: RegistryAnswer): Verdict => {
	if (answer.kind === 'answered') {
		return passed(words.accepted);
	}
	return answer.code === 'SEED_NOT_FOUND'
		? failed(words.refused(answer.message, answer.remedy))
		: unknown(words.accessFirst);
};

const firstFault = <Answer extends EndpointAnswer>(
	answers: readonly Answer[],
	describe: (answer: Answer) => FailureWords,
): Verdict => {
	const [first] = answers;
	return first === undefined ? unknown(words.nothingToAsk) : failed(describe(first));
};

const toFault = ({endpoint, connection}: EndpointAnswer) => ({
	registry: endpoint.registry,
	port: endpoint.port,
	proxy: endpoint.proxy ?? '',
	code: connection.kind === 'failed' ? connection.code : '',
	at: connection.kind === 'failed' ? connection.at : 'answer',
	status: connection.kind === 'failed' ? connection.proxyStatus : undefined,
});
