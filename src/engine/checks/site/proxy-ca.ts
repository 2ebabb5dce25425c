/** recert changes the config map that the seed's proxy trusts; one that the seed has not it cannot make. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const proxyCa: SiteCheck = {
	id: 'site-proxy-ca',
	severity: 'blocker',
	examine: ({site: {manifest}, seed: {trustBundle}}) => {
		const name = manifest.additionalTrustBundle?.proxyConfigmapName ?? '';
		if (name === '') {
			return passed(words.noBundle);
		}
		const isUserBundle = name === userBundleName && trustBundle.hasUserBundle;
		return isUserBundle || name === trustBundle.proxyConfigmapName
			? passed(words.proxyCa(name))
			: failed(words.wrongProxyCa(name, trustBundle.proxyConfigmapName));
	},
};

/** The config map of the user CA bundle itself, which the installer names here too. */
const userBundleName = 'user-ca-bundle';
