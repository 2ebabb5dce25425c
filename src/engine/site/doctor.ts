/** Everything that is wrong with a site's configuration, at once. Pure; no value that may be secret is told. */
import type {DocumentFault} from '../../config/document-fault.ts';
import {manifestFaults} from '../../iso/manifest-faults.ts';
import {keyfileFaults} from './doctor/keyfiles.ts';
import {layoutFaults} from './doctor/layout.ts';
import {objectFaults} from './doctor/objects.ts';
import {textIn} from './doctor/text.ts';
import {manifestPath, type SiteTree} from './tree.ts';

/** @param now whether certificates have expired is judged by it */
export const examineTree = (tree: SiteTree, now: Date): readonly DocumentFault[] =>
	firstOf([
		...tree.faults,
		...layoutFaults(tree),
		...manifestFaultsOf(tree, now),
		...objectFaults(tree),
		...keyfileFaults(tree),
	]);

/** Of the directory beside the documents that a configuration ISO is made from. */
export const examineExtraManifests = (tree: SiteTree): readonly DocumentFault[] =>
	firstOf([...tree.faults, ...objectFaults(tree)]);

/** Nobody reads more, and a stranger's file may have a million. */
const mostFaults = 200;

/** What is not told must not be passed for a warning. */
const firstOf = (faults: readonly DocumentFault[]): readonly DocumentFault[] => {
	const rest = faults.slice(mostFaults);
	const [next] = rest;
	if (next === undefined) {
		return faults;
	}
	const isWarning = rest.every((fault) => fault.isWarning === true);
	return [
		...faults.slice(0, mostFaults),
		{
			file: next.file,
			why: `${rest.length} more faults were found`,
			...(isWarning && {isWarning}),
		},
	];
};

const manifestFaultsOf = (tree: SiteTree, now: Date): readonly DocumentFault[] => {
	if (!tree.files.has(manifestPath)) {
		return [];
	}
	const text = textIn(tree, manifestPath);
	return text === undefined
		? [{file: manifestPath, why: 'it is no UTF-8 text'}]
		: manifestFaults(text, manifestPath, now);
};
