/** An object that is brought twice is what its last file says, which nobody may have wanted. Pure. */
import {siteContentWords as words} from '../../../words/checks/site-content.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import type {ManifestObject} from '../../edge-facts/documents.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const manifestsOnce: SiteCheck = {
	id: 'site-manifests-once',
	severity: 'blocker',
	examine: ({edge: {documents}}) => {
		if (!documents.known) {
			return unknown(untold(documents.reason));
		}
		const names = documents.value.objects.map(identityOf);
		const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
		return twice.length === 0
			? passed(words.manifests(names.length))
			: failed(words.sameObjects(twice.join(', ')));
	},
};

/** The version is only a view of one and the same object. */
const identityOf = ({apiVersion, kind, namespace = '', name}: ManifestObject): string => {
	const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
	return `${kind}${group} ${namespace === '' ? '' : `${namespace}/`}${name}`;
};
