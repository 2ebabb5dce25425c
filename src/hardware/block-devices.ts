/**
 * The list of block devices, also when one of them hangs lsblk: then each is asked for on its own, and the
 * one that does not answer is listed with what the kernel alone knows of it.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {type BlockDevice, listBlockDevices} from '../tools/lsblk.ts';
import {readingTimeoutMs} from '../tools/reading.ts';
import {listDiskNames, readDeviceNumber, readSizeBytes} from '../tools/sysfs.ts';
import {withinLimit} from './time-limit.ts';

export type DeviceList = {
	readonly devices: readonly BlockDevice[];
	/** Why a device did not answer, by device number. */
	readonly silent: ReadonlyMap<string, string>;
};

/** lsblk is ended by its own time limit first; this one is for a program that cannot be ended. */
const limitMs = readingTimeoutMs + 1000;

export const readBlockDevices = async (
	system: System,
	signal?: AbortSignal,
): Promise<DeviceList> => {
	try {
		return {devices: await listWithin(system, signal, undefined), silent: new Map()};
	} catch (error) {
		if (!isSilence(error)) {
			throw error;
		}
		return readEachAlone(system, signal);
	}
};

const listWithin = (
	system: System,
	signal: AbortSignal | undefined,
	path: string | undefined,
): Promise<readonly BlockDevice[]> =>
	withinLimit(system, {what: path ?? 'the list of disks', limitMs, signal}, (either) =>
		listBlockDevices(system, either, path),
	);

const isSilence = (error: unknown): boolean =>
	error instanceof InstallError &&
	(error.code === 'PROBE_TIMED_OUT' || error.code === 'COMMAND_TIMED_OUT');

const readEachAlone = async (
	system: System,
	signal: AbortSignal | undefined,
): Promise<DeviceList> => {
	const names = await listDiskNames(system);
	const answers = await Promise.all(names.map((name) => readAlone(system, name, signal)));
	return {
		devices: answers.flatMap(({devices}) => devices),
		silent: new Map(answers.flatMap(({silent}) => [...silent])),
	};
};

const readAlone = async (
	system: System,
	kernelName: string,
	signal: AbortSignal | undefined,
): Promise<DeviceList> => {
	const path = `/dev/${kernelName.replaceAll('!', '/')}`;
	try {
		return {devices: await listWithin(system, signal, path), silent: new Map()};
	} catch (error) {
		if (!isSilence(error)) {
			throw error;
		}
		const device = await kernelKnowledge(system, kernelName, path);
		const reason = error instanceof Error ? error.message : String(error);
		return {devices: [device], silent: new Map([[device.deviceNumber, reason]])};
	}
};

const kernelKnowledge = async (
	system: System,
	kernelName: string,
	path: string,
): Promise<BlockDevice> => {
	const deviceNumber = await readDeviceNumber(system, kernelName);
	if (deviceNumber === undefined) {
		throw new InstallError('DEVICES_UNSTABLE', {device: path});
	}
	return {
		path,
		kernelName,
		deviceNumber,
		type: 'disk',
		sizeBytes: (await readSizeBytes(system, kernelName)) ?? 0,
		isReadOnly: false,
		isRemovable: false,
		isHotplug: false,
		isRotational: undefined,
		transport: undefined,
		model: undefined,
		vendor: undefined,
		serial: undefined,
		wwn: undefined,
		hctl: undefined,
		state: undefined,
		logicalSectorBytes: undefined,
		physicalSectorBytes: undefined,
		zoned: undefined,
		partitionTypeName: undefined,
		filesystem: undefined,
		filesystemLabel: undefined,
		mountpoints: [],
		children: [],
	};
};
