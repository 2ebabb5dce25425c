/** sync of coreutils: returns when all data of one filesystem, or of one file, is on its medium. */
import type {System} from '../system/types.ts';

/** Half of a big memory at the pace of a slow disk; one that takes longer has gone. */
const timeoutMs = 10 * 60_000;

export const syncFilesystem = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'sync', args: ['--file-system', path]}, {signal, timeoutMs});
};

export const syncFile = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'sync', args: [path]}, {signal, timeoutMs});
};
