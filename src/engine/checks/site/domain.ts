/** Whether the longest name of the cluster still is one. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import {clusterDomain} from './planned.ts';
import type {SiteCheck} from './subject.ts';

/** RFC 1035 3.1, as text. */
const maximumLength = 253;

export const domain: SiteCheck = {
	id: 'site-domain',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const longest = `console-openshift-console.apps.${clusterDomain(manifest)}`;
		return longest.length > maximumLength
			? failed(words.longDomain(longest, longest.length))
			: passed(words.clusterName(clusterDomain(manifest)));
	},
};
