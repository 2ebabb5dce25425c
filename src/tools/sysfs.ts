/** Block devices in /sys/class/block: what lsblk of RHEL 9 cannot tell. Sizes there are always x 512 bytes. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';

const blockClass = '/sys/class/block';
const sysfsSectorBytes = 512;

export type KernelPartition = {
	readonly number: number;
	readonly path: string;
	readonly deviceNumber: string;
	readonly sizeBytes: number;
};

/** Whole devices that have a size; the kernel keeps loop devices and card slots without one. */
export const listDiskNames = async (system: System): Promise<readonly string[]> => {
	const names = await system.files.list('/sys/block');
	const sizes = await Promise.all(names.map((name) => readSizeBytes(system, name)));
	return names.filter((_, index) => (sizes[index] ?? 0) > 0);
};

export const readSizeBytes = async (
	system: System,
	kernelName: string,
): Promise<number | undefined> => {
	const sectors = await readAttribute(system, kernelName, 'size');
	return sectors === undefined ? undefined : Number(sectors) * sysfsSectorBytes;
};

/** Where a partition begins on its disk; one that kpartx made does not tell. */
export const readStartByte = async (
	system: System,
	kernelName: string,
): Promise<number | undefined> => {
	const sectors = await readAttribute(system, kernelName, 'start');
	return sectors === undefined ? undefined : Number(sectors) * sysfsSectorBytes;
};

/** Rises with each attach; kernels before 5.15 have none. */
export const readDiskSequence = async (
	system: System,
	kernelName: string,
): Promise<number | undefined> => {
	const text = await readAttribute(system, kernelName, 'diskseq');
	return text === undefined ? undefined : Number(text);
};

/** `8:0`; undefined when the device has gone. */
export const readDeviceNumber = (system: System, kernelName: string): Promise<string | undefined> =>
	readAttribute(system, kernelName, 'dev');

/** Kernel names of what stands on a device: dm, md, bcache. Undefined when the device has gone. */
export const readHolders = async (
	system: System,
	kernelName: string,
): Promise<readonly string[] | undefined> => {
	if ((await system.files.stat(`${blockClass}/${kernelName}`)) === undefined) {
		return undefined;
	}
	return system.files.list(`${blockClass}/${kernelName}/holders`);
};

/** The partitions that the kernel knows on a disk, by number. */
export const listKernelPartitions = async (
	system: System,
	kernelName: string,
): Promise<readonly KernelPartition[]> => {
	const found = /^dm-\d+$/.test(kernelName)
		? await readMappedPartitions(system, kernelName)
		: await readPartitions(system, kernelName);
	return found
		.filter((partition) => partition !== undefined)
		.sort((one, other) => one.number - other.number);
};

const readPartitions = async (
	system: System,
	kernelName: string,
): Promise<readonly (KernelPartition | undefined)[]> => {
	const names = await system.files.list(`${blockClass}/${kernelName}`);
	const below = names.filter((name) => name.startsWith(kernelName));
	return Promise.all(below.map((name) => readPartition(system, name)));
};

/** The kernel cannot divide a mapping: kpartx makes another one of each partition. */
const readMappedPartitions = async (
	system: System,
	kernelName: string,
): Promise<readonly (KernelPartition | undefined)[]> => {
	const names = await system.files.list(`${blockClass}/${kernelName}/holders`);
	return Promise.all(names.map((name) => readMappedPartition(system, name)));
};

const readMappedPartition = async (
	system: System,
	kernelName: string,
): Promise<KernelPartition | undefined> => {
	const [uuid, name, deviceNumber, sizeBytes] = await Promise.all([
		readAttribute(system, kernelName, 'dm/uuid'),
		readAttribute(system, kernelName, 'dm/name'),
		readDeviceNumber(system, kernelName),
		readSizeBytes(system, kernelName),
	]);
	const number = /^part(\d+)-/.exec(uuid ?? '')?.[1];
	return number === undefined || deviceNumber === undefined || sizeBytes === undefined
		? undefined
		: {number: Number(number), path: `/dev/mapper/${name}`, deviceNumber, sizeBytes};
};

const readPartition = async (
	system: System,
	kernelName: string,
): Promise<KernelPartition | undefined> => {
	const [number, deviceNumber, sizeBytes] = await Promise.all([
		readAttribute(system, kernelName, 'partition'),
		readDeviceNumber(system, kernelName),
		readSizeBytes(system, kernelName),
	]);
	if (number === undefined || deviceNumber === undefined || sizeBytes === undefined) {
		return undefined;
	}
	return {
		number: Number(number),
		path: `/dev/${kernelName.replaceAll('!', '/')}`,
		deviceNumber,
		sizeBytes,
	};
};

/** Directories of partitions vanish and return while a table is read again, also between stat and read. */
const readAttribute = async (
	system: System,
	kernelName: string,
	attribute: string,
): Promise<string | undefined> => {
	const path = `${blockClass}/${kernelName}/${attribute}`;
	if ((await system.files.stat(path)) === undefined) {
		return undefined;
	}
	try {
		return (await system.files.readText(path)).trim();
	} catch (error) {
		if (error instanceof InstallError && hasVanished(error)) {
			return undefined;
		}
		throw error;
	}
};

const hasVanished = ({cause}: {readonly cause?: unknown}): boolean =>
	cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENODEV');
