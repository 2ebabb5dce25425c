/** Where a bundle lies while it is made, and what its parts are called. */
import type {EvidenceGroup} from './group-names.ts';

/** Of a bundle in the making: `parts` hold the texts, `index` what became of each. */
export const partsDirectory = (directory: string, group: EvidenceGroup): string =>
	`${directory}/parts/${group}`;

export const indexPath = (directory: string, group: EvidenceGroup): string =>
	`${directory}/index-${group}.json`;

/** The manifest once more, for who made the bundle. */
export const manifestPath = (directory: string): string => `${directory}/manifest.json`;

/** Of what a name of a host is made, so that it is a name of a file everywhere. */
export const bundleName = (label: string, madeAt: Date): string => {
	const time = madeAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
	const host = label
		.replaceAll(/[^A-Za-z0-9.-]/g, '-')
		.replace(/^[.-]+/, '')
		.slice(0, 40);
	return `ibi-evidence-${host === '' ? 'host' : host}-${time}Z.tar.gz`;
};
