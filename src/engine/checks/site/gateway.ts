/** A gateway in the network of an address of the node: the cluster finds its card by the default route. Pure. */
import type {Address} from '../../../hardware/facts.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import type {Verdict} from '../../check.ts';
import type {NetworkPlan, PlannedGateway} from '../../edge-facts/network-plan.ts';
import {isInSubnet} from '../../ladder/subnets.ts';
import {failed, passed} from '../verdicts.ts';
import {isWaiting, nicsOf, planOf, unanswered, unlessWaiting} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const gateway: SiteCheck = {
	id: 'site-gateway',
	severity: 'blocker',
	severityFor: (subject) =>
		isStatic(planOf(subject)) ? 'blocker' : unlessWaiting(subject, 'blocker'),
	examine: (subject) => {
		const plan = planOf(subject);
		if (isStatic(plan)) {
			return plan.gateways.length === 0
				? failed(words.noGateway)
				: placeVerdict(plan.gateways, addressesIn(plan));
		}
		return routesVerdict(subject, plan);
	},
};

const isStatic = ({interfaces}: NetworkPlan): boolean =>
	interfaces.some(({addresses}) => addresses.length > 0) &&
	!interfaces.some(({isDynamic}) => isDynamic);

const addressesIn = ({interfaces}: NetworkPlan): readonly Address[] =>
	interfaces.flatMap(({addresses}) => addresses);

/** Where DHCP has a part, what it gave counts as well. */
const routesVerdict = (subject: SiteSubject, plan: NetworkPlan): Verdict => {
	const {defaultRoutes} = subject.edge.network;
	if (isWaiting(subject)) {
		return unanswered(subject, '');
	}
	if (!defaultRoutes.known) {
		return unanswered(subject, defaultRoutes.reason);
	}
	const gateways = [...plan.gateways, ...defaultRoutes.value];
	const own = [...addressesIn(plan), ...nicsOf(subject).flatMap(({addresses}) => addresses)];
	return gateways.length === 0 ? failed(words.noRoute) : placeVerdict(gateways, own);
};

const placeVerdict = (
	gateways: readonly PlannedGateway[],
	addresses: readonly Address[],
): Verdict => {
	const outside = gateways.find((one) => !isReachable(one, addresses));
	if (outside !== undefined) {
		const networks = addresses
			.filter(({family}) => family === outside.family)
			.map(({address, prefixLength}) => `${address}/${prefixLength}`);
		return failed(words.gatewayOutside(outside.gateway, networks.join(', ') || 'any network'));
	}
	return passed(words.gateway([...new Set(gateways.map((one) => one.gateway))].join(', ')));
};

/** A router announces itself with its address on the link, which is in every network. */
const isReachable = ({gateway: address}: PlannedGateway, addresses: readonly Address[]): boolean =>
	/^fe[89ab]/i.test(address) ||
	addresses.some((one) => isInSubnet(address, one.address, one.prefixLength));
