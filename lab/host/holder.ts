/**
 * The process that holds the namespaces of a lab host. Detached, so that a Ctrl-C on our terminal is not for it. It
 * ends when its standard input does, which also happens when we are killed.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

export type Holder = {
	readonly process: ChildProcess;
	/** The line by which it said that it is ready. */
	readonly said: string;
};

/** @param script below `lab/`, started in mount and network namespaces of its own, with the path of its table */
export const startHolder = async (script: string, specFile: string): Promise<Holder> => {
	const outside = await open('/proc/self/ns/mnt');
	const program = join(import.meta.dirname, '..', script);
	const holder = spawn(
		'unshare',
		['--mount', '--net', '--propagation', 'private', process.execPath, program, specFile],
		{detached: true, stdio: ['pipe', 'pipe', 'pipe', outside.fd]},
	);
	await outside.close();
	const said: string[] = [];
	holder.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
	const ended = once(holder, 'exit').then(() => undefined);
	const lines = createInterface({input: holder.stdout as NodeJS.ReadableStream});
	const ready = once(lines, 'line').then(([line]) => String(line));
	const line = await Promise.race([ready, ended]);
	if (line === undefined) {
		throw new Error(`Starting a lab host: ${said.join('').trim()}`);
	}
	return {process: holder, said: line};
};

/** A holder whose owner leaves properly is told so; else it takes the host away itself. */
export const endHolder = async ({process: holder}: Holder): Promise<void> => {
	if (holder.exitCode === null && holder.signalCode === null) {
		const ended = once(holder, 'exit');
		holder.stdin?.end('released\n');
		await ended;
	}
};
