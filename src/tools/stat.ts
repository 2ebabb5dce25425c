/** stat of coreutils: when a file was last written, which the archive that brought it has kept. */
import type {System} from '../system/types.ts';
import {reading} from './reading.ts';

/** ISO 8601. */
export const readModifiedAt = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<string> => {
	const args = ['--dereference', '--format=%Y', path];
	const {stdout} = await system.run({program: 'stat', args}, reading(signal));
	return new Date(Number(stdout.trim()) * 1000).toISOString();
};
