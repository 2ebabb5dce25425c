/** Whether what must be there is there, and where it went when it is not: deeper, cut short, in other letters. */
import type {DocumentFault} from '../../../config/document-fault.ts';
import {manifestPath, manifestsDirectory, type SiteTree} from '../tree.ts';

export const layoutFaults = (tree: SiteTree): readonly DocumentFault[] => {
	if (!tree.directories.has(configurationDirectory)) {
		return [missingConfiguration(tree)];
	}
	return [
		...(tree.files.has(manifestPath) ? [] : [missingManifest(tree)]),
		...(tree.directories.has(manifestsDirectory)
			? []
			: [
					{
						file: manifestsDirectory,
						why: 'the directory is missing; it must be there, if only empty',
						accepted: 'a directory, with or without objects for the cluster',
					},
				]),
	];
};

const configurationDirectory = 'cluster-configuration';

const missingConfiguration = ({rootNames, deeper}: SiteTree): DocumentFault => {
	const accepted = `${configurationDirectory} at the root of the medium`;
	if (deeper !== undefined) {
		return {
			file: configurationDirectory,
			found: `${deeper}/${configurationDirectory}`,
			why: `the layout lies one directory too deep; move everything out of ${deeper}`,
			accepted,
		};
	}
	const near = rootNames.find((name) => isNear(name, configurationDirectory));
	return near === undefined
		? {
				file: configurationDirectory,
				...foundNames(rootNames),
				why: 'the directory is missing',
				accepted,
			}
		: {
				file: configurationDirectory,
				found: near,
				why: whyNear(near, configurationDirectory),
				accepted,
			};
};

const missingManifest = ({files, directories}: SiteTree): DocumentFault => {
	const prefix = `${configurationDirectory}/`;
	const names = [...files.keys(), ...directories]
		.filter((path) => path.startsWith(prefix))
		.map((path) => path.slice(prefix.length))
		.filter((name) => !name.includes('/'));
	const near = names.find((name) => isNear(name, 'manifest.json'));
	return near === undefined
		? {file: manifestPath, ...foundNames(names), why: 'it is missing'}
		: {file: manifestPath, found: near, why: whyNear(near, 'manifest.json')};
};

/** Equal but for the letters' case, or as FAT and plain ISO 9660 cut a name: `CLUSTE~1`, `CLUSTER_`, `MANIFEST.JSO`. */
const isNear = (name: string, wanted: string): boolean =>
	name.toLowerCase() === wanted || isCut(name, wanted);

const isCut = (name: string, wanted: string): boolean => {
	const [base = '', extension = ''] = name.toLowerCase().split('.');
	const [wantedBase = '', wantedExtension = ''] = wanted.replaceAll('-', '_').split('.');
	const start = base.replace(/~\d+$/, '');
	return (
		(base.includes('~') || base.length === 8 || extension.length === 3) &&
		start.length >= 6 &&
		wantedBase.startsWith(start.replaceAll('-', '_')) &&
		wantedExtension.startsWith(extension)
	);
};

const whyNear = (name: string, wanted: string): string =>
	name.toLowerCase() === wanted
		? `it is written in other letters; needed is exactly ${wanted}`
		: `its name was cut to 8 characters and 3; write the medium with long names (Rock Ridge, or FAT with long names) so that it is ${wanted}`;

const mostNames = 8;

const foundNames = (names: readonly string[]): {readonly found: string} => {
	const shown = names
		.slice(0, mostNames)
		.map((name) => name.replaceAll(/\p{Cc}/gu, '\ufffd').slice(0, 40));
	const more = names.length > mostNames ? ', …' : '';
	return {found: names.length === 0 ? 'nothing' : `${shown.join(', ')}${more}`};
};
