/**
 * Image files as block devices. Kernels without a parser for partition tables make no partition nodes by
 * themselves, so `partx` adds them; on others it finds nothing left to do. Without the flag for partition
 * scans the device refuses to read its table again, and coreos-installer to write to it.
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
		'--partscan',
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

/** Detaches every image below a folder, whoever attached it, and what is mounted from it. */
export const releaseImages = async (lab: Lab, directory: string): Promise<void> => {
	const {stdout} = await lab.system.run({
		program: 'losetup',
		args: ['--list', '--noheadings', '--output', 'NAME,BACK-FILE'],
	});
	for (const line of stdout.split('\n').filter((text) => text.includes(` ${directory}/`))) {
		await run(lab, ['umount', '--recursive', `${directory}/mnt`], {
			acceptedExitCodes: [0, 1, 32],
		});
		await detachLoop(lab, line.split(/\s+/)[0] ?? '');
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
