/** rm of coreutils, for trees of a hundred thousand files; it never leaves the filesystem it starts on. */
import type {System} from '../system/types.ts';

export const removeAll = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--recursive', '--force', '--one-file-system', '--', path];
	await system.run({program: 'rm', args}, {signal});
};
