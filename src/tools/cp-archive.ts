/** cp of coreutils, for copies that keep everything: owners, modes, times, labels, attributes, ACLs and links. */
import type {System} from '../system/types.ts';

/** Where the filesystem can, blocks are shared until one of the two is written. It never leaves a filesystem. */
const faithful = ['--archive', '--reflink=auto', '--one-file-system'];

/**
 * Below `directory` with all of their folders, in one run, so that links between them stay links.
 * @param paths relative to the root directory: of absolute ones cp loses the folders again
 */
export const copyUnder = async (
	system: System,
	paths: readonly string[],
	directory: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = [...faithful, '--parents', `--target-directory=${directory}`, '--', ...paths];
	await system.run({program: 'cp', args}, {signal, cwd: '/'});
};

/** Onto the very path; what is in a folder that is there stays beside it. */
export const copyOnto = async (
	system: System,
	from: string,
	to: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = [...faithful, '--remove-destination', '--no-target-directory', '--', from, to];
	await system.run({program: 'cp', args}, {signal});
};
