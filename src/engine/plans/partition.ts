/** Where the containers partition begins on a disk, aligned to 1 MiB as every partitioning tool does. Pure. */
import {parsePartitionStart, startByte} from '../../config/partition-start.ts';
import {InstallError} from '../../errors.ts';
import type {DiskFingerprint} from '../../hardware/facts.ts';

const alignmentBytes = 1024 * 1024;
/** The partitions of a CoreOS image end behind this. */
const leastStartBytes = 1024 * alignmentBytes;

/** @throws InstallError PARTITION_START_INVALID, CONFIG_INVALID */
export const containersStartSector = (
	start: string,
	{sizeBytes, logicalSectorBytes}: DiskFingerprint,
): number => {
	const byte = startByte(parsePartitionStart(start), sizeBytes);
	const aligned = Math.floor(byte / alignmentBytes) * alignmentBytes;
	if (aligned < leastStartBytes) {
		throw new InstallError('PARTITION_START_INVALID', {
			start,
			why: 'it would leave no room for the system on this disk',
		});
	}
	if (aligned > sizeBytes - leastStartBytes) {
		throw new InstallError('PARTITION_START_INVALID', {
			start,
			why: 'it would leave no room for images on this disk',
		});
	}
	return aligned / logicalSectorBytes;
};
