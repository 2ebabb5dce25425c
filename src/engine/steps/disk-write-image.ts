/**
 * Writes the CoreOS disk image; a plain image file without its zeroes. coreos-installer holds back the first MiB until all else is on the disk and
 * clears the table when it fails; when it is killed, the same is done here, so that nothing half-written boots.
 */
import {toProblem} from '../../errors.ts';
import type {Disk} from '../../hardware/facts.ts';
import {findPartition} from '../../hardware/find-partition.ts';
import {requireKernelTable} from '../../hardware/kernel-table.ts';
import type {System} from '../../system/types.ts';
import {writeCoreos} from '../../tools/coreos-installer.ts';
import {wipeSignatures} from '../../tools/erase.ts';
import {updatePartitions} from '../../tools/partx.ts';
import type {StepContext} from '../step.ts';
import {bootPartition, rootPartition} from './layout.ts';
import {type OnDisk, onDisk} from './on-disk.ts';
import {releaseDisk} from './release.ts';
import {writeSparsely} from './sparse-image.ts';

export type WriteImageParams = OnDisk & {
	/** Absent: the image that the live system carries. */
	readonly imageFile?: string;
	readonly args: readonly string[];
	/** Some partitions must survive: then a failed attempt may not clear the table either. */
	readonly savesPartitions: boolean;
};

export const writeImage = onDisk<WriteImageParams>({
	unit: 'bytes',
	prepare: ({disk: pinned}, context, disk) => releaseDisk(context, pinned, disk),
	run: async ({imageFile, args}, context, disk) => {
		const {system, signal, progress, log} = context;
		log('Writing image to disk');
		const isUnsigned = imageFile !== undefined && !(await hasSignature(system, imageFile));
		if (isUnsigned) {
			log(`${imageFile} has no signature beside it; its bytes are taken as they are`);
		}
		const isWritten =
			imageFile !== undefined &&
			isUnsigned &&
			args.length === 0 &&
			(await writeQuickly(imageFile, disk, context));
		if (!isWritten) {
			await writeCoreos(
				system,
				{device: disk.path, ...(imageFile !== undefined && {imageFile}), isUnsigned, args},
				{signal, progress, log},
			);
		}
		await updatePartitions(system, disk.path, signal);
		await requireKernelTable(system, disk, signal);
		await findPartition(system, disk, bootPartition, signal);
		await findPartition(system, disk, rootPartition, signal);
	},
	undo: async ({savesPartitions}, {system, signal}, disk) => {
		if (!savesPartitions) {
			await wipeSignatures(system, disk.path, signal);
		}
	},
});

/** Whatever is the matter, coreos-installer then writes all of it, or says what is wrong. */
const writeQuickly = async (
	imageFile: string,
	{path, fingerprint}: Disk,
	context: StepContext,
): Promise<boolean> => {
	try {
		const image = {
			imageFile,
			device: path,
			deviceBytes: fingerprint.sizeBytes,
			sectorBytes: fingerprint.logicalSectorBytes,
		};
		return (await writeSparsely(image, context)) === 'written';
	} catch (error) {
		if (context.signal.aborted) {
			throw error;
		}
		context.log(toProblem(error).message);
		return false;
	}
};

const hasSignature = async (system: System, imageFile: string): Promise<boolean> =>
	(await system.files.stat(`${imageFile}.sig`)) !== undefined;
