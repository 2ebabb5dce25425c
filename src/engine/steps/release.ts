/**
 * Lets go of the installation disk: unmounts what an earlier attempt left at our own mount points, ends swap,
 * mappings and arrays on it. What somebody else mounted is never unmounted; then the disk is busy.
 */
import {InstallError} from '../../errors.ts';
import type {Disk, DiskUse} from '../../hardware/facts.ts';
import {findPinnedDisk, type PinnedDisk} from '../../hardware/pin.ts';
import type {System} from '../../system/types.ts';
import {removeMapping, stopArray, swapOff} from '../../tools/holders.ts';
import {unmount} from '../../tools/mount.ts';
import {listMounts} from '../../tools/mountinfo.ts';
import type {StepContext} from '../step.ts';
import {bootMountpoint, containersMountpoint, sysroot} from './layout.ts';

/** In the order in which they must be unmounted. */
export const ourMountpoints = [containersMountpoint, bootMountpoint, sysroot] as const;

/** @throws InstallError DISK_BUSY */
export const releaseDisk = async (
	context: StepContext,
	pinned: PinnedDisk,
	disk: Disk,
): Promise<void> => {
	await unmountLeftovers(context, disk);
	for (const use of usesOf(disk)) {
		await endUse(context, use);
	}
	const remaining = usesOf(await findPinnedDisk(context.system, pinned, context.signal));
	if (remaining.length > 0) {
		throw new InstallError('DISK_BUSY', {disk: disk.path, users: remaining.map(describeUse)});
	}
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

/** A mapping or array that also stands on another disk is not ours to end: then the disk stays busy. */
const endUse = async ({system, signal, log}: StepContext, use: DiskUse): Promise<void> => {
	switch (use.kind) {
		case 'swap':
			log(`Ending swap on ${use.device}`);
			return swapOff(system, use.device, signal);
		case 'held':
			return endHolder({system, signal, log}, use.holder, use.device);
		case 'mounted':
		case 'loop':
			return;
	}
};

const endHolder = async (
	{system, signal, log}: Pick<StepContext, 'system' | 'signal' | 'log'>,
	holder: string,
	device: string,
): Promise<void> => {
	const name = holder.replace(/^\/dev\//, '');
	if (!(await standsOnlyOn(system, name, device))) {
		return log(`Leaving ${name}: it stands on other disks too`);
	}
	if (name.startsWith('dm-')) {
		log(`Removing the mapping ${name} on ${device}`);
		return removeMapping(system, `/dev/${name}`, signal);
	}
	if (name.startsWith('md')) {
		log(`Stopping the array ${name} on ${device}`);
		return stopArray(system, `/dev/${name}`, signal);
	}
};

/** Slaves are the devices below a mapping or array, by kernel name; `sda` stands for `sda3` too. */
const standsOnlyOn = async (system: System, holder: string, device: string): Promise<boolean> => {
	const slaves = await system.files.list(`/sys/class/block/${holder}/slaves`);
	return slaves.every((slave) => slave === device.replace(/^\/dev\//, ''));
};

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
