/** Bytes that were read whole, as a tree: an ISO by its first sectors, anything else as a manifest alone. */
import {isIso} from '../../iso/volume/primary.ts';
import {bufferSource} from '../../iso/volume/source.ts';
import {readTree} from './read-tree.ts';
import {manifestPath, type SiteTree, treeOfFiles} from './tree.ts';
import {volumeSource} from './tree-source.ts';

/** @throws InstallError ISO_UNREADABLE, CANCELLED */
export const treeOfBytes = async (
	name: string,
	bytes: Uint8Array,
	signal: AbortSignal,
): Promise<SiteTree> => {
	const source = bufferSource(name, Buffer.from(bytes));
	return (await isIso(source))
		? readTree(await volumeSource(source), signal)
		: treeOfFiles([[manifestPath, bytes]]);
};
