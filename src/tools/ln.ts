/** ln of coreutils: symlinks to files, under the names that these have, in one directory. */
import type {System} from '../system/types.ts';

export const linkInto = async (
	system: System,
	directory: string,
	files: readonly string[],
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--symbolic', '--force', `--target-directory=${directory}`, '--', ...files];
	await system.run({program: 'ln', args}, {signal});
};
