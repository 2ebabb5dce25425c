/** Labels of the node, which the cluster API refuses only when all else is done. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const nodeLabels: SiteCheck = {
	id: 'site-node-labels',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const labels = Object.entries(manifest.node_labels ?? {});
		const wrong = labels.find(([key, value]) => !isKey(key) || !(value === '' || isName(value)));
		return wrong === undefined
			? passed(words.labels(labels.length))
			: failed(words.badLabel(`${wrong[0]}: ${wrong[1]}`));
	},
};

/** kubernetes.io/docs/concepts/overview/working-with-objects/labels */
const isName = (text: string): boolean =>
	/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/.test(text);

const isPrefix = (text: string): boolean =>
	text.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text);

const isKey = (key: string): boolean => {
	const [name = '', prefix, ...more] = key.split('/').reverse();
	return isName(name) && more.length === 0 && (prefix === undefined || isPrefix(prefix));
};
