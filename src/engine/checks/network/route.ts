/** Judgement of the way out: default route, gateway, packet size. Pure. */
import {networkCheckWords as words} from '../../../words/checks/network.ts';
import type {Verdict} from '../../check.ts';
import type {Gateway, LadderFacts, PathMtu, Routes} from '../../ladder/facts.ts';
import {isAddress} from '../../ladder/ground.ts';
import {failed, passed, unknown} from '../verdicts.ts';
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
		return failed(words.gatewayAbsent(absent.map(nameOf).join(', ')));
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

const mtuVerdict = (paths: readonly PathMtu[]): Verdict => {
	const small = paths.filter(({large}) => large !== undefined && large.kind !== 'answered');
	if (small.length > 0) {
		return failed(words.smallMtu(small.map(({nic, mtu, address}) => ({nic, mtu, address}))));
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

const isEchoing = ({echo}: Gateway): boolean => echo.known && echo.value.kind === 'answered';

const isPresent = ({neighbour}: Gateway): boolean =>
	neighbour.known && neighbour.value.kind === 'present';

const isAbsent = (gateway: Gateway): boolean =>
	!isEchoing(gateway) && gateway.neighbour.known && gateway.neighbour.value.kind === 'absent';

const nameOf = ({gateway, nic}: Gateway): string => `${gateway} on ${nic}`;
