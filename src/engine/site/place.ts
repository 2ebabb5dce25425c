/**
 * A judged tree on the disk. It is written beside its place, the marker says that it is being placed, names are
 * changed, and last of all the marker says that it is whole: no moment leaves a half that looks like a whole.
 */
import type {ByteStream, System} from '../../system/types.ts';
import {syncFilesystem} from '../../tools/sync.ts';
import {requireNotCancelled} from './cancelled.ts';
import {type Marker, removeMarker, writeMarker} from './marker.ts';
import {type Site, siteRoot} from './site.ts';
import {type SiteTree, siteDirectories} from './tree.ts';

/** @throws InstallError FILE_UNWRITABLE, COMMAND_…, CANCELLED */
export const placeSite = async (
	system: System,
	tree: SiteTree,
	{files, digest, origin}: Site,
	signal: AbortSignal,
): Promise<void> => {
	await writeBeside(system, tree, signal);
	await syncFilesystem(system, siteRoot, signal);
	requireNotCancelled(signal);
	const marker: Omit<Marker, 'state'> = {version: 1, digest, origin, files};
	await writeMarker(system, {...marker, state: 'placing'});
	for (const name of siteDirectories) {
		await system.files.removeTree(`${siteRoot}/${name}`);
		if (tree.directories.has(name)) {
			await system.files.rename(`${besideRoot}/${name}`, `${siteRoot}/${name}`);
		}
	}
	// Without the signal: from here on stopping costs more than finishing.
	await syncFilesystem(system, siteRoot, new AbortController().signal);
	await writeMarker(system, {...marker, state: 'whole'});
	await system.files.removeTree(besideRoot);
};

/** A half import of ours, as if it had never begun. */
export const discardHalf = async (system: System): Promise<void> => {
	for (const name of siteDirectories) {
		await system.files.removeTree(`${siteRoot}/${name}`);
	}
	await system.files.removeTree(besideRoot);
	await removeMarker(system);
};

/** On the same filesystem, so that a rename is all it takes. */
const besideRoot = `${siteRoot}/.ibi-import`;

const directoryMode = 0o700;
const fileMode = 0o600;

const writeBeside = async ({files}: System, tree: SiteTree, signal: AbortSignal): Promise<void> => {
	await files.makeDirectory(siteRoot, directoryMode);
	await files.removeTree(besideRoot);
	await files.makeDirectory(besideRoot, directoryMode);
	for (const path of tree.directories) {
		await files.makeDirectory(`${besideRoot}/${path}`, directoryMode);
	}
	for (const [path, bytes] of tree.files) {
		requireNotCancelled(signal);
		await files.writeStream(`${besideRoot}/${path}`, once(bytes), fileMode);
	}
};

async function* once(bytes: Uint8Array): ByteStream {
	yield bytes;
}
