/** Lets the root partition reach up to the containers partition; its filesystem follows once it is mounted. */

import {updatePartitions} from '../../tools/partx.ts';
import {growPartition} from '../../tools/sfdisk-write.ts';
import {rootPartition} from './layout.ts';
import {type OnDisk, onDisk} from './on-disk.ts';

export const growRoot = onDisk<OnDisk>({
	run: async (_, {system, signal}, {path}) => {
		await growPartition(system, path, rootPartition, signal);
		await updatePartitions(system, path, signal);
	},
});
