/** A store that outlives its process: after each change it lies whole in a file. */
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {createStore, type Entry, type Store} from './store.ts';

export const keptStore = (file: string): Store => {
	mkdirSync(dirname(file), {recursive: true, mode: 0o700});
	const store = createStore(
		existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Entry[]) : [],
	);
	store.onChange(() => {
		writeFileSync(`${file}.part`, JSON.stringify(store.entries()));
		renameSync(`${file}.part`, file);
	});
	return store;
};
