/** partx of util-linux: makes the kernel's partitions those of the table, and waits for their nodes. */
import type {System} from '../system/types.ts';
import {settleDevices} from './udevadm.ts';

/** A GPT has 128 entries. Without a range partx looks only at as many numbers as there are partitions. */
const allNumbers = '1:128';

/** Safe while partitions are mounted, unlike a re-read of the whole table. */
export const updatePartitions = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--update', '--nr', allNumbers, device];
	await system.run({program: 'partx', args}, {signal, acceptedExitCodes: [0, 1]});
	await settleDevices(system, signal);
};

/** After a wipe: forgets partitions that the table no longer has. */
export const forgetPartitions = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	const options = {signal, acceptedExitCodes: [0, 1]};
	await system.run({program: 'partx', args: ['--delete', device]}, options);
	await settleDevices(system, signal);
};
