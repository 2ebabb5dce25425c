/** recert changes the user CA bundle of the seed; where there is none it fails. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const trustBundleSeed: SiteCheck = {
	id: 'site-trust-bundle-seed',
	severity: 'blocker',
	examine: ({site: {manifest}, seed: {trustBundle}}) => {
		if (!manifest.additionalTrustBundle?.userCaBundle) {
			return passed(words.noBundle);
		}
		return trustBundle.hasUserBundle ? passed(words.bundleAsSeed) : failed(words.missingBundle);
	},
};
