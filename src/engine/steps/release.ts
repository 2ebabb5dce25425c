/**
 * Lets go of the installation disk: unmounts what an earlier attempt left at our own mount points, ends swap,
 * mappings and arrays on it. What somebody else mounted is never unmounted; then the disk is busy.
 */
import {InstallError, toProblem} from '../../errors.ts';
import {probeDisks} from '../../hardware/disks.ts';
import type {Disk, DiskUse} from '../../hardware/facts.ts';
import {memberships} from '../../hardware/membership.ts';
import {findPinnedDisk, type PinnedDisk} from '../../hardware/pin.ts';
import type {System} from '../../system/types.ts';
import {removeMapping, stopArray, swapOff} from '../../tools/holders.ts';
import {unmount} from '../../tools/mount.ts';
import {listMounts} from '../../tools/mountinfo.ts';
import type {StepContext} from '../step.ts';
import {bootMountpoint, containersMountpoint, sysroot} from './layout.ts';

const unseenUser =
	'the kernel gives it to nobody else, because of something that cannot be seen from here';

/** In the order in which they must be unmounted. */
export const ourMountpoints = [containersMountpoint, bootMountpoint, sysroot] as const;

/** @throws InstallError DISK_BUSY */
export const releaseDisk = async (
	context: StepContext,
	pinned: PinnedDisk,
	disk: Disk,
): Promise<void> => {
	requireKnownUses(disk);
	await requireNoPartElsewhere(context, disk);
	await unmountLeftovers(context, disk);
	const own = await ownNames(context.system, disk);
	await endUses(context, disk, own);
	const again = await findPinnedDisk(context.system, pinned, context.signal);
	requireKnownUses(again);
	const remaining = usesOf(again);
	if (remaining.length > 0) {
		throw await busyProblem(context.system, disk, remaining, own);
	}
	await requireFree(context.system, again);
};

/**
 * Our mount and all that was mounted on it or below it afterwards, newest first: podman leaves some when it
 * is killed. What was there before, under our mount, stays.
 */
export const unmountTree = async (
	{system, signal, log}: StepContext,
	mountpoint: string,
	deviceNumber: string,
): Promise<void> => {
	const top = (await system.files.resolve(mountpoint)) ?? mountpoint;
	const mounts = await listMounts(system);
	const ours = mounts.findLastIndex(
		(mount) => mount.mountpoint === top && mount.deviceNumber === deviceNumber,
	);
	const after = ours === -1 ? [] : mounts.slice(ours);
	for (const {mountpoint: path} of after.toReversed()) {
		if (isWithin(path, top)) {
			log(`Unmounting ${path}`);
			await unmount(system, path, signal);
		}
	}
};

/** Who cannot say what uses a disk must not take it for free. */
const requireKnownUses = ({path, uses}: Disk): void => {
	if (!uses.known) {
		throw new InstallError('DISK_BUSY', {
			disk: path,
			users: [`its users are not known: ${uses.reason}`],
		});
	}
};

/** What uses it may be out of sight, as in another mount namespace; the kernel knows. Nothing is written. */
const requireFree = async ({files}: System, {path}: Disk): Promise<void> => {
	try {
		const device = await files.openInPlace(path);
		await device.close();
	} catch (error) {
		throw isRefused(error)
			? new InstallError('DISK_BUSY', {disk: path, users: [unseenUser]})
			: error;
	}
};

const isRefused = (error: unknown): boolean =>
	error instanceof Error &&
	error.cause instanceof Error &&
	'code' in error.cause &&
	error.cause.code === 'EBUSY';

/**
 * A volume group, array or pool that has a part elsewhere is not ours to end, and may have come since the disk
 * was chosen. All disks are read again only where something like it was found.
 */
const requireNoPartElsewhere = async ({system, signal}: StepContext, disk: Disk): Promise<void> => {
	if (memberships(disk).length === 0) {
		return;
	}
	const all = await probeDisks(system, signal);
	const again = all.find(({deviceNumber}) => deviceNumber === disk.deviceNumber);
	const users = memberships(again ?? disk);
	if (users.length > 0) {
		throw new InstallError('DISK_BUSY', {disk: disk.path, users, hasPartElsewhere: true});
	}
};

const busyProblem = async (
	system: System,
	disk: Disk,
	uses: readonly DiskUse[],
	own: ReadonlySet<string>,
): Promise<InstallError> => {
	const users: string[] = [];
	let hasPartElsewhere = false;
	for (const use of uses) {
		const members =
			use.kind === 'held' ? await membersOf(system, await kernelName(system, use.holder)) : [];
		const elsewhere = members.filter((name) => !own.has(name)).map((name) => `/dev/${name}`);
		hasPartElsewhere ||= elsewhere.length > 0;
		users.push(
			elsewhere.length === 0
				? describeUse(use)
				: `${describeUse(use)}, which also stands on ${elsewhere.join(' and ')}`,
		);
	}
	return new InstallError('DISK_BUSY', {disk: disk.path, users, hasPartElsewhere});
};

const usesOf = ({uses}: Disk): readonly DiskUse[] => (uses.known ? uses.value : []);

const unmountLeftovers = async (context: StepContext, disk: Disk): Promise<void> => {
	const {files} = context.system;
	for (const mountpoint of ourMountpoints) {
		const real = (await files.resolve(mountpoint)) ?? mountpoint;
		const use = usesOf(disk).find((found) => found.kind === 'mounted' && found.mountpoint === real);
		const deviceNumber = use && (await files.stat(use.device))?.deviceNumber;
		if (deviceNumber !== undefined) {
			await unmountTree(context, mountpoint, deviceNumber);
		}
	}
};

/** From the top of each stack down. What cannot be ended is logged here and told by the disk that stays busy. */
const endUses = async (
	context: StepContext,
	disk: Disk,
	own: ReadonlySet<string>,
): Promise<void> => {
	for (const use of usesOf(disk).toReversed()) {
		try {
			await endUse(context, disk.path, use, own);
		} catch (error) {
			if (context.signal.aborted) {
				throw error;
			}
			context.log(toProblem(error).message);
		}
	}
};

const endUse = async (
	context: StepContext,
	disk: string,
	use: DiskUse,
	own: ReadonlySet<string>,
): Promise<void> => {
	const {system, signal, log} = context;
	switch (use.kind) {
		case 'swap':
			log(`Ending swap on ${use.device}`);
			return swapOff(system, use.device, signal);
		case 'held':
			return endHolder(context, disk, await kernelName(system, use.holder), own);
		case 'mounted':
		case 'loop':
			return;
	}
};

/** A mapping or array that also stands on another disk is not ours to end. */
const endHolder = async (
	{system, signal, log}: StepContext,
	disk: string,
	holder: string,
	own: ReadonlySet<string>,
): Promise<void> => {
	if (!own.has(holder)) {
		return log(`Leaving ${holder}: it does not stand on this disk alone`);
	}
	if (holder.startsWith('dm-')) {
		log(`Removing the mapping ${holder}`);
		return removeMapping(system, {device: `/dev/${holder}`, disk}, signal);
	}
	if (holder.startsWith('md')) {
		log(`Stopping the array ${holder}`);
		return stopArray(system, {device: `/dev/${holder}`, disk}, signal);
	}
};

/** Kernel names of the disk, its partitions, and all that stands on nothing but them. */
const ownNames = async (system: System, disk: Disk): Promise<ReadonlySet<string>> => {
	const partitions =
		disk.contents.known && disk.contents.value.kind === 'data'
			? disk.contents.value.partitions
			: [];
	const paths = [disk.path, ...partitions.map(({path}) => path)];
	const own = new Set(await Promise.all(paths.map((path) => kernelName(system, path))));
	for (const use of usesOf(disk)) {
		if (use.kind === 'held') {
			const holder = await kernelName(system, use.holder);
			const below = await membersOf(system, holder);
			if (below.length > 0 && below.every((name) => own.has(name))) {
				own.add(holder);
			}
		}
	}
	return own;
};

const membersOf = (system: System, holder: string): Promise<readonly string[]> =>
	system.files.list(`/sys/class/block/${holder}/slaves`);

/** `/dev/mapper/vg-lv` is a link to `/dev/dm-0`. */
const kernelName = async (system: System, path: string): Promise<string> =>
	((await system.files.resolve(path)) ?? path).replace(/^\/dev\//, '').replaceAll('/', '!');

const describeUse = (use: DiskUse): string => {
	switch (use.kind) {
		case 'mounted':
			return `${use.device} is mounted on ${use.mountpoint}`;
		case 'swap':
			return `${use.device} is swap`;
		case 'held':
			return `${use.device} is held by ${use.holder}`;
		case 'loop':
			return `${use.device} is behind ${use.loop}`;
	}
};

const isWithin = (path: string, top: string): boolean => path === top || path.startsWith(`${top}/`);
