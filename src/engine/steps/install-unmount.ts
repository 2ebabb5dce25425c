/** Brings everything to the medium and lets go of the disk: it may be pulled out when this is done. */

import {findPinnedDisk} from '../../hardware/pin.ts';
import {mountAt} from '../../tools/mount.ts';
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

export type UnmountParams = OnDisk & {readonly containersPartition: number};

export const unmountDisk = onDisk<UnmountParams>({
	run: async ({containersPartition}, context, disk) => {
		const {system, signal} = context;
		if (await isMountedFrom(context, disk, sysroot, rootPartition)) {
			await removeAll(system, work.root, signal);
		}
		const numbers = {
			[containersMountpoint]: containersPartition,
			[bootMountpoint]: bootPartition,
			[sysroot]: rootPartition,
		};
		for (const mountpoint of ourMountpoints) {
			if (await isMountedFrom(context, disk, mountpoint, numbers[mountpoint])) {
				await syncFilesystem(system, mountpoint, signal);
				await unmountTree(context, mountpoint);
			}
		}
	},
	isDone: async ({disk}, {system, signal}) => {
		await findPinnedDisk(system, disk, signal);
		const mounts = await Promise.all(ourMountpoints.map((path) => mountAt(system, path)));
		return mounts.every((mount) => mount === undefined);
	},
});
