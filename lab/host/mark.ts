/**
 * How the processes of a lab host are told from all others: by a mount that only its namespace has. The number of a
 * namespace would not do, since the next host may get that of one that has just ended.
 */
import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';

const markOf = (directory: string): string => join(directory, 'mark');

/** By the first process of the namespace, before it starts any other. */
export const markNamespace = async (lab: Lab, directory: string): Promise<void> => {
	const mark = markOf(directory);
	await mkdir(mark, {recursive: true});
	await run(lab, ['mount', '-t', 'tmpfs', '-o', 'size=4k', 'ibi-lab-host', mark]);
};

export const processesOf = async (directory: string): Promise<readonly number[]> => {
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
	const others = pids.filter((pid) => pid !== process.pid);
	const isInside = await Promise.all(others.map((pid) => seesMark(pid, directory)));
	return others.filter((_, index) => isInside[index]);
};

/** A process that has ended sees nothing. */
const seesMark = async (pid: number, directory: string): Promise<boolean> => {
	const mounts = await readFile(`/proc/${pid}/mountinfo`, 'utf8').catch(() => '');
	return mounts.includes(` ${markOf(directory)} `);
};
