/**
 * Erases what systems would recognise on the disk: signatures of each partition, then of the disk, then its
 * first and last MiB, where RAID and backup tables stand.
 */
import type {Disk} from '../../hardware/facts.ts';
import {zeroMib} from '../../tools/dd.ts';
import {wipeSignatures} from '../../tools/erase.ts';
import {forgetPartitions} from '../../tools/partx.ts';
import {type OnDisk, onDisk} from './on-disk.ts';
import {releaseDisk} from './release.ts';

const mib = 1024 * 1024;

export const cleanDisk = onDisk<OnDisk>({
	run: async ({disk: pinned}, context, disk) => {
		const {system, signal, log} = context;
		log('Start preparing disk');
		await releaseDisk(context, pinned, disk);
		for (const path of [...partitionPaths(disk), disk.path]) {
			log(`Erasing the signatures of ${path}`);
			await wipeSignatures(system, path, signal);
		}
		const sizeMib = Math.floor(disk.fingerprint.sizeBytes / mib);
		await zeroMib(system, disk.path, 0, 1, signal);
		await zeroMib(system, disk.path, sizeMib - 1, 1, signal);
		await forgetPartitions(system, disk.path, signal);
	},
});

const partitionPaths = ({contents}: Disk): readonly string[] =>
	contents.known && contents.value.kind === 'data'
		? contents.value.partitions.map(({path}) => path)
		: [];
