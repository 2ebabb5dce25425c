/**
 * The tools of CoreOS find their notes by short names (`COREOS/IGNINFO.JSO;1`). xorriso writes the whole tree of
 * directories anew, and with a file of 4 GiB and more it has to write longer names; what was there gets back its own.
 */

import {sectorBytes} from '../volume/format.ts';
import {readPrimary} from '../volume/primary.ts';
import {readVolume, type Volume} from '../volume/read.ts';
import {withIdentifiers} from '../volume/rename.ts';
import type {ByteSource} from '../volume/source.ts';
import type {Edit} from './installation-iso.ts';

/** @param before the same medium before it was written anew. */
export const keptNames = async (source: ByteSource, before: Volume): Promise<readonly Edit[]> => {
	const after = await readVolume(source);
	const wanted = new Map(before.entries.map(({path, identifier}) => [path, identifier]));
	const edits: Edit[] = [];
	for (const [directory, renamed] of byDirectory(after, wanted)) {
		const [extent] = after.entries.find(({path}) => path === directory)?.extents ?? [
			await rootOf(source),
		];
		if (extent !== undefined) {
			const bytes = withIdentifiers(await source.read(extent), renamed);
			edits.push({offsetBytes: extent.offsetBytes, bytes});
		}
	}
	return edits;
};

type Renamed = Map<string, string>;

/** The identifiers that changed, and what they were. */
const byDirectory = (
	{entries}: Volume,
	wanted: ReadonlyMap<string, string>,
): ReadonlyMap<string, Renamed> => {
	const found = new Map<string, Renamed>();
	for (const {path, identifier} of entries) {
		const before = wanted.get(path);
		if (before !== undefined && before !== identifier) {
			const directory = path.replace(/(^|\/)[^/]*$/, '');
			const renamed = found.get(directory) ?? new Map();
			found.set(directory, renamed.set(identifier, before));
		}
	}
	return found;
};

const rootOf = async (source: ByteSource) => {
	const {root} = await readPrimary(source);
	return {offsetBytes: root.sector * sectorBytes, lengthBytes: root.sizeBytes};
};
