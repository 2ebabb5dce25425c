/** Whether nmstate document and keyfiles can be read; what only nmstate knows it says when it is applied. Pure. */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {planOf} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const networkForm: SiteCheck = {
	id: 'site-network-form',
	severity: 'blocker',
	examine: (subject) => {
		const {faults, interfaces} = planOf(subject);
		const {documents} = subject.edge;
		if (faults.length > 0) {
			return failed(words.badForm(faults));
		}
		return documents.known
			? passed(words.form(interfaces.map(({name}) => name).join(', ')))
			: unknown(untold(documents.reason));
	},
};
