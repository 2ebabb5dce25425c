/** Whether anybody answers for the gateway, by ARP: many do not answer to ping. Pure. */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {notYet, untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {isWaiting, unanswered} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const gatewayAnswers: SiteCheck = {
	id: 'site-gateway-answers',
	severity: 'blocker',
	/** IPv6, and a host without arping, leave it open. */
	severityFor: (subject) => (silentOnes(subject).length > 0 ? 'blocker' : 'warning'),
	examine: (subject) => {
		const {gateways} = subject.edge;
		if (!gateways.known) {
			return unanswered(subject, gateways.reason);
		}
		const silent = silentOnes(subject);
		if (silent.length > 0) {
			return failed(words.gatewaySilent(silent.join(', ')));
		}
		const [open] = gateways.value.filter(({isThere}) => !isThere.known);
		if (open !== undefined && !open.isThere.known) {
			return unknown(
				isWaiting(subject) ? notYet : words.unasked(open.gateway, open.isThere.reason),
			);
		}
		const names = gateways.value.map(({gateway, nic}) => `${gateway} on ${nic}`);
		return names.length === 0 ? unknown(untold(words.noneToAsk)) : passed(names.join(', '));
	},
};

const silentOnes = ({edge: {gateways}}: SiteSubject): readonly string[] =>
	gateways.known
		? gateways.value
				.filter(({isThere}) => isThere.known && !isThere.value)
				.map(({gateway, nic}) => `${gateway} on ${nic}`)
		: [];
