/**
 * Image files as block devices. Kernels without a parser for partition tables make no partition nodes by
 * themselves, so `partx` adds them; on others it finds nothing left to do.
 */
import {outputOf, run} from './run.ts';
import type {Lab} from './stage.ts';

export type LoopOptions = {
	readonly sectorBytes?: 512 | 4096;
	readonly readOnly?: boolean;
};

export const attachLoop = (lab: Lab, image: string, options: LoopOptions = {}): Promise<string> =>
	outputOf(lab, [
		'losetup',
		'--find',
		'--show',
		...(options.sectorBytes === undefined ? [] : ['--sector-size', String(options.sectorBytes)]),
		...(options.readOnly ? ['--read-only'] : []),
		image,
	]);

/** Partition nodes are removed first: a loop device with live partitions stays attached. */
export const detachLoop = async (lab: Lab, device: string): Promise<void> => {
	await run(lab, ['partx', '--delete', device], {acceptedExitCodes: [0, 1]});
	await run(lab, ['losetup', '--detach', device]);
};

export const updatePartitions = (lab: Lab, device: string) =>
	run(lab, ['partx', '--update', device]);

export const partitionOf = (device: string, number: number): string => `${device}p${number}`;

/** The device exists only while `work` runs. */
export const withLoop = async <T>(
	lab: Lab,
	image: string,
	work: (device: string) => Promise<T>,
): Promise<T> => {
	const device = await attachLoop(lab, image);
	try {
		return await work(device);
	} finally {
		await detachLoop(lab, device);
	}
};

/** The filesystem is mounted only while `work` runs. */
export const withMount = async <T>(
	lab: Lab,
	[device, directory]: readonly [string, string],
	work: () => Promise<T>,
): Promise<T> => {
	await run(lab, ['mount', device, directory]);
	try {
		return await work();
	} finally {
		await run(lab, ['umount', directory]);
	}
};
