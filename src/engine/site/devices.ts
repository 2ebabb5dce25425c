/**
 * Block devices with their filesystems. lsblk has those from the memory of udev; where udev does not run, or has not
 * come so far, the device itself is read.
 */
import {isCancelled} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {type BlockDevice, listBlockDevices} from '../../tools/lsblk.ts';
import {listSignatures, type Signature} from '../../tools/wipefs.ts';

/** Without a path: all of them. */
export const listDevices = async (
	system: System,
	signal: AbortSignal,
	path?: string,
): Promise<readonly BlockDevice[]> => {
	const devices = await listBlockDevices(system, signal, path);
	return Promise.all(devices.map((device) => withFilesystem(system, device, signal)));
};

const withFilesystem = async (
	system: System,
	device: BlockDevice,
	signal: AbortSignal,
): Promise<BlockDevice> => {
	const children = await Promise.all(
		device.children.map((child) => withFilesystem(system, child, signal)),
	);
	const isKnown = device.filesystem !== undefined || children.length > 0 || device.sizeBytes === 0;
	const found = isKnown ? undefined : await filesystemOn(system, device.path, signal);
	const {filesystem, filesystemLabel} = device;
	return {
		...device,
		children,
		filesystem: filesystem ?? found?.type,
		filesystemLabel: filesystemLabel ?? found?.label,
	};
};

/** What cannot be read has no filesystem that we could use. */
const filesystemOn = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<Signature | undefined> => {
	try {
		const signatures = await listSignatures(system, [path], signal);
		return signatures.find(({type}) => !tables.includes(type));
	} catch (error) {
		if (isCancelled(error)) {
			throw error;
		}
		return undefined;
	}
};

/** An ISO for sticks has one of these as well. */
const tables = ['gpt', 'PMBR', 'dos', 'mac'];
