/** A proxy exactly where the seed had one. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const proxy: SiteCheck = {
	id: 'site-proxy',
	severity: 'blocker',
	examine: ({site: {manifest}, seed: {hasProxy}}) => {
		const has = manifest.proxy !== undefined;
		if (has === hasProxy) {
			return passed(words.proxyAsSeed(has));
		}
		return failed(hasProxy ? words.missingProxy : words.extraProxy);
	},
};
