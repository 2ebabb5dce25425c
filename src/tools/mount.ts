/** mount and umount; the table of mounts is read by mountinfo.ts. */
import type {System} from '../system/types.ts';
import {listMounts, type Mount} from './mountinfo.ts';

export type MountRequest = {
	readonly device: string;
	readonly mountpoint: string;
	/** Of the filesystem, where the device does not tell it. */
	readonly type?: string;
	/** As after `mount --options`. */
	readonly options?: readonly string[];
};

export const mount = async (
	system: System,
	{device, mountpoint, type, options = []}: MountRequest,
	signal: AbortSignal,
): Promise<void> => {
	const args = [
		...(type === undefined ? [] : ['--types', type]),
		...(options.length === 0 ? [] : ['--options', options.join(',')]),
	];
	await system.run({program: 'mount', args: [...args, device, mountpoint]}, {signal});
};

/** Refused while something uses it: a lazy unmount would only hide that. */
export const unmount = async (
	system: System,
	mountpoint: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'umount', args: [mountpoint]}, {signal});
};

/** The visible mount on a path, whose symlinks are resolved here (`/mnt` is one on CoreOS). */
export const mountAt = async (system: System, path: string): Promise<Mount | undefined> => {
	const real = (await system.files.resolve(path)) ?? path;
	return (await listMounts(system)).findLast(({mountpoint}) => mountpoint === real);
};
