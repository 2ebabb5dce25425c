/**
 * Control groups of a host's own, one in each hierarchy: its systemd believes them to be the root. They also tell which
 * processes are the host's, however deep in namespaces those are.
 */
import {mkdir, readdir, readFile, rmdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Clock} from '../../src/system/types.ts';

const hierarchies = '/sys/fs/cgroup';
const pollMs = 20;

export const makeCgroups = async (name: string): Promise<void> => {
	for (const hierarchy of await readdir(hierarchies)) {
		const directory = join(hierarchies, hierarchy, name);
		await mkdir(directory, {recursive: true});
		if (hierarchy === 'cpuset') {
			await inheritCpus(directory);
		}
	}
};

/** A new group has none, and no process may enter it. */
const inheritCpus = async (directory: string): Promise<void> => {
	for (const file of ['cpuset.cpus', 'cpuset.mems']) {
		await writeFile(join(directory, file), await readFile(join(directory, '..', file)));
	}
};

/** Ends all that runs in them, at once, and removes them. */
export const endCgroups = async (name: string, clock: Clock): Promise<void> => {
	for (const hierarchy of await readdir(hierarchies)) {
		const root = join(hierarchies, hierarchy, name);
		for (let pids = await pidsBelow(root); pids.length > 0; pids = await pidsBelow(root)) {
			pids.forEach(kill);
			await clock.sleep(pollMs);
		}
		await removeBelow(root);
	}
};

const foldersBelow = async (root: string): Promise<readonly string[]> => {
	const entries = await readdir(root, {recursive: true, withFileTypes: true}).catch(() => []);
	const folders = entries.filter((entry) => entry.isDirectory());
	return folders.map(({parentPath, name}) => join(parentPath, name));
};

const pidsBelow = async (root: string): Promise<readonly number[]> => {
	const texts = [root, ...(await foldersBelow(root))].map((folder) =>
		readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => ''),
	);
	return (await Promise.all(texts))
		.flatMap((text) => text.split('\n'))
		.filter((line) => line !== '' && line !== '0')
		.map(Number);
};

const kill = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended by itself in the meantime.
	}
};

/** Innermost first; their files go with them. */
const removeBelow = async (root: string): Promise<void> => {
	const folders = [root, ...(await foldersBelow(root))];
	for (const folder of folders.sort((a, b) => b.length - a.length)) {
		await rmdir(folder).catch(() => {});
	}
};
