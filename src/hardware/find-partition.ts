/**
 * One partition of one disk, by its number and its parent device; never by a label, which another disk may
 * carry too. Waits a little, since nodes come late after a table was written.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {type KernelPartition, listKernelPartitions, readDeviceNumber} from '../tools/sysfs.ts';
import type {Disk} from './facts.ts';

/** The numbers that coreos-installer waits with. */
const attempts = 20;
const pauseMs = 100;

/** Fails with DISK_CHANGED when the path now is another device, with PARTITION_MISSING when there is none. */
export const findPartition = async (
	system: System,
	disk: Pick<Disk, 'path' | 'deviceNumber'>,
	number: number,
	signal?: AbortSignal,
): Promise<KernelPartition> => {
	for (let attempt = 1; attempt <= attempts; attempt += 1) {
		const found = await lookOnce(system, disk, number);
		if (found !== undefined) {
			return found;
		}
		await system.clock.sleep(pauseMs, signal);
	}
	throw new InstallError('PARTITION_MISSING', {disk: disk.path, number});
};

const lookOnce = async (
	system: System,
	disk: Pick<Disk, 'path' | 'deviceNumber'>,
	number: number,
): Promise<KernelPartition | undefined> => {
	const kernelName = await kernelNameOf(system, disk.path);
	await requireSameDevice(system, kernelName, disk);
	const partitions = await listKernelPartitions(system, kernelName);
	const found = partitions.find((partition) => partition.number === number);
	const node = found && (await system.files.stat(found.path));
	return node?.deviceNumber === found?.deviceNumber ? found : undefined;
};

/** Names of maps and arrays are links; `cciss/c0d0` is a node in a folder. */
const kernelNameOf = async (system: System, path: string): Promise<string> => {
	const node = path.startsWith('/dev/mapper/') ? await system.files.resolve(path) : path;
	return (node ?? path).replace(/^\/dev\//, '').replaceAll('/', '!');
};

const requireSameDevice = async (
	system: System,
	kernelName: string,
	{path, deviceNumber}: Pick<Disk, 'path' | 'deviceNumber'>,
): Promise<void> => {
	const now = await readDeviceNumber(system, kernelName);
	if (now !== deviceNumber) {
		const changes = `device number was ${deviceNumber}, is ${now ?? 'gone'}`;
		throw new InstallError('DISK_CHANGED', {disk: path, changes});
	}
};
