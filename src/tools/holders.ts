/** Programs that let go of a disk: swapoff, dmsetup and mdadm. They end a use and destroy no content. */
import type {System} from '../system/types.ts';

export const swapOff = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'swapoff', args: [device]}, {signal});
};

/** @param device a node below /dev, as `/dev/dm-0`. */
export const removeMapping = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'dmsetup', args: ['remove', '--retry', device]}, {signal});
};

export const stopArray = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'mdadm', args: ['--stop', device]}, {signal});
};
