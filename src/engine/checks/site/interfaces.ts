/** Every card that the site names is in this host, by its name or by its MAC address. Pure. */
import type {Nic} from '../../../hardware/facts.ts';
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {type NetworkPlan, normalMac, type PlannedInterface} from '../../edge-facts/network-plan.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {cardsIn, planOf} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const interfaces: SiteCheck = {
	id: 'site-interfaces',
	severity: 'blocker',
	examine: (subject) => {
		const {nics} = subject.edge.network;
		const plan = planOf(subject);
		if (!nics.known) {
			return unknown(untold(nics.reason));
		}
		const missing = missingIn(plan, nics.value);
		const there = cardsIn(nics.value).map(cardName);
		return missing.length === 0
			? passed(
					words.interfaces(plan.interfaces.map(({name}) => name).join(', ') || there.join(', ')),
				)
			: failed(words.missingInterface(missing.join(', '), there.join(', ') || 'no card'));
	},
};

const missingIn = ({interfaces: planned}: NetworkPlan, nics: readonly Nic[]): readonly string[] => {
	const cards = planned.filter(({kind}) => kind === 'card');
	const names = new Set(planned.map(({name}) => name));
	const parts = planned.flatMap((one) => one.parts).filter((part) => !names.has(part));
	return [
		...cards.filter((card) => !isThere(card, nics)).map(wantedName),
		...new Set(parts.filter((part) => !nics.some(({name}) => name === part))),
	];
};

const isThere = ({name, mac}: PlannedInterface, nics: readonly Nic[]): boolean =>
	nics.some((nic) => (mac === undefined ? nic.name === name : normalMac(nic.mac) === mac));

const wantedName = ({name, mac}: PlannedInterface): string =>
	mac === undefined ? name : `${name} (${mac})`;

const cardName = ({name, mac}: Nic): string => `${name} (${mac})`;
