/** The id of the cluster, which the first boot used to look at only after recert. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const clusterId: SiteCheck = {
	id: 'site-cluster-id',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const id: string | undefined = manifest.cluster_id;
		if (!id) {
			return passed(words.madeHere);
		}
		return uuid.test(id) ? passed(words.clusterId(id)) : failed(words.badClusterId(id));
	},
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
