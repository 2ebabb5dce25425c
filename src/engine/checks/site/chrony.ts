/** A chrony configuration that is brought replaces the whole file, and the clock with it. Pure. */
import {siteTimeWords as words} from '../../../words/checks/site-time.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const chrony: SiteCheck = {
	id: 'site-chrony',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const text = manifest.chrony_config ?? '';
		if (text.trim() === '') {
			return passed(words.chronyOfSeed);
		}
		const sources = [...text.matchAll(directive)].map(([, source = '']) => source);
		return sources.length === 0
			? failed(words.badChrony)
			: passed(words.chrony(sources.join(', ')));
	},
};

/** chrony.conf(5); a directory of further sources counts. */
const directive = /^[ \t]*(?:server|pool|peer|refclock|sourcedir|include|confdir)[ \t]+(\S+)/gim;
