/** Kinds that the seed knows, or that come with their definition; the API refuses others after recert. Pure. */
import {siteContentWords as words} from '../../../words/checks/site-content.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import type {SiteDocuments} from '../../edge-facts/documents.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {isKindOfEveryCluster} from './cluster-kinds.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const manifestKinds: SiteCheck = {
	id: 'site-manifest-kinds',
	severity: 'blocker',
	/** Seeds of other tools do not tell their kinds. */
	severityFor: (subject) => (seedKinds(subject) === undefined ? 'warning' : 'blocker'),
	examine: (subject) => {
		const {documents} = subject.edge;
		if (!documents.known) {
			return unknown(untold(documents.reason));
		}
		const kinds = seedKinds(subject);
		const strange = strangersOf(documents.value, kinds ?? []).join(', ');
		if (strange === '') {
			return passed(words.manifests(documents.value.objects.length));
		}
		return kinds === undefined
			? unknown(words.untoldKinds(strange))
			: failed(words.unknownKinds(strange));
	},
};

const seedKinds = ({edge: {seedNotes}}: SiteSubject): readonly string[] | undefined =>
	seedNotes.known ? seedNotes.value.kinds : undefined;

const strangersOf = ({objects}: SiteDocuments, kinds: readonly string[]): readonly string[] => {
	const defined = objects.flatMap(({defines = []}) => defines);
	return objects.flatMap(({place, apiVersion, kind}) => {
		const name = `${apiVersion}/${kind}`;
		const isKnown = kinds.includes(name) || defined.includes(name) || isKindOfEveryCluster(name);
		return isKnown ? [] : [`${name} (${place})`];
	});
};
