/**
 * shred of coreutils, over all files of a tree: each is overwritten once and removed. On a disk that keeps old blocks
 * this cannot reach them; it ends what a look at the filesystem would find.
 */
import type {System} from '../system/types.ts';

export const shredFiles = async (
	system: System,
	directory: string,
	signal: AbortSignal,
): Promise<void> => {
	const shred = ['shred', '--force', '--iterations=1', '--remove=unlink', '--'];
	const args = [directory, '-xdev', '-type', 'f', '-exec', ...shred, '{}', '+'];
	await system.run({program: 'find', args}, {signal});
};
