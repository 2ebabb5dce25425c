/** Nobody else answers for an address of the site. Pure. */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {failed, passed} from '../verdicts.ts';
import {unanswered} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const duplicateAddress: SiteCheck = {
	id: 'site-duplicate-address',
	severity: 'blocker',
	/** Not every system has arping. */
	severityFor: ({edge: {owners}}) => (owners.known ? 'blocker' : 'warning'),
	examine: (subject) => {
		const {owners} = subject.edge;
		if (!owners.known) {
			return unanswered(subject, owners.reason);
		}
		const shared = owners.value.filter(({others}) => others.length > 0);
		return shared.length === 0
			? passed(words.alone(owners.value.map(({address}) => address).join(', ')))
			: failed(
					words.shared(
						shared
							.map(({address, nic, others}) => `${address} on ${nic}: ${others.join(', ')}`)
							.join('; '),
					),
				);
	},
};
