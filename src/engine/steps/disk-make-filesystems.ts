/** Makes the filesystem for container images. */
import {findPartition} from '../../hardware/find-partition.ts';
import {makeXfs} from '../../tools/xfs.ts';
import {type OnDisk, onDisk} from './on-disk.ts';
import {releaseDisk} from './release.ts';

export type MakeFilesystemsParams = OnDisk & {readonly containersPartition: number};

export const makeFilesystems = onDisk<MakeFilesystemsParams>({
	run: async ({disk: pinned, containersPartition}, context, disk) => {
		const {system, signal, log} = context;
		await releaseDisk(context, pinned, disk);
		const {path} = await findPartition(system, disk, containersPartition, signal);
		log(`Making an XFS filesystem on ${path}`);
		await makeXfs(system, path, signal);
	},
});
