/** The regular files of a directory and of those below it, by path, sorted; links are not followed out of it. */
import type {Files} from '../../system/types.ts';

export type TreeFile = {
	/** Below the directory. */
	readonly path: string;
	readonly isExecutable: boolean;
};

/** A directory that is missing has none. */
export const listTree = async (
	files: Files,
	directory: string,
	below = '',
): Promise<readonly TreeFile[]> => {
	const names = await files.list(`${directory}/${below}`);
	const found = await Promise.all(
		names.map(async (name): Promise<readonly TreeFile[]> => {
			const path = below === '' ? name : `${below}/${name}`;
			const stat = await files.stat(`${directory}/${path}`);
			switch (stat?.kind) {
				case 'directory':
					return listTree(files, directory, path);
				case 'file':
					return [{path, isExecutable: (stat.mode & 0o100) !== 0}];
				case undefined:
				case 'symlink':
				case 'block':
				case 'other':
					return [];
			}
		}),
	);
	return found.flat();
};
