/** Adds the partition for container images, with its number and name, from its start to the end of the disk. */
import {InstallError} from '../../errors.ts';
import {findPartition} from '../../hardware/find-partition.ts';
import {requireKernelTable} from '../../hardware/kernel-table.ts';
import {updatePartitions} from '../../tools/partx.ts';
import {readPartitionTable, type WrittenPartition} from '../../tools/sfdisk.ts';
import {appendPartition, moveBackupTable} from '../../tools/sfdisk-write.ts';
import {type OnDisk, onDisk} from './on-disk.ts';

export type AddContainersPartitionParams = OnDisk & {
	readonly number: number;
	/** In logical sectors of the disk. */
	readonly startSector: number;
	readonly label: string;
};

export const addContainersPartition = onDisk<AddContainersPartitionParams>({
	run: async ({number, startSector, label}, {system, signal, log}, disk) => {
		log('Creating extra partition');
		const {path} = disk;
		const startByte = startSector * disk.fingerprint.logicalSectorBytes;
		const existing = (await readPartitionTable(system, path, signal))?.partitions.find(
			(partition) => partition.number === number,
		);
		if (existing === undefined) {
			await moveBackupTable(system, path, signal);
			await appendPartition(system, path, {number, startSector, name: label}, signal);
		} else if (!isSame(existing, {startByte, label})) {
			throw new InstallError('PARTITION_TAKEN', {disk: path, number});
		}
		await updatePartitions(system, path, signal);
		await requireKernelTable(system, disk, signal);
		const partition = await findPartition(system, disk, number, signal);
		log(`${partition.path} holds ${partition.sizeBytes} bytes for container images`);
	},
});

/** Made by an attempt that was cut short. */
const isSame = (
	existing: WrittenPartition,
	wanted: Pick<WrittenPartition, 'startByte' | 'label'>,
): boolean => existing.startByte === wanted.startByte && existing.label === wanted.label;
