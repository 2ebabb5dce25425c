/** Whether every file of manifests can be read, all documents of it. Pure. */
import {siteContentWords as words} from '../../../words/checks/site-content.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const manifests: SiteCheck = {
	id: 'site-manifests',
	severity: 'blocker',
	examine: ({edge: {documents}}) => {
		if (!documents.known) {
			return unknown(untold(documents.reason));
		}
		const {manifestFaults, objects} = documents.value;
		return manifestFaults.length > 0
			? failed(words.badManifests(manifestFaults))
			: passed(words.manifests(objects.length));
	},
};
