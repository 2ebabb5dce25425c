/** The machine networks of the site: networks, one for each address of the node, in the same order. Pure. */
import {familyOf, isCanonical, parseNetwork} from '../../../config/cidr.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import type {Verdict} from '../../check.ts';
import {machineNetworksOf} from '../../recert/networks.ts';
import {failed, passed} from '../verdicts.ts';
import {addressesOf} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const networks: SiteCheck = {
	id: 'site-networks',
	severity: 'blocker',
	examine: (subject) => {
		const given = machineNetworksOf(subject.site.manifest);
		return formVerdict(given) ?? orderVerdict(given, addressesOf(subject));
	},
};

const formVerdict = (given: readonly string[]): Verdict | undefined => {
	const wrong = given.find((text) => {
		const network = parseNetwork(text);
		return network === undefined || network.prefix === 0 || !isCanonical(network);
	});
	return wrong === undefined ? undefined : failed(words.badNetwork(wrong));
};

/** An address that is not known yet is missed elsewhere. */
const orderVerdict = (
	given: readonly string[],
	addresses: readonly (string | undefined)[],
): Verdict => {
	if (given.length !== addresses.length) {
		return failed(words.networkCount(given.length, addresses.length));
	}
	const index = given.findIndex((network, at) => {
		const address = addresses[at];
		return address !== undefined && parseNetwork(network)?.family !== familyOf(address);
	});
	return index < 0
		? passed(words.networks(given.join(', ')))
		: failed(words.networkFamily(given[index] ?? '', addresses[index] ?? ''));
};
