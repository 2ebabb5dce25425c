/** What came of reading the seed. */
import type {SeedInfo} from '../../seed/info.ts';
import type {Loaded} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {bytesText} from '../../words/measures.ts';
import {problemLines, timeText} from '../facts.ts';
import {type Entry, type Line, paragraph, sheet} from '../lines.ts';

export const seedResult = (
	seed: Loaded<SeedInfo>,
	isChanged: boolean,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {absent, loading, changed} = words.screens.seed.results;
	const stale = isChanged && seed.kind !== 'absent';
	const warning = stale ? paragraph(changed, columns, {tone: 'warning'}) : [];
	switch (seed.kind) {
		case 'absent':
			return paragraph(absent, columns);
		case 'loading':
			return paragraph(loading, columns, {tone: 'busy'});
		case 'failed':
			return [...warning, ...problemLines(seed.problem, words, columns)];
		case 'loaded':
			return [...warning, ...sheet(seedEntries(seed.value, words), columns)];
	}
};

export const seedSizeBytes = ({layers}: SeedInfo): number =>
	layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0);

export const seedEntries = (seed: SeedInfo, {screens}: Words): readonly Entry[] => {
	const labels = screens.seed.results;
	const {layers, cluster, created, formatVersion} = seed;
	const made = [cluster?.clusterName, cluster?.baseDomain].filter((part) => part !== undefined);
	return [
		{
			label: labels.version,
			value: cluster?.seedClusterOcpVersion ?? labels.notSaid,
			tone: 'strong',
		},
		{label: labels.digest, value: seed.digest},
		{label: labels.size, value: labels.sizeText(bytesText(seedSizeBytes(seed)), layers.length)},
		{label: labels.created, value: created === undefined ? labels.notSaid : timeText(created)},
		{label: labels.architecture, value: seed.architecture},
		{label: labels.format, value: formatVersion ?? labels.notSaid},
		...(made.length > 0 ? [{label: labels.cluster, value: made.join('.')}] : []),
	];
};
