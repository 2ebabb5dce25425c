/** cp of coreutils, for large files: shares their blocks where the filesystem can, and the kernel moves the rest. */
import type {System} from '../system/types.ts';

/** Into a file that is there already, so that its mode holds from the first byte on. */
export const copyInto = async (
	system: System,
	from: string,
	to: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--reflink=auto', '--no-preserve=all', '--', from, to];
	await system.run({program: 'cp', args}, {signal});
};
