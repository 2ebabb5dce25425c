/** Mounts the disk where programs and scripts of an install expect it, and grows its root filesystem. */
import type {Disk} from '../../hardware/facts.ts';
import {findPartition} from '../../hardware/find-partition.ts';
import {findPinnedDisk} from '../../hardware/pin.ts';
import {mount} from '../../tools/mount.ts';
import {restoreLabels} from '../../tools/selinux.ts';
import {growXfs} from '../../tools/xfs.ts';
import type {StepContext} from '../step.ts';
import {
	bootMountpoint,
	bootPartition,
	containersMountpoint,
	rootPartition,
	sysroot,
} from './layout.ts';
import {isMountedFrom, type OnDisk, onDisk} from './on-disk.ts';

export type MountParams = OnDisk & {
	readonly containersPartition: number;
	readonly isSelinuxEnabled: boolean;
};

export const mountDisk = onDisk<MountParams>({
	run: async ({containersPartition, isSelinuxEnabled}, context, disk) => {
		const {system, signal, log} = context;
		for (const [mountpoint, number] of mountsOf(containersPartition)) {
			await mountUnlessOurs(context, disk, mountpoint, number);
		}
		await growXfs(system, sysroot, signal);
		if (isSelinuxEnabled) {
			await restoreLabels(system, containersMountpoint, signal);
		}
		log('Disk was successfully prepared');
	},
	isDone: async ({disk: pinned, containersPartition}, context) => {
		const disk = await findPinnedDisk(context.system, pinned, context.signal);
		for (const [mountpoint, number] of mountsOf(containersPartition)) {
			if (!(await isMountedFrom(context, disk, mountpoint, number))) {
				return false;
			}
		}
		return true;
	},
});

const mountsOf = (
	containersPartition: number,
): readonly (readonly [mountpoint: string, number: number])[] => [
	[sysroot, rootPartition],
	[bootMountpoint, bootPartition],
	[containersMountpoint, containersPartition],
];

const mountUnlessOurs = async (
	context: StepContext,
	disk: Disk,
	mountpoint: string,
	number: number,
): Promise<void> => {
	const {system, signal, log} = context;
	if (await isMountedFrom(context, disk, mountpoint, number)) {
		return log(`${mountpoint} is mounted already`);
	}
	const {path} = await findPartition(system, disk, number, signal);
	await system.files.makeDirectory(mountpoint);
	await mount(system, path, mountpoint, signal);
	log(`Mounted ${path} on ${mountpoint}`);
};
