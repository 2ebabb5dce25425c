/** What the configuration asks for, where it came from, and what will be done: without a secret. */
import {isBlocking} from '../../../engine/check.ts';
import type {Site, SiteOrigin} from '../../../engine/site/site.ts';
import type {EdgeState} from '../../../store/edge/state.ts';
import type {Words} from '../../../words/index.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../../lines.ts';
import {planLines} from '../../review/plan-lines.ts';
import {titledRule} from '../../rules.ts';

export type SiteReviewData = {
	readonly site: Site;
	readonly state: Pick<EdgeState, 'findings' | 'facts' | 'plan' | 'change'>;
};

export const siteReviewLines = (
	{site, state}: SiteReviewData,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {review} = words.screens.edge;
	return [
		...standing(state, words, columns),
		titledRule(columns, review.asked),
		...sheet(askedEntries(site, words), columns),
		emptyLine,
		titledRule(columns, review.source),
		...sheet(sourceEntries(site, words), columns),
		...(state.plan ? [emptyLine, titledRule(columns, review.plan)] : []),
		...(state.plan ? planLines(state.plan, words, columns) : []),
	];
};

/** Whether it can be started, and why not. */
const standing = (
	{findings, facts, plan, change}: SiteReviewData['state'],
	words: Words,
	columns: number,
): readonly Line[] => {
	const {review} = words.screens.edge;
	const blockers = findings.filter(isBlocking).length;
	const warnings = findings.filter(
		({severity, verdict}) => severity === 'warning' && verdict.kind !== 'passed',
	).length;
	const first =
		facts.kind === 'loading' || facts.kind === 'absent'
			? paragraph(review.checking, columns, {tone: 'busy'})
			: plan
				? paragraph(review.ready, columns, {tone: 'good'})
				: paragraph(blockers > 0 ? review.notReady(blockers) : review.notExamined, columns, {
						tone: 'bad',
					});
	return [
		...first,
		...(warnings > 0 ? paragraph(review.warnings(warnings), columns, {tone: 'warning'}) : []),
		...(change
			? paragraph(review.changed(change.device, change.differences.length), columns, {
					tone: 'warning',
				})
			: []),
	];
};

export const askedEntries = ({manifest, files}: Site, {screens}: Words): readonly Entry[] => {
	const {review} = screens.edge;
	const {fields} = review;
	const networks = manifest.machine_networks ?? listOf(manifest.machine_network);
	const addresses = manifest.node_ips ?? listOf(manifest.node_ip);
	const hasConnections = files.some(({path}) => path.startsWith('network-configuration/'));
	const hasNetwork = manifest.raw_nm_state_config !== undefined || hasConnections;
	const manifests = files.filter(({path}) => path.includes('manifests/')).length;
	return [
		{
			label: fields.cluster,
			value: `${manifest.cluster_name}.${manifest.base_domain}`,
			tone: 'strong',
		},
		{label: fields.hostName, value: manifest.hostname ?? review.fromNetwork},
		{label: fields.networks, value: networks.join(', ')},
		{label: fields.addresses, value: addresses.join(', ') || review.fromNetwork},
		{label: fields.networkConfiguration, value: hasNetwork ? review.given : review.asIs},
		{label: fields.proxy, value: manifest.proxy ? review.proxyGiven : screens.none},
		{label: fields.ntp, value: timeServers(manifest.chrony_config) || review.ofSeed},
		{label: fields.sshKey, value: manifest.ssh_key ? review.given : review.notGiven},
		{
			label: fields.trustBundle,
			value: manifest.additionalTrustBundle?.userCaBundle ? review.given : screens.none,
		},
		{label: fields.releaseRegistry, value: manifest.release_registry ?? review.ofSeed},
		...labelEntries(manifest.node_labels, fields.labels),
		...(manifests > 0 ? [{label: fields.manifests, value: String(manifests)}] : []),
	];
};

const listOf = (value: string | undefined): readonly string[] =>
	value === undefined ? [] : [value];

const timeServers = (chrony = ''): string =>
	[...chrony.matchAll(/^\s*(?:server|pool)\s+(\S+)/gm)].map(([, name]) => name).join(', ');

const labelEntries = (
	labels: Readonly<Record<string, string>> | undefined,
	label: string,
): readonly Entry[] => {
	const texts = Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`);
	return texts.length === 0 ? [] : [{label, value: texts.join(', ')}];
};

const sourceEntries = ({origin, digest, files}: Site, {screens}: Words): readonly Entry[] => {
	const {review} = screens.edge;
	return [
		{label: review.source, value: originText(origin, review.origins)},
		{label: review.digest, value: digest},
		{label: review.files, value: String(files.length)},
	];
};

const originText = (
	origin: SiteOrigin,
	origins: Words['screens']['edge']['review']['origins'],
): string => {
	switch (origin.kind) {
		case 'medium':
			return origins.medium(origin.device);
		case 'directory':
			return origins.directory;
		case 'file':
			return origins.file(origin.path);
		case 'url':
			return origins.url(origin.url);
		case 'typed':
			return origins.typed;
	}
};
