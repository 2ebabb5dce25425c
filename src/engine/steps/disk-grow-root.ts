/** Lets the root partition reach up to the containers partition; its filesystem follows once it is mounted. */
import {requireKernelTable} from '../../hardware/kernel-table.ts';
import {updatePartitions} from '../../tools/partx.ts';
import {growPartition} from '../../tools/sfdisk-write.ts';
import {rootPartition} from './layout.ts';
import {type OnDisk, onDisk} from './on-disk.ts';

export const growRoot = onDisk<OnDisk>({
	run: async (_, {system, signal}, disk) => {
		await growPartition(system, disk.path, rootPartition, signal);
		await updatePartitions(system, disk.path, signal);
		await requireKernelTable(system, disk, signal);
	},
});
