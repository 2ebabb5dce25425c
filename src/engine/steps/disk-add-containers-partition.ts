/** Adds the partition for container images, with its number and name, from its start to the end of the disk. */
import {InstallError} from '../../errors.ts';
import {findPartition} from '../../hardware/find-partition.ts';
import {
	appendPartition,
	moveBackupTable,
	readTable,
	type TablePartition,
} from '../../tools/partition-table.ts';
import {updatePartitions} from '../../tools/partx.ts';
import {type OnDisk, onDisk} from './on-disk.ts';

export type AddContainersPartitionParams = OnDisk & {
	readonly number: number;
	/** In logical sectors of the disk. */
	readonly startSector: number;
	readonly label: string;
};

export const addContainersPartition = onDisk<AddContainersPartitionParams>({
	run: async ({number, startSector, label}, {system, signal, log}, {path, ...disk}) => {
		log('Creating extra partition');
		const wanted = {number, startSector, name: label};
		const existing = (await readTable(system, path, signal))?.partitions.find(
			(partition) => partition.number === number,
		);
		if (existing === undefined) {
			await moveBackupTable(system, path, signal);
			await appendPartition(system, path, wanted, signal);
		} else if (!isSame(existing, wanted)) {
			throw new InstallError('PARTITION_TAKEN', {disk: path, number});
		}
		await updatePartitions(system, path, signal, number);
		const partition = await findPartition(system, {path, ...disk}, number, signal);
		log(`${partition.path} holds ${partition.sizeBytes} bytes for container images`);
	},
});

/** Made by an attempt that was cut short. */
const isSame = (
	existing: TablePartition,
	wanted: Pick<TablePartition, 'startSector' | 'name'>,
): boolean => existing.startSector === wanted.startSector && existing.name === wanted.name;
