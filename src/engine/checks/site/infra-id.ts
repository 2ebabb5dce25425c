/** The id of the infrastructure: a part of recert's `cluster_rename`, which is split at colons. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const infraId: SiteCheck = {
	id: 'site-infra-id',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const id = manifest.infra_id;
		if (!id) {
			return passed(words.madeHere);
		}
		return pattern.test(id) ? passed(words.infraId(id)) : failed(words.badInfraId(id));
	},
};

/** Of the installer: 21 characters of the name, a hyphen, five more. */
const pattern = /^[a-z0-9]([a-z0-9-]{0,25}[a-z0-9])?$/;
