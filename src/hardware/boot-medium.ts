/**
 * What the firmware says it started from, held against the disks. It only ever adds to what mounts and labels
 * told: a removable disk that the firmware started from is the medium, also when the system has let go of it.
 * A built-in disk is not condemned by it, since another system on it may have started this one (kexec). Pure.
 */
import type {Disk, Fact} from './facts.ts';
import type {BootEntry} from './host-facts.ts';

export const withBootEntry = (
	disks: Fact<readonly Disk[]>,
	entry: Fact<BootEntry>,
): Fact<readonly Disk[]> =>
	disks.known && entry.known
		? {known: true, value: disks.value.map((disk) => withEntry(disk, entry.value))}
		: disks;

const withEntry = (disk: Disk, {number, label, partitionId}: BootEntry): Disk => {
	const isPluggable = disk.isRemovable || disk.transport === 'usb';
	return disk.mediumReason === undefined && isPluggable && hasPartition(disk, partitionId)
		? {...disk, mediumReason: `the firmware started this host from it (Boot${number} ${label})`}
		: disk;
};

const hasPartition = ({contents}: Disk, id: string | undefined): boolean =>
	id !== undefined &&
	contents.known &&
	contents.value.kind === 'data' &&
	contents.value.partitions.some((partition) => partition.id === id);
