/** Whether the kernel's partitions are those of the table on the disk: one that is in use keeps its old place. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {readPartitionTable} from '../tools/sfdisk.ts';
import {readStartByte} from '../tools/sysfs.ts';
import type {Disk} from './facts.ts';
import {findPartition} from './find-partition.ts';

/** After a table was written, before anything is written through it. @throws InstallError PARTITION_MISSING, PARTITION_OUTDATED */
export const requireKernelTable = async (
	system: System,
	disk: Pick<Disk, 'path' | 'deviceNumber'>,
	signal: AbortSignal,
): Promise<void> => {
	const table = await readPartitionTable(system, disk.path, signal);
	for (const {number, startByte, sizeBytes} of table?.partitions ?? []) {
		const found = await findPartition(system, disk, number, signal);
		const foundStart = await readStartByte(system, found.path.replace('/dev/', ''));
		const isThere = foundStart === undefined || foundStart === startByte;
		if (!isThere || found.sizeBytes !== sizeBytes) {
			throw new InstallError('PARTITION_OUTDATED', {disk: disk.path, number});
		}
	}
};
