/** Whether the manifest says anything without effect. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const keysKnown: SiteCheck = {
	id: 'site-keys-known',
	severity: 'warning',
	examine: ({configWarnings = []}) =>
		configWarnings.length === 0
			? passed(words.allKnown)
			: failed(words.withoutEffect(configWarnings)),
};
