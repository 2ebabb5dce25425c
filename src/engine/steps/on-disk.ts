/**
 * Makes a step destructive: its run begins by finding the pinned disk again, and so does what it undoes. No
 * step writes to a disk in any other way; a test walks the registry to prove it.
 */
import {InstallError} from '../../errors.ts';
import type {Disk} from '../../hardware/facts.ts';
import {findPartition} from '../../hardware/find-partition.ts';
import {findPinnedDisk, findPinnedIdentity, type PinnedDisk} from '../../hardware/pin.ts';
import {mountAt} from '../../tools/mount.ts';
import type {Step, StepContext, StepResult} from '../step.ts';
import {bootMountpoint, bootPartition, rootPartition, sysroot} from './layout.ts';

export type OnDisk = {readonly disk: PinnedDisk};

export type DiskStep<Params extends OnDisk> = Pick<
	Step<Params>,
	'unit' | 'isDone' | 'isFleeting' | 'ifSkipped'
> & {
	/** What must be so, or be made so, before the first byte is written. Changes no byte of the disk. */
	readonly prepare?: (params: Params, context: StepContext, disk: Disk) => Promise<void>;
	/** `disk` is as it was found a moment ago. */
	readonly run: (
		params: Params,
		context: StepContext,
		disk: Disk,
	) => Promise<void> | Promise<StepResult>;
	readonly undo?: (params: Params, context: StepContext, disk: Disk) => Promise<void>;
};

/** A step that writes to the disk itself. */
export const onDisk = <Params extends OnDisk>(step: DiskStep<Params>): Step<Params> =>
	destructive(step, findPinnedDisk);

const destructive = <Params extends OnDisk>(
	{prepare, run, undo, ...rest}: DiskStep<Params>,
	find: typeof findPinnedDisk,
): Step<Params> => ({
	...rest,
	isDestructive: true,
	run: async (params, context) => {
		const disk = await find(context.system, params.disk, context.signal);
		requireWritable(disk);
		await prepare?.(params, context, disk);
		await context.willWrite();
		return (await run(params, context, disk)) ?? undefined;
	},
	...(undo && {
		undo: async (params: Params, context: StepContext) =>
			undo(params, context, await find(context.system, params.disk, context.signal)),
	}),
});

/** A switch, a controller or a failing disk can make it so at any time. */
const requireWritable = ({path, isReadOnly}: Disk): void => {
	if (isReadOnly) {
		throw new InstallError('DISK_NOT_ELIGIBLE', {disk: path, reasons: 'it is write-protected'});
	}
};

/** A step that writes below the mount points: they must be those of the pinned disk's own partitions. */
export const onTarget = <Params extends OnDisk>(step: DiskStep<Params>): Step<Params> =>
	destructive(
		{
			...step,
			prepare: async (params, context, disk) => {
				await requireMounted(context, disk, sysroot, rootPartition);
				await requireMounted(context, disk, bootMountpoint, bootPartition);
				await step.prepare?.(params, context, disk);
			},
		},
		findPinnedIdentity,
	);

/** By device number: a label or a name could be that of another disk. */
export const isMountedFrom = async (
	{system, signal}: StepContext,
	disk: Disk,
	mountpoint: string,
	number: number,
): Promise<boolean> => {
	const found = await mountAt(system, mountpoint);
	if (found === undefined) {
		return false;
	}
	const partition = await findPartition(system, disk, number, signal);
	return found.deviceNumber === partition.deviceNumber;
};

/** @throws InstallError TARGET_NOT_MOUNTED */
export const requireMounted = async (
	context: StepContext,
	disk: Disk,
	mountpoint: string,
	number: number,
): Promise<void> => {
	if (!(await isMountedFrom(context, disk, mountpoint, number))) {
		throw new InstallError('TARGET_NOT_MOUNTED', {mountpoint, disk: disk.path});
	}
};
