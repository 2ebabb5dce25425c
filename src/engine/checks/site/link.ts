/** A cable in one of the cards that the site uses. Pure. */
import type {Nic} from '../../../hardware/facts.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {normalMac} from '../../edge-facts/network-plan.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {cardsIn, nicsOf, planOf} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const link: SiteCheck = {
	id: 'site-link',
	severity: 'blocker',
	/** A card that is not started yet does not tell. */
	severityFor: (subject) => {
		const used = usedCards(subject);
		const isOpen = isMissed(subject) || used.some((nic) => !nic.link.known);
		return isOpen && linked(subject).length === 0 ? 'warning' : 'blocker';
	},
	examine: (subject) => {
		const {nics} = subject.edge.network;
		if (!nics.known) {
			return unknown(untold(nics.reason));
		}
		const up = linked(subject);
		const used = usedCards(subject);
		const untoldLink = used.flatMap((nic) => (nic.link.known ? [] : [nic.link.reason]))[0];
		if (up.length > 0) {
			return passed(words.linked(namesOf(up)));
		}
		if (isMissed(subject)) {
			return unknown(words.cardsFirst);
		}
		return untoldLink === undefined
			? failed(words.noLink(namesOf(used) || 'any card'))
			: unknown(untold(untoldLink));
	},
};

/** Those of the plan; all cards where there is none. */
const usedCards = (subject: SiteSubject): readonly Nic[] => {
	const nics = nicsOf(subject);
	const planned = planOf(subject).interfaces;
	const names = new Set(planned.flatMap(({name, parts}) => [name, ...parts]));
	const macs = new Set(planned.map(({mac}) => mac));
	return planned.length === 0
		? cardsIn(nics)
		: nics.filter(({name, mac}) => names.has(name) || macs.has(normalMac(mac)));
};

/** Told where the interfaces are looked for. */
const isMissed = (subject: SiteSubject): boolean =>
	planOf(subject).interfaces.length > 0 && usedCards(subject).length === 0;

const linked = (subject: SiteSubject): readonly Nic[] =>
	usedCards(subject).filter((nic) => nic.link.known && nic.link.value === 'up');

const namesOf = (nics: readonly Nic[]): string => nics.map(({name}) => name).join(', ');
