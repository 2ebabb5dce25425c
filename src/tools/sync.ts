/** sync of coreutils: returns when all data of one filesystem is on its medium. */
import type {System} from '../system/types.ts';

export const syncFilesystem = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'sync', args: ['--file-system', path]}, {signal});
};
