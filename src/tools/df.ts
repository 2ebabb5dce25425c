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
