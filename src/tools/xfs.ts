/** mkfs.xfs and xfs_growfs. */
import type {System} from '../system/types.ts';

/** `-f`: the wipe was confirmed. `-K`: a discard of a large thin or NVMe disk can take minutes. */
export const makeXfs = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'mkfs.xfs', args: ['-f', '-K', device]}, {signal});
};

/** Grows the mounted filesystem to its partition; nothing happens when it fills it already. */
export const growXfs = async (
	system: System,
	mountpoint: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'xfs_growfs', args: [mountpoint]}, {signal});
};
