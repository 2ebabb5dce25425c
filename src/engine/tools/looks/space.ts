/** Room on the filesystems that the work writes to: the target, and the container storage. */
import {z} from 'zod';
import {readSpaces, type Space} from '../../../tools/df.ts';
import {containersMountpoint, sysroot} from '../../steps/layout.ts';
import type {ToolContext} from '../context.ts';
import type {Look} from '../look.ts';

export type SpaceReading = {
	/** Absent while nothing is mounted there. */
	readonly target?: Space;
	readonly containers?: Space;
};

export const space: Look<Record<string, never>, SpaceReading> = {
	params: z.strictObject({}),
	limitMs: 12_000,
	read: async ({system, serves}, _, signal) => {
		const target = targets[serves];
		const spaces = await readSpaces(system, [target, containersMountpoint], signal);
		// On a live system what is not mounted there yet would be the memory.
		const find = (path: string): Space | undefined =>
			spaces.find((one) => one.path === path && (serves === 'deploy' || one.mountpoint === path));
		const onTarget = find(target);
		const containers = find(containersMountpoint);
		return {...(onTarget && {target: onTarget}), ...(containers && {containers})};
	},
};

/** An installed system is its own target. */
const targets: Readonly<Record<ToolContext['serves'], string>> = {
	install: sysroot,
	deploy: '/sysroot',
};
