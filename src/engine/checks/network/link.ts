/** Judgement of the lower rungs: cable, address, network, and the sharing of an address. Pure. */
import type {Address, Nic} from '../../../hardware/facts.ts';
import {networkCheckWords as words} from '../../../words/checks/network.ts';
import type {Verdict} from '../../check.ts';
import type {Addresses, AddressOwners} from '../../ladder/facts.ts';
import {isGlobal} from '../../ladder/ground.ts';
import {isInSubnet, overlap} from '../../ladder/subnets.ts';
import {failed, passed} from '../verdicts.ts';
import {type RungRow, rungRow} from './rows.ts';

export const linkRows: readonly RungRow[] = [
	rungRow({
		id: 'net-carrier',
		rung: 'link',
		severity: 'blocker',
		judge: (nics) => linkVerdict(nics),
	}),
	rungRow({
		id: 'net-address',
		rung: 'address',
		severity: 'blocker',
		judge: (addresses) => addressVerdict(addresses),
	}),
	rungRow({
		id: 'net-overlap',
		rung: 'address',
		severity: 'blocker',
		judge: ({nics}) => overlapVerdict(nics),
	}),
	rungRow({
		id: 'net-duplicate-ip',
		rung: 'owners',
		severity: 'blocker',
		isBlockingAnyway: true,
		unknownSeverity: 'warning',
		judge: (owners) => ownersVerdict(owners),
	}),
];

const linkVerdict = (nics: readonly Nic[]): Verdict => {
	const cards = cardsOf(nics);
	const linked = cards.filter(hasLink);
	if (linked.length > 0) {
		return passed(words.linked(names(linked)));
	}
	return failed(cards.length === 0 ? words.noCards : words.noLink(names(cards)));
};

const addressVerdict = ({nics, defaultRoutes}: Addresses): Verdict => {
	const owned = nics
		.filter(hasLink)
		.flatMap((nic) => globalsOf(nic).map((address) => ({nic, address})));
	if (owned.length === 0) {
		const [stray] = nics.filter((nic) => !hasLink(nic) && globalsOf(nic).length > 0);
		if (stray !== undefined) {
			const addresses = globalsOf(stray).map(text).join(', ');
			return failed(
				words.wrongPort(addresses, stray.name, names(cardsOf(nics).filter(hasLink)) || 'no card'),
			);
		}
		const selfMade = nics.flatMap(({addresses}) => addresses).map(({address}) => address);
		const linked = names(cardsOf(nics).filter(hasLink));
		return failed(
			words.noAddress(
				linked,
				selfMade.filter((one) => one.startsWith('169.254.')),
			),
		);
	}
	const strange = defaultRoutes.find(
		({gateway, nic}) =>
			isGlobal(gateway) &&
			isOutside(
				gateway,
				nics.find(({name}) => name === nic),
			),
	);
	if (strange !== undefined) {
		const nets = owned
			.filter(({nic}) => nic.name === strange.nic)
			.map(({address}) => text(address));
		return failed(words.gatewayOutside(strange.gateway, strange.nic, nets.join(', ')));
	}
	return passed(owned.map(({nic, address}) => `${nic.name} ${text(address)}`).join(', '));
};

/** An address that is a network of its own (/32, /128) has every gateway outside, and on purpose. */
const isOutside = (gateway: string, nic: Nic | undefined): boolean => {
	const nets = (nic ? globalsOf(nic) : []).filter(
		({family}) => family === (gateway.includes(':') ? 6 : 4),
	);
	return (
		nets.length > 0 &&
		nets.every(
			({address, prefixLength, family}) =>
				prefixLength < (family === 4 ? 32 : 128) && !isInSubnet(gateway, address, prefixLength),
		)
	);
};

const overlapVerdict = (nics: readonly Nic[]): Verdict => {
	const nets = nics
		.filter(hasLink)
		.flatMap((nic) => globalsOf(nic).map((address) => ({nic: nic.name, address})));
	const pairs = nets.flatMap((one, index) =>
		nets
			.slice(index + 1)
			.filter((other) => other.nic !== one.nic && overlap(one.address, other.address))
			.map((other) => `${one.nic} ${text(one.address)} and ${other.nic} ${text(other.address)}`),
	);
	return pairs.length === 0 ? passed(words.noOverlap) : failed(words.overlap(pairs.join('; ')));
};

const ownersVerdict = (owners: readonly AddressOwners[]): Verdict => {
	const shared = owners.filter(({others}) => others.length > 0);
	return shared.length === 0
		? passed(words.ownAddresses(owners.map(({address}) => address).join(', ')))
		: failed(
				words.sharedAddress(
					shared.map(({address, nic, others}) => `${address} on ${nic}: ${others.join(', ')}`),
				),
			);
};

/** Where there is no real card, as in a container or a lab, any will do. */
const cardsOf = (nics: readonly Nic[]): readonly Nic[] => {
	const physical = nics.filter(({isPhysical}) => isPhysical);
	return physical.length > 0 ? physical : nics;
};

const hasLink = ({link}: Nic): boolean => link.known && link.value === 'up';

const globalsOf = ({addresses}: Nic): readonly Address[] =>
	addresses.filter(({address}) => isGlobal(address));

const text = ({address, prefixLength}: Address): string => `${address}/${prefixLength}`;

const names = (nics: readonly Nic[]): string => nics.map(({name}) => name).join(', ');
