/**
 * Programs that let go of a disk: swapoff, dmsetup and mdadm. They end a use and destroy no content. Mappings
 * and arrays end under the lock of the disk by which udev stays away (systemd, "Locking Block Device Access").
 */
import type {System} from '../system/types.ts';

const lockSeconds = 30;

export const swapOff = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'swapoff', args: [device]}, {signal});
};

/** @param device a node below /dev, as `/dev/dm-0`; `disk` is the one below it. */
export const removeMapping = async (
	system: System,
	{device, disk}: {readonly device: string; readonly disk: string},
	signal: AbortSignal,
): Promise<void> => {
	await runLocked(system, disk, ['dmsetup', 'remove', '--retry', device], signal);
};

export const stopArray = async (
	system: System,
	{device, disk}: {readonly device: string; readonly disk: string},
	signal: AbortSignal,
): Promise<void> => {
	await runLocked(system, disk, ['mdadm', '--stop', device], signal);
};

const runLocked = async (
	system: System,
	disk: string,
	words: readonly string[],
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--exclusive', '--timeout', String(lockSeconds), disk, ...words];
	await system.run({program: 'flock', args}, {signal});
};
