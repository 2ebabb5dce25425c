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

/** A device that somebody made read-only, and was killed before he took that back, would stay so with its next image. */
export const attachLoop = async (
	lab: Lab,
	image: string,
	{sectorBytes, readOnly = false}: LoopOptions = {},
): Promise<string> => {
	const device = await outputOf(lab, [
		'losetup',
		...['--find', '--show', '--partscan'],
		...(sectorBytes === undefined ? [] : ['--sector-size', String(sectorBytes)]),
		...(readOnly ? ['--read-only'] : []),
		image,
	]);
	if (!readOnly) await run(lab, ['blockdev', '--setrw', device]);
	return device;
};

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

/** Unmounts and detaches whatever a killed build left below a folder. */
export const releaseFolder = async (lab: Lab, directory: string): Promise<void> => {
	for (const place of await mountsBelow(lab, directory)) {
		await run(lab, ['umount', place]);
	}
	const listed = await outputOf(lab, [
		'losetup',
		'--list',
		'--noheadings',
		'--output',
		'NAME,BACK-FILE',
	]);
	for (const line of listed.split('\n').filter((text) => text.includes(` ${directory}/`))) {
		await detachLoop(lab, line.split(/\s+/)[0] ?? '');
	}
};

/** Innermost first. */
const mountsBelow = async (lab: Lab, directory: string): Promise<readonly string[]> => {
	const table = await lab.system.files.readText('/proc/self/mounts');
	return table
		.split('\n')
		.map((line) => line.split(' ')[1] ?? '')
		.filter((place) => place.startsWith(`${directory}/`))
		.reverse();
};

/** The filesystem is mounted only while `work` runs. */
export const withMount = async <T>(
	lab: Lab,
	[device, directory]: readonly [string, string],
	work: () => Promise<T>,
): Promise<T> => {
	await run(lab, ['mount', ...(await identityOptions(lab, device)), device, directory]);
	try {
		return await work();
	} finally {
		await run(lab, ['umount', directory]);
	}
};

/** Disks that are made of one image have XFS of one identity, and the kernel refuses the second. */
const identityOptions = async (lab: Lab, device: string): Promise<readonly string[]> => {
	const probe = ['blkid', '--probe', '--match-tag', 'TYPE', '--output', 'value', device] as const;
	return (await outputOf(lab, probe)) === 'xfs' ? ['-o', 'nouuid'] : [];
};
