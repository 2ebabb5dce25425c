/** df of coreutils: room on the filesystem that a path is on. */
import type {System} from '../system/types.ts';
import {reading} from './reading.ts';

/** For root; undefined when the answer cannot be read. */
export const readFreeBytes = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<number | undefined> => {
	const args = ['--block-size=1', '--output=avail', path];
	const {stdout} = await system.run({program: 'df', args}, reading(signal));
	const bytes = Number(stdout.trim().split('\n').at(-1)?.trim() || Number.NaN);
	return Number.isFinite(bytes) ? bytes : undefined;
};

export type Space = {
	/** What was asked for. */
	readonly path: string;
	/** Where the filesystem is mounted that it is on. */
	readonly mountpoint: string;
	readonly totalBytes: number;
	readonly freeBytes: number;
};

/** Of the filesystems that these paths are on; a path that is not there has none. */
export const readSpaces = async (
	system: System,
	paths: readonly string[],
	signal?: AbortSignal,
): Promise<readonly Space[]> => {
	const args = ['--block-size=1', '--output=file,target,size,avail', ...paths];
	// Told of what is there, although one of them is not.
	const options = {...reading(signal), acceptedExitCodes: [0, 1]};
	return parseSpaces((await system.run({program: 'df', args}, options)).stdout);
};

export const parseSpaces = (text: string): readonly Space[] =>
	text
		.trimEnd()
		.split('\n')
		.slice(1)
		.flatMap((line) => {
			const [, path, mountpoint, total, free] = /^(\S+) +(.+?) +(\d+) +(\d+)$/.exec(line) ?? [];
			return path === undefined || mountpoint === undefined
				? []
				: [{path, mountpoint, totalBytes: Number(total), freeBytes: Number(free)}];
		});
