/** An interface that nmstate and a keyfile both tell has two truths. Pure. */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {failed, passed} from '../verdicts.ts';
import {planOf} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const interfacesOnce: SiteCheck = {
	id: 'site-interfaces-once',
	severity: 'warning',
	examine: (subject) => {
		const names = planOf(subject).interfaces.map(({name}) => name);
		const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
		return twice.length === 0 ? passed(words.once) : failed(words.twice(twice.join(', ')));
	},
};
