/** One build at a time per cache folder: a file that names the process holding it. */
import {open, readFile, rm} from 'node:fs/promises';
import type {Lab} from './stage.ts';

const pollMs = 500;

export const withLock = async <T>(path: string, lab: Lab, work: () => Promise<T>): Promise<T> => {
	await acquire(path, lab);
	try {
		return await work();
	} finally {
		await rm(path, {force: true});
	}
};

const acquire = async (path: string, lab: Lab): Promise<void> => {
	let told = false;
	while (!(await create(path))) {
		if (await isStale(path)) {
			await rm(path, {force: true});
			continue;
		}
		if (!told) {
			lab.reporter.note(`waiting for another build that holds ${path}`);
			told = true;
		}
		await lab.system.clock.sleep(pollMs, lab.signal);
	}
};

const create = async (path: string): Promise<boolean> => {
	try {
		const file = await open(path, 'wx');
		await file.writeFile(String(process.pid));
		await file.close();
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
			return false;
		}
		throw error;
	}
};

/** A holder that was killed leaves its file; one that just created it may not have written its id yet. */
const isStale = async (path: string): Promise<boolean> => {
	const text = await readFile(path, 'utf8').catch(() => '');
	return text !== '' && !isAlive(Number(text));
};

export const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};
