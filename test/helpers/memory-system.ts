/** A machine made of nothing but memory: files in a map, a clock that only moves when somebody sleeps. */
import {InstallError} from '../../src/errors.ts';
import {Secret} from '../../src/secret.ts';
import type {Files, System} from '../../src/system/types.ts';

export type MemoryMachine = {
	readonly files: Map<string, string>;
	readonly directories: Set<string>;
	nowMs: number;
	/** Appended writes that still succeed; then the machine is dead and every write fails. */
	writesLeft: number;
};

export const memoryMachine = (writesLeft = Number.POSITIVE_INFINITY): MemoryMachine => ({
	files: new Map(),
	directories: new Set(),
	nowMs: Date.UTC(2026, 0, 1),
	writesLeft,
});

export const memorySystem = (machine: MemoryMachine): System => ({
	run: async ({program}) => {
		if (program === 'sync') {
			return {stdout: '', stderr: '', exitCode: 0};
		}
		throw new InstallError('COMMAND_MISSING', {program});
	},
	files: memoryFiles(machine),
	clock: {
		now: () => new Date(machine.nowMs),
		monotonicMs: () => machine.nowMs,
		sleep: async (durationMs) => {
			machine.nowMs += durationMs;
		},
	},
	random: {
		bytes: (count) => new Uint8Array(count).fill(7),
		rsaPrivateKey: async () => {
			throw new Error('a memory machine makes no keys');
		},
	},
	fetch: async () => {
		throw new Error('this machine has no network');
	},
	proxy: {get: () => ({}), set: () => {}},
	connect: async () => ({kind: 'failed', at: 'tcp', code: 'ENETUNREACH'}),
	exchange: async () => ({kind: 'failed', code: 'ENETUNREACH'}),
	request: async () => ({kind: 'failed', code: 'ENETUNREACH'}),
});

const memoryFiles = (machine: MemoryMachine): Files => {
	const {files, directories} = machine;
	const unsupported = async (): Promise<never> => {
		throw new Error('a memory machine has no such verb');
	};
	return {
		readText: async (path) => {
			const text = files.get(path);
			if (text === undefined) {
				throw new InstallError('FILE_UNREADABLE', {path, why: 'it is not there'});
			}
			return text;
		},
		readStream: (path) => [Buffer.from(files.get(path) ?? '')] as never,
		writeText: async (path, text) => {
			files.set(path, text instanceof Secret ? text.reveal() : text);
		},
		writeStream: unsupported,
		openInPlace: unsupported,
		openAppend: async (path) => ({
			write: async (text) => {
				if (machine.writesLeft <= 0) {
					throw new Error('the machine was stopped');
				}
				machine.writesLeft -= 1;
				files.set(path, (files.get(path) ?? '') + text);
			},
			sync: async () => {},
			close: async () => {},
		}),
		list: async (path) =>
			[...files.keys()]
				.filter((name) => name.startsWith(`${path}/`))
				.map((name) => name.slice(path.length + 1)),
		stat: async (path) => {
			const text = files.get(path);
			if (text !== undefined) {
				return {kind: 'file', sizeBytes: text.length, mode: 0o600};
			}
			return directories.has(path) ? {kind: 'directory', sizeBytes: 0, mode: 0o700} : undefined;
		},
		resolve: async (path) => path,
		makeDirectory: async (path) => {
			directories.add(path);
		},
		copy: async (from, to) => {
			files.set(to, files.get(from) ?? '');
		},
		rename: async (from, to) => {
			files.set(to, files.get(from) ?? '');
			files.delete(from);
		},
		remove: async (path) => files.delete(path),
		removeTree: async (path) => {
			directories.delete(path);
		},
	};
};
