/** The kernel in the FIPS mode of the seed: it cannot be changed after an install. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const fips: SiteCheck = {
	id: 'site-fips',
	severity: 'blocker',
	examine: ({seed: {hasFips}, edge: {isFipsEnabled}}) => {
		if (!isFipsEnabled.known) {
			return unknown(untold(isFipsEnabled.reason));
		}
		const {value} = isFipsEnabled;
		return value === hasFips ? passed(words.fips(value)) : failed(words.wrongFips(value));
	},
};
