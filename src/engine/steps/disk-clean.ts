/**
 * Erases what systems would recognise on the disk: signatures of each partition, then of the disk, then its
 * first and last MiB, where RAID and backup tables stand. The last one ends with the disk, whatever its size.
 */
import type {Disk} from '../../hardware/facts.ts';
import {zeroMib} from '../../tools/dd.ts';
import {wipeSignatures} from '../../tools/erase.ts';
import {forgetPartitions} from '../../tools/partx.ts';
import {type OnDisk, onDisk} from './on-disk.ts';
import {releaseDisk} from './release.ts';

const mib = 1024 * 1024;

export const cleanDisk = onDisk<OnDisk>({
	prepare: async ({disk: pinned}, context, disk) => {
		context.log('Start preparing disk');
		await releaseDisk(context, pinned, disk);
	},
	run: async (_, {system, signal, log}, disk) => {
		for (const path of [...partitionPaths(disk), disk.path]) {
			log(`Erasing the signatures of ${path}`);
			await wipeSignatures(system, path, signal);
		}
		await zeroMib(system, disk.path, 0, signal);
		await zeroMib(system, disk.path, Math.max(0, disk.fingerprint.sizeBytes - mib), signal);
		await forgetPartitions(system, disk.path, signal);
	},
});

const partitionPaths = ({contents}: Disk): readonly string[] =>
	contents.known && contents.value.kind === 'data'
		? contents.value.partitions.map(({path}) => path)
		: [];
