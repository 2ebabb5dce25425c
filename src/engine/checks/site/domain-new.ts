/** Two clusters of one name confuse everybody who reaches for one of them. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import {clusterDomain} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const domainNew: SiteCheck = {
	id: 'site-domain-new',
	severity: 'warning',
	examine: ({site: {manifest}, seed: {clusterName, baseDomain}}) => {
		if (clusterName === undefined || baseDomain === undefined) {
			return passed(words.unnamedSeed);
		}
		const name = clusterDomain(manifest);
		return name === `${clusterName}.${baseDomain}`
			? failed(words.sameCluster(name))
			: passed(words.newCluster(name));
	},
};
