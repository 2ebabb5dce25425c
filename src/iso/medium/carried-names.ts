/** What an installation ISO carries beside the live system: the program, and the images of the layout on it. */
import {parseIndex} from '../../seed/oci.ts';
import {findEntry} from '../coreos/layout.ts';
import {readEntry, type Volume} from '../volume/read.ts';
import type {ByteSource} from '../volume/source.ts';

export type CarriedNames = {
	readonly hasProgram: boolean;
	/** The seed and the images of its list, as the index calls them; undefined: there is no layout. */
	readonly images: readonly string[] | undefined;
};

/** @throws InstallError ISO_UNREADABLE, SEED_UNREADABLE */
export const carriedNames = async (
	source: ByteSource,
	volume: Pick<Volume, 'entries'>,
): Promise<CarriedNames> => {
	const hasProgram = findEntry(volume, 'ibi-console/program.squashfs') !== undefined;
	const index = findEntry(volume, 'ibi-console/seed/index.json');
	if (index === undefined) {
		return {hasProgram, images: undefined};
	}
	const text = (await readEntry(source, index, largestIndexBytes)).toString();
	const {manifests} = parseIndex(`${source.name}: ${index.path}`, text);
	const images = manifests.map(
		({annotations, digest}) => annotations?.['org.opencontainers.image.ref.name'] ?? digest,
	);
	return {hasProgram, images};
};

const largestIndexBytes = 4 * 1024 * 1024;
