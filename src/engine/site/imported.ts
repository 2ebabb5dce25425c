/** What lies at `siteRoot`: an import of ours, or a directory that another tool laid there. */

import {readManifest} from '../../iso/manifest-document.ts';
import type {System} from '../../system/types.ts';
import {type Examined, judgeTree} from './judge-tree.ts';
import {type Marker, readMarker} from './marker.ts';
import {discardHalf} from './place.ts';
import {readTree} from './read-tree.ts';
import {type Site, siteRoot} from './site.ts';
import {filesOf, manifestPath, type SiteTree} from './tree.ts';
import {directorySource} from './tree-source.ts';

/**
 * Ours when it is whole and unchanged, another's when it verifies. A half import of ours is thrown away, as
 * after a power cut, and counts as nothing.
 */
export const readImported = async (
	system: System,
	signal: AbortSignal,
): Promise<Site | undefined> => {
	const marker = await readMarker(system);
	if (marker === undefined) {
		return (await examineDirectory(system, signal))?.site;
	}
	if (marker === 'damaged' || marker.state === 'placing') {
		await discardHalf(system);
		return undefined;
	}
	return siteOf(marker, await treeAtRoot(system, signal));
};

/** The doctor at what another tool laid there; undefined when nothing is. */
export const examineDirectory = async (
	system: System,
	signal: AbortSignal,
): Promise<Examined | undefined> => {
	const tree = await treeAtRoot(system, signal);
	return tree.directories.has('cluster-configuration')
		? judgeTree(siteRoot, tree, {kind: 'directory'}, system.clock.now())
		: undefined;
};

const treeAtRoot = (system: System, signal: AbortSignal): Promise<SiteTree> =>
	readTree(directorySource(system, siteRoot), signal);

/** Files that came later, as those that the seed's own tool adds, are not part of it. */
const siteOf = ({files, digest, origin}: Marker, tree: SiteTree): Site | undefined => {
	const found = new Map(filesOf(tree).map((file) => [file.path, file.digest]));
	if (!files.every((file) => found.get(file.path) === file.digest)) {
		return undefined;
	}
	const text = Buffer.from(tree.files.get(manifestPath) ?? []).toString();
	return {manifest: readManifest(text, manifestPath), files, digest, origin};
};
