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

/** A drive whose medium was changed refuses every read until somebody opens it; for whoever tries again. */
export const wakeMedium = async (system: System): Promise<void> => {
	const device = await mediumOf(system).catch(() => undefined);
	if (device !== undefined) {
		await isReadable(system, device);
	}
};

/** Undefined on a live system that holds all of itself in memory. */
const mediumOf = async (system: System): Promise<string | undefined> => {
	const mounts = await listMounts(system);
	return mounts.find((mount) => mount.mountpoint === mountpoint)?.source;
};

const places = 4;
const sectorBytes = 2048;
/** Every live ISO is larger. */
const withinSectors = 2 ** 16;

/** In places that nobody reads twice: what the kernel keeps of a medium is there without it. */
const isReadable = async ({files, random}: System, device: string): Promise<boolean> => {
	try {
		for (let place = 0; place < places; place += 1) {
			const [low = 0, high = 0] = random.bytes(2);
			const offsetBytes = ((high * 256 + low) % withinSectors) * sectorBytes;
			for await (const _ of files.readStream(device, {offsetBytes, lengthBytes: sectorBytes})) {
				break;
			}
		}
		return true;
	} catch {
		return false;
	}
};
