/** Brings everything to the medium and lets go of the disk: it may be pulled out when this is done. */

import {findPartition} from '../../hardware/find-partition.ts';
import {findPinnedDisk} from '../../hardware/pin.ts';
import {removeAll} from '../../tools/rm.ts';
import {syncFilesystem} from '../../tools/sync.ts';
import {
	bootMountpoint,
	bootPartition,
	containersMountpoint,
	rootPartition,
	sysroot,
	work,
} from './layout.ts';
import {isMountedFrom, type OnDisk, onDisk} from './on-disk.ts';
import {ourMountpoints, unmountTree} from './release.ts';
import {dropSpool} from './seed-spool.ts';

export type UnmountParams = OnDisk & {readonly containersPartition: number};

export const unmountDisk = onDisk<UnmountParams>({
	run: async ({containersPartition}, context, disk) => {
		const {system, signal} = context;
		if (await isMountedFrom(context, disk, sysroot, rootPartition)) {
			await dropSpool(context);
			await removeAll(system, work.root, signal);
		}
		const numbers = {
			[containersMountpoint]: containersPartition,
			[bootMountpoint]: bootPartition,
			[sysroot]: rootPartition,
		};
		for (const mountpoint of ourMountpoints) {
			const partition = await findPartition(system, disk, numbers[mountpoint], signal);
			if (await isMountedFrom(context, disk, mountpoint, partition.number)) {
				await syncFilesystem(system, mountpoint, signal);
				await unmountTree(context, mountpoint, partition.deviceNumber);
			}
		}
	},
	isDone: async ({disk: pinned}, {system, signal}) => {
		const {uses} = await findPinnedDisk(system, pinned, signal);
		return uses.known && uses.value.length === 0;
	},
});
