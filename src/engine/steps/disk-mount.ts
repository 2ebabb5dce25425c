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
		for (const place of placesOf(containersPartition)) {
			await mountUnlessOurs(context, disk, place);
		}
		await growXfs(system, sysroot, signal);
		if (isSelinuxEnabled) {
			await restoreLabels(system, containersMountpoint, signal);
		}
		log('Disk was successfully prepared');
	},
	isDone: async ({disk: pinned, containersPartition}, context) => {
		const disk = await findPinnedDisk(context.system, pinned, context.signal);
		for (const {mountpoint, number} of placesOf(containersPartition)) {
			if (!(await isMountedFrom(context, disk, mountpoint, number))) {
				return false;
			}
		}
		return true;
	},
});

type Place = {
	readonly mountpoint: string;
	readonly number: number;
	readonly options?: readonly string[];
};

/** Every disk that was written from one CoreOS image has the same XFS id; another may be mounted here. */
const evenIfItsIdIsTaken = ['nouuid'];

const placesOf = (containersPartition: number): readonly Place[] => [
	{mountpoint: sysroot, number: rootPartition, options: evenIfItsIdIsTaken},
	{mountpoint: bootMountpoint, number: bootPartition},
	{mountpoint: containersMountpoint, number: containersPartition, options: evenIfItsIdIsTaken},
];

const mountUnlessOurs = async (
	context: StepContext,
	disk: Disk,
	{number, ...place}: Place,
): Promise<void> => {
	const {system, signal, log} = context;
	const {mountpoint} = place;
	if (await isMountedFrom(context, disk, mountpoint, number)) {
		return log(`${mountpoint} is mounted already`);
	}
	const {path} = await findPartition(system, disk, number, signal);
	await system.files.makeDirectory(mountpoint);
	await mount(system, {device: path, ...place}, signal);
	log(`Mounted ${path} on ${mountpoint}`);
};
