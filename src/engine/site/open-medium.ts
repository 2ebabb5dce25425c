/**
 * A medium of a stranger, opened to be read: mounted so that nothing on it can act, or, where the kernel has
 * no ISO 9660, read by our own reader. The one place that decides between the two.
 */
import {isIso} from '../../iso/volume/primary.ts';
import {deviceSource} from '../../iso/volume/source.ts';
import type {System} from '../../system/types.ts';
import type {BlockDevice} from '../../tools/lsblk.ts';
import {mount, unmount} from '../../tools/mount.ts';
import {listDevices} from './devices.ts';
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
	const mountpoint = `${mountpoints}/${Buffer.from(system.random.bytes(8)).toString('hex')}`;
	await system.files.makeDirectory(mountpoint, 0o700);
	try {
		const failure = await tryMount(system, {device, mountpoint, options}, signal);
		if (failure !== undefined) {
			return await use(await isoOn(system, found, failure));
		}
		try {
			return await use(directorySource(system, mountpoint, device));
		} finally {
			await unmount(system, mountpoint, new AbortController().signal);
		}
	} finally {
		await system.files.remove(mountpoint);
	}
};

const mountpoints = '/run/ibi-console/media';

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

type Request = Parameters<typeof mount>[1];

const tryMount = async (
	system: System,
	request: Request,
	signal: AbortSignal,
): Promise<unknown> => {
	try {
		await mount(system, request, signal);
		return undefined;
	} catch (error) {
		return error;
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
