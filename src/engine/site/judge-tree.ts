/** From a tree to a site: judged by the doctor, and taken only when nothing but warnings is left. Pure. */
import type {DocumentFault} from '../../config/document-fault.ts';
import {readManifest} from '../../iso/manifest-document.ts';
import {examineTree} from './doctor.ts';
import type {Site, SiteOrigin} from './site.ts';
import {filesOf, manifestPath, type SiteTree, treeDigest} from './tree.ts';

export type Examined = {
	/** As `/dev/sdb1`, a path, or a URL without its password. */
	readonly name: string;
	/** Of what could be read; with faults it is not that of a site. */
	readonly digest: string;
	/** Present when nothing but warnings were found. */
	readonly site?: Site;
	readonly faults: readonly DocumentFault[];
};

export const judgeTree = (
	name: string,
	tree: SiteTree,
	origin: SiteOrigin,
	now: Date,
): Examined => {
	const faults = examineTree(tree, now);
	const files = filesOf(tree);
	const digest = treeDigest(files);
	if (faults.some(({isWarning}) => isWarning !== true)) {
		return {name, digest, faults};
	}
	const manifest = readManifest(textOf(tree, manifestPath), manifestPath);
	return {name, digest, faults, site: {manifest, files, digest, origin}};
};

/** As one line. */
export const faultText = ({file, line, field, why}: DocumentFault): string =>
	`${[file, line, field].filter((part) => part !== undefined).join(':')}: ${why}`;

const textOf = ({files}: SiteTree, path: string): string =>
	Buffer.from(files.get(path) ?? []).toString();
