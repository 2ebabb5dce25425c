/** Judgement of the way out: default route, gateway, packet size. Pure. */
import {networkCheckWords as words} from '../../../words/checks/network.ts';
import type {FailureWords} from '../../../words/checks/shared.ts';
import type {Verdict} from '../../check.ts';
import {
	type Gateway,
	isAbsent,
	isEchoing,
	type LadderFacts,
	type PathMtu,
	type Routes,
} from '../../ladder/facts.ts';
import {isAddress} from '../../ladder/ground.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {isMtuHole, isNarrow} from './mtu-hole.ts';
import {type RungRow, rungRow} from './rows.ts';

export const routeRows: readonly RungRow[] = [
	rungRow({
		id: 'net-default-route',
		rung: 'routes',
		severity: 'blocker',
		judge: (routes, ladder) => routesVerdict(routes, ladder),
	}),
	rungRow({
		id: 'net-gateway',
		rung: 'gateways',
		severity: 'blocker',
		// A gateway that says nothing may still lead on, and one of two is enough.
		severityFor: (gateways) =>
			gateways.length > 0 && gateways.every(isAbsent) ? 'blocker' : 'warning',
		unknownSeverity: 'warning',
		judge: (gateways) => gatewaysVerdict(gateways),
	}),
	rungRow({
		id: 'net-mtu',
		rung: 'mtu',
		severity: 'warning',
		severityFor: (_paths, ladder) => (isMtuHole(ladder) ? 'blocker' : 'warning'),
		judge: (paths) => mtuVerdict(paths),
	}),
];

const routesVerdict = ({defaultRoutes, paths}: Routes, {goal}: LadderFacts): Verdict => {
	const [first] = defaultRoutes;
	if (first !== undefined) {
		return passed(words.route(first.gateway, first.nic));
	}
	const lost = paths.filter(({path}) => path.kind === 'none').map(({address}) => address);
	// Where a name or a proxy leads is not known yet: without a default route it is seldom in reach.
	const endpoints = goal.kind === 'registry' ? goal.endpoints : [];
	const isAllNear = endpoints.every(({host, proxy}) => isAddress(host) && proxy === undefined);
	return isAllNear && endpoints.length > 0 && lost.length === 0
		? passed(words.noRouteNeeded)
		: failed(words.noRoute(lost));
};

const gatewaysVerdict = (gateways: readonly Gateway[]): Verdict => {
	const absent = gateways.filter(isAbsent);
	if (absent.length > 0) {
		return failed(whereabouts(absent));
	}
	const doubtful = gateways.filter((gateway) => !isEchoing(gateway) && !isPresent(gateway));
	if (doubtful.length > 0) {
		return unknown(words.gatewaySilent(doubtful.map(nameOf).join(', ')));
	}
	return gateways.length === 0
		? passed(words.noGateway)
		: passed(
				gateways.map((gateway) => words.gateway(nameOf(gateway), isEchoing(gateway))).join(', '),
			);
};

/** What was found on the cables tells a dead gateway, swapped cables and a wrong VLAN from each other. */
const whereabouts = (absent: readonly Gateway[]): FailureWords => {
	const [swapped] = absent.filter(({search}) => (search?.foundOn.length ?? 0) > 0);
	if (swapped !== undefined) {
		return words.cablesSwapped(nameOf(swapped), swapped.search?.foundOn ?? []);
	}
	const [first] = absent;
	const gateways = absent.map(nameOf).join(', ');
	const kin = first?.search?.kin ?? [];
	const near = kin.filter(({isThere}) => isThere).map(({address}) => address);
	if (near.length > 0) {
		return words.gatewayAlone(gateways, near);
	}
	const strangers = first?.search?.strangers.length ?? 0;
	const missed = kin.map(({address}) => address);
	return strangers > 0
		? words.otherNetwork(gateways, {missed, strangers, ports: first?.search?.ports ?? []})
		: words.gatewayAbsent(gateways);
};

const mtuVerdict = (paths: readonly PathMtu[]): Verdict => {
	const narrow = paths.filter(isNarrow);
	if (narrow.length > 0) {
		return failed(words.smallMtu(narrow));
	}
	const untold = paths.filter(({large}) => large === undefined);
	if (untold.length > 0) {
		return unknown(words.mtuUntold(untold.map(({address}) => address).join(', ')));
	}
	return passed(
		paths.length === 0
			? words.noGateway
			: paths.map(({nic, mtu, address}) => words.mtu(nic, mtu, address)).join(', '),
	);
};

const isPresent = ({neighbour}: Gateway): boolean =>
	neighbour.known && neighbour.value.kind === 'present';

const nameOf = ({gateway, nic}: Gateway): string => `${gateway} on ${nic}`;
