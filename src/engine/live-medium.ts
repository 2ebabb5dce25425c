/**
 * Whether the medium that the live system runs from was pulled out. Programs are read from it when they are first used, so
 * what fails then fails for that reason, and its own words lead astray: they speak of the disk, or of the registry.
 */
import {InstallError, isCancelled} from '../errors.ts';
import type {System} from '../system/types.ts';
import {listMounts} from '../tools/mountinfo.ts';

const mountpoint = '/run/media/iso';

/** The error that a person is told in place of this one. */
export const withoutMedium = async (system: System, error: unknown): Promise<unknown> => {
	if (isCancelled(error)) {
		return error;
	}
	const device = await mediumOf(system).catch(() => undefined);
	return device === undefined || (await isReadable(system, device))
		? error
		: new InstallError('MEDIUM_GONE', {device}, {cause: error});
};

/** Undefined on a live system that holds all of itself in memory. */
const mediumOf = async (system: System): Promise<string | undefined> => {
	const mounts = await listMounts(system);
	return mounts.find((mount) => mount.mountpoint === mountpoint)?.source;
};

/** Opening it anew asks the drive; what the kernel keeps of a medium would be there without one. */
const isReadable = async (system: System, device: string): Promise<boolean> => {
	try {
		for await (const _ of system.files.readStream(device, {offsetBytes: 0, lengthBytes: 512})) {
			return true;
		}
		return false;
	} catch {
		return false;
	}
};
