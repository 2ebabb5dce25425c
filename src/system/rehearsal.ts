/**
 * A system that changes nothing: reading goes through, each change is only told. Programs run only when they
 * are on the list of those that read. No other module knows the word rehearsal.
 */
import {commandLine} from './run.ts';
import type {AppendFile, ByteStream, Command, Files, InPlaceFile, System} from './types.ts';

export type IsReadOnly = (command: Command) => boolean;

export const rehearsal = (
	system: System,
	isReadOnly: IsReadOnly,
	tell: (line: string) => void,
): System => ({
	...system,
	run: async (command, options) => {
		if (isReadOnly(command)) {
			return system.run(command, options);
		}
		tell(`would run ${commandLine(command)}`);
		return {stdout: '', stderr: '', exitCode: 0};
	},
	files: rehearsedFiles(system.files, tell),
	request: async (request) => {
		if (request.method === 'GET') {
			return system.request(request);
		}
		tell(`would ${request.method} ${request.url}`);
		return {kind: 'answered', status: 200, headers: {}, body: emptyObject()};
	},
});

async function* emptyObject(): ByteStream {
	yield new TextEncoder().encode('{}');
}

const rehearsedFiles = (files: Files, tell: (line: string) => void): Files => {
	const would =
		<Result>(verb: string, result: Result) =>
		async (path: string): Promise<Result> => {
			tell(`would ${verb} ${path}`);
			return result;
		};
	return {
		...files,
		writeText: would('write', undefined),
		writeStream: would('write', 0),
		openAppend: would('write', silentAppend),
		openInPlace: would('write', silentInPlace),
		makeDirectory: would('make', undefined),
		copy: would('copy', undefined),
		rename: would('rename', undefined),
		remove: would('remove', true),
		removeTree: would('remove', undefined),
	};
};

const silentInPlace: InPlaceFile = {
	async *pieces() {},
	write: async () => {},
	sync: async () => {},
	close: async () => {},
};

const silentAppend: AppendFile = {
	write: async () => {},
	sync: async () => {},
	close: async () => {},
};
