/** partx of util-linux: makes the kernel's partitions those of the table, and waits for their nodes. */
import type {System} from '../system/types.ts';
import {settleDevices} from './udevadm.ts';

/**
 * Safe while partitions are mounted, unlike a re-read of the whole table. `--update` stops at the count of
 * partitions, so a higher number is added by itself; an exit code of 1 says that it is there already.
 */
export const updatePartitions = async (
	system: System,
	device: string,
	signal: AbortSignal,
	number?: number,
): Promise<void> => {
	const options = {signal, acceptedExitCodes: [0, 1]};
	await system.run({program: 'partx', args: ['--update', device]}, options);
	if (number !== undefined) {
		const args = ['--add', '--nr', String(number), device];
		await system.run({program: 'partx', args}, options);
	}
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
