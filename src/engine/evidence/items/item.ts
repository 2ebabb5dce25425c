/** The few ways in which an item of a bundle is read. */

import type {Command, System} from '../../../system/types.ts';
import {readStreamText} from '../read-text.ts';
import type {EvidenceItem, Finding} from '../source.ts';

/** Some programs answer with another code than 0 when they have something to tell. */
const acceptedExitCodes = [0, 1, 2, 3, 4, 5, 6, 7, 8];

export const commandItem = (name: string, program: string, ...args: string[]): EvidenceItem => ({
	name,
	read: async ({system, signal}) => answerOf(system, {program, args}, signal),
});

/** A file as it is; of a large one the end. */
export const fileItem = (name: string, path: string): EvidenceItem => ({
	name,
	read: ({system}) => endOfFile(system, path, largestFileBytes),
});

export const jsonItem = (name: string, value: unknown): EvidenceItem => ({
	name,
	read: async () =>
		value === undefined ? undefined : {text: `${JSON.stringify(value, undefined, 2)}\n`},
});

/** Before it is masked and cut to what an item may have. */
const largestFileBytes = 4 * 1024 * 1024;

const answerOf = async (
	system: System,
	command: Command,
	signal: AbortSignal,
): Promise<Finding> => {
	const {stdout, stderr, exitCode} = await system.run(command, {signal, acceptedExitCodes});
	const end = exitCode === 0 ? '' : `exit code ${exitCode}\n`;
	return {text: `${stdout}${stderr}${end}`};
};

export const endOfFile = async (
	system: System,
	path: string,
	mostBytes: number,
): Promise<Finding | undefined> => {
	const sizeBytes = await sizeOf(system, path);
	if (sizeBytes === undefined) {
		return undefined;
	}
	const leftOutBytes = Math.max(0, sizeBytes - mostBytes);
	if (leftOutBytes === 0) {
		return {text: await readStreamText(system.files.readStream(path))};
	}
	const range = {offsetBytes: leftOutBytes, lengthBytes: mostBytes};
	const text = await readStreamText(system.files.readStream(path, range));
	return {text, note: `the first ${leftOutBytes} bytes were left out`};
};

const sizeOf = async ({files}: System, path: string): Promise<number | undefined> => {
	const found = await files.stat(path);
	return found?.kind === 'file' ? found.sizeBytes : undefined;
};
