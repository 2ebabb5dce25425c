/** The text of every file below a directory. */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

export const filesUnder = async (directory: string): Promise<readonly string[]> => {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	return Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map(({parentPath, name}) => readFile(join(parentPath, name), 'utf8')),
	);
};
