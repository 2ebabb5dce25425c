/**
 * mksquashfs of squashfs-tools: a tree as one read-only filesystem. No library writes one; its own layout and
 * the compression of every block would be ours to keep right.
 */
import type {Command, System} from '../system/types.ts';

export type SquashfsRequest = {
	readonly tree: string;
	readonly output: string;
	/** By path below the tree, with directories: what the umask of a workstation made of them is not kept. */
	readonly modes: Readonly<Record<string, number>>;
};

/** @throws InstallError COMMAND_FAILED, COMMAND_MISSING */
export const makeSquashfs = async (
	system: System,
	request: SquashfsRequest,
	signal: AbortSignal,
): Promise<void> => {
	await system.run(squashfsCommand(request), {signal});
};

/**
 * The same content gives the same bytes: no time, no owner, no attribute of this machine. Every kernel with
 * squashfs reads gzip; zstd and xz save a fifth and take three times as long.
 */
export const squashfsCommand = ({tree, output, modes}: SquashfsRequest): Command => ({
	program: 'mksquashfs',
	args: [
		...[tree, output],
		...['-noappend', '-no-progress', '-quiet'],
		...['-no-xattrs', '-all-root', '-root-mode', '0755'],
		...['-mkfs-time', '0', '-all-time', '0'],
		...['-comp', 'gzip'],
		...Object.entries(modes).flatMap(([path, mode]) => ['-p', `${path} m ${mode.toString(8)} 0 0`]),
	],
});
