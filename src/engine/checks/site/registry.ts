/** The registry that the cluster takes its releases from. Pure. */
import {registryHost} from '../../../config/fields.ts';
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const registry: SiteCheck = {
	id: 'site-registry',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const name = manifest.release_registry;
		if (!name) {
			return passed(words.registryOfSeed);
		}
		const isGood = registryHost().safeParse(name).success && !/^[a-z]+:\/\/|\/$/i.test(name);
		return isGood ? passed(words.registry(name)) : failed(words.badRegistry(name));
	},
};
