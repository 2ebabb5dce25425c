/** As many addresses of the node as the seed has, of the same families in the same order. Pure. */
import {familyOf} from '../../../config/cidr.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {addressesOf} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const nodeIpsSeed: SiteCheck = {
	id: 'site-node-ips-seed',
	severity: 'blocker',
	/** A missing address is told once, where it is missed. */
	severityFor: (subject) => (addressesOf(subject).includes(undefined) ? 'warning' : 'blocker'),
	examine: (subject) => {
		const ofSeed = subject.seed.nodeIps;
		const addresses = addressesOf(subject);
		if (ofSeed.length === 0) {
			return failed(words.noSeedAddresses);
		}
		if (addresses.length !== ofSeed.length) {
			return failed(words.addressCount(addresses.length, ofSeed.length));
		}
		if (addresses.includes(undefined)) {
			return unknown(words.addressNotKnown);
		}
		const index = addresses.findIndex(
			(address = '', at) => familyOf(address) !== familyOf(ofSeed[at] ?? ''),
		);
		return index < 0
			? passed(words.nodeAddresses(addresses.join(', ')))
			: failed(words.addressFamily(addresses[index] ?? '', ofSeed[index] ?? ''));
	},
};
