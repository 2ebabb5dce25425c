/** As many machine networks as the seed has, of the same families in the same order. Pure. */
import {parseNetwork} from '../../../config/cidr.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {machineNetworksOf} from '../../recert/networks.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const networksSeed: SiteCheck = {
	id: 'site-networks-seed',
	severity: 'blocker',
	examine: ({site: {manifest}, seed: {machineNetworks: ofSeed}}) => {
		const given = machineNetworksOf(manifest);
		if (ofSeed.length === 0) {
			return passed(words.seedWithoutNetworks);
		}
		if (given.length !== ofSeed.length) {
			return failed(words.seedNetworkCount(given.length, ofSeed.length));
		}
		const index = given.findIndex((network, at) => familyOf(network) !== familyOf(ofSeed[at]));
		return index < 0
			? passed(words.networks(ofSeed.join(', ')))
			: failed(words.seedNetworkFamily(given[index] ?? '', ofSeed[index] ?? ''));
	},
};

const familyOf = (network = ''): 4 | 6 | undefined => parseNetwork(network)?.family;
