/** An address of the node in each machine network, which one of its interfaces gets. Pure. */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import type {Verdict} from '../../check.ts';
import {isInNetwork, isSameAddress} from '../../edge-facts/planned-network.ts';
import {machineNetworksOf, nodeIpsOf} from '../../recert/networks.ts';
import {failed, passed} from '../verdicts.ts';
import {addressesOf, isWaiting, nicsOf, planOf, unanswered, unlessWaiting} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const nodeIps: SiteCheck = {
	id: 'site-node-ips',
	severity: 'blocker',
	severityFor: (subject) =>
		missingNetwork(subject) === undefined || hasOnlyStatic(subject)
			? 'blocker'
			: unlessWaiting(subject, 'blocker'),
	examine: (subject) => {
		const missing = missingNetwork(subject);
		return missing === undefined ? placeVerdict(subject) : missingVerdict(subject, missing);
	},
};

/** The first machine network without an address of the node. */
const missingNetwork = (subject: SiteSubject): string | undefined =>
	nodeIpsOf(subject.site.manifest).length > 0
		? undefined
		: machineNetworksOf(subject.site.manifest).find(
				(_network, index) => addressesOf(subject)[index] === undefined,
			);

/** Nothing that comes later can give one more address. */
const hasOnlyStatic = (subject: SiteSubject): boolean => {
	const {interfaces} = planOf(subject);
	return interfaces.length > 0 && !interfaces.some(({isDynamic}) => isDynamic);
};

const missingVerdict = (subject: SiteSubject, network: string): Verdict => {
	const {nics} = subject.edge.network;
	if (!nics.known) {
		return unanswered(subject, nics.reason);
	}
	return isWaiting(subject) && !hasOnlyStatic(subject)
		? unanswered(subject, '')
		: failed(words.noAddress(network));
};

const placeVerdict = (subject: SiteSubject): Verdict => {
	const addresses = addressesOf(subject).flatMap((address) => address ?? []);
	const networks = machineNetworksOf(subject.site.manifest);
	const outside = addresses.findIndex(
		(address, index) => !isInNetwork(address, networks[index] ?? networks[0] ?? ''),
	);
	if (outside >= 0) {
		const network = networks[outside] ?? networks[0] ?? '';
		return failed(words.addressOutside(addresses[outside] ?? '', network));
	}
	const lost = addresses.find((address) => !isAssigned(subject, address));
	return lost === undefined
		? passed(words.nodeAddresses(addresses.join(', ')))
		: failed(words.notAssigned(lost));
};

/** With DHCP in the plan nobody knows before it has answered. */
const isAssigned = (subject: SiteSubject, address: string): boolean => {
	const {interfaces} = planOf(subject);
	const {nics} = subject.edge.network;
	if (!nics.known || (isWaiting(subject) && !hasOnlyStatic(subject))) {
		return true;
	}
	return [...interfaces, ...nicsOf(subject)]
		.flatMap(({addresses}) => addresses)
		.some((one) => isSameAddress(one.address, address));
};
