/**
 * A medium of a stranger, opened to be read: mounted so that nothing on it can act, or, where the kernel has
 * no ISO 9660, read by our own reader. The one place that decides between the two.
 */
import {isIso} from '../../iso/volume/primary.ts';
import {deviceSource} from '../../iso/volume/source.ts';
import type {System} from '../../system/types.ts';
import type {BlockDevice} from '../../tools/lsblk.ts';
import {listDevices} from './devices.ts';
import {whileMounted} from './mounted.ts';
import {directorySource, reading, type TreeSource, volumeSource} from './tree-source.ts';

/** A look at what may be anybody's leaves it untouched: no log is replayed, so an unclean one may fail. */
export type OpenMode = 'look' | 'import';

/** @throws InstallError SITE_UNREADABLE, ISO_UNREADABLE, COMMAND_… */
export const whileOpen = async <Result>(
	system: System,
	device: string,
	mode: OpenMode,
	signal: AbortSignal,
	use: (source: TreeSource) => Promise<Result>,
): Promise<Result> => {
	const [found] = await listDevices(system, signal, device);
	const options = [...untrusted, ...optionsOf(found?.filesystem, mode)];
	return whileMounted(
		system,
		{
			device,
			options,
			use: (top) => use(directorySource(system, top, device)),
			orElse: async (failure) => use(await isoOn(system, found, failure)),
		},
		signal,
	);
};

const untrusted = ['ro', 'nosuid', 'nodev', 'noexec'];

/** XFS refuses a second filesystem with the id of one that is mounted, as of a copied disk. */
const optionsOf = (filesystem: string | undefined, mode: OpenMode): readonly string[] => {
	switch (filesystem) {
		case 'xfs':
			return mode === 'look' ? ['nouuid', 'norecovery'] : ['nouuid'];
		case 'ext3':
		case 'ext4':
			return mode === 'look' ? ['noload'] : [];
		default:
			return [];
	}
};

/** What is no ISO either failed for the reason that mount gave. */
const isoOn = async (
	system: System,
	found: BlockDevice | undefined,
	failure: unknown,
): Promise<TreeSource> => {
	if (found === undefined) {
		throw failure;
	}
	const bytes = deviceSource(system, found.path, found.sizeBytes);
	if (!(await reading(found.path, () => isIso(bytes)))) {
		throw failure;
	}
	return reading(found.path, () => volumeSource(bytes));
};
