/**
 * A machine played from a record: what its programs said and its files held. Deny by default: a program that
 * was not recorded with these very arguments fails, and so does every write.
 */
import {readFileSync} from 'node:fs';
import {z} from 'zod';
import {InstallError} from '../../src/errors.ts';
import {commandLine} from '../../src/system/run.ts';
import type {Command, FileStat, Files, System} from '../../src/system/types.ts';

const answerShape = z.union([
	/** The parsed answer of a program that speaks JSON. */
	z.strictObject({json: z.unknown()}),
	z.strictObject({
		stdout: z.string().default(''),
		stderr: z.string().default(''),
		exitCode: z.number().default(0),
	}),
	/** A program that never comes back, as one that reads a dying disk. */
	z.strictObject({hangs: z.literal(true)}),
]);

const machineShape = z.strictObject({
	origin: z.enum(['captured', 'made by hand']),
	note: z.string(),
	/** By command line. */
	commands: z.record(z.string(), answerShape),
	files: z.record(z.string(), z.string()),
	/** Names in a directory, besides those that follow from the paths of this record. */
	directories: z.record(z.string(), z.array(z.string())),
	links: z.record(z.string(), z.string()),
	/** Device numbers of block devices. */
	blocks: z.record(z.string(), z.string()),
});

export type Machine = z.output<typeof machineShape>;
export type RecordedAnswer = z.output<typeof answerShape>;

export const machineNames = [
	'cloned-disks',
	'coreos-node',
	'dying-disks',
	'edge-eight-cards',
	'factory-server',
	'fc-multipath',
	'iscsi-ibft',
	'loop-disks',
	'members',
	'no-card',
	'nvme-of',
	'other-systems',
	'pools',
	'qemu-lvm',
	'qemu-md-imsm',
	'qemu-multipath',
	'qemu-nvme-4kn',
	'qemu-nvme-multipath',
	'qemu-raid-card',
	'qemu-usb-medium',
	'qemu-virtio',
	'raid-card',
	'raid-mode',
	'same-identity',
	'san-paths',
	'stale-tables',
	'storage-server',
	'virtio-no-serial',
	'vroc',
	'windows',
] as const;

export type MachineName = (typeof machineNames)[number];

export const readMachine = (name: MachineName): Machine => {
	const path = new URL(`../fixtures/machines/${name}.json`, import.meta.url);
	return machineShape.parse(JSON.parse(readFileSync(path, 'utf8')));
};

/** A second of this machine's clock passes in a millisecond. */
export const recordedSystem = (
	machine: Machine,
	onRun: (command: Command) => void = () => {},
): System => ({
	run: async (command, options = {}) => {
		onRun(command);
		const answer = machine.commands[commandLine(command)];
		if (answer === undefined) {
			throw notRecorded(machine, command);
		}
		if ('hangs' in answer) {
			return new Promise(() => {});
		}
		const output =
			'json' in answer ? {stdout: JSON.stringify(answer.json), stderr: '', exitCode: 0} : answer;
		requireAccepted(command, output, options.acceptedExitCodes ?? [0]);
		return output;
	},
	files: recordedFiles(machine),
	clock: {
		now: () => new Date(Date.UTC(2026, 0, 1)),
		monotonicMs: () => 0,
		sleep: (durationMs, signal) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(resolve, durationMs / 1000);
				signal?.addEventListener('abort', () => {
					clearTimeout(timer);
					reject(new InstallError('CANCELLED', undefined));
				});
			}),
	},
	random: {
		bytes: (count) => new Uint8Array(count),
		rsaPrivateKey: async () => {
			throw new Error('a recorded machine makes no keys');
		},
	},
	fetch: async () => {
		throw new Error('a recorded machine has no network');
	},
	proxy: {get: () => ({}), set: () => {}},
	connect: async () => ({kind: 'failed', at: 'tcp', code: 'ENETUNREACH'}),
	exchange: async () => ({kind: 'failed', code: 'ENETUNREACH'}),
	request: async () => ({kind: 'failed', code: 'ENETUNREACH'}),
});

/** A program of which no answer was recorded is one that this machine has not. */
const notRecorded = ({commands}: Machine, command: Command): Error =>
	Object.keys(commands).some((line) => line.split(' ')[0] === command.program)
		? new Error(`not recorded: ${commandLine(command)}`)
		: new InstallError('COMMAND_MISSING', {program: command.program});

const requireAccepted = (
	command: Command,
	{exitCode, stderr}: {readonly exitCode: number; readonly stderr: string},
	accepted: readonly number[],
): void => {
	if (!accepted.includes(exitCode)) {
		const how = `it ended with exit code ${exitCode}`;
		throw new InstallError('COMMAND_FAILED', {command: commandLine(command), how, said: stderr});
	}
};

const recordedFiles = (machine: Machine): Files => {
	const names = directoryTable(machine);
	const refuse = async (path: string): Promise<never> => {
		throw new Error(`a recorded machine is never written: ${path}`);
	};
	return {
		readText: async (path) => {
			const text = machine.files[path];
			if (text === undefined) {
				throw new InstallError('FILE_UNREADABLE', {path, why: 'not recorded'});
			}
			return text;
		},
		readStream: () => {
			throw new Error('a recorded machine has no streams');
		},
		list: async (path) => [...(names.get(path) ?? [])].sort(),
		stat: async (path) => statOf(machine, names, path),
		resolve: async (path) =>
			machine.links[path] ?? (statOf(machine, names, path) === undefined ? undefined : path),
		writeText: refuse,
		writeStream: refuse,
		openAppend: refuse,
		openInPlace: refuse,
		makeDirectory: refuse,
		copy: refuse,
		rename: refuse,
		remove: refuse,
		removeTree: refuse,
	};
};

const statOf = (
	{files, blocks}: Machine,
	names: ReadonlyMap<string, ReadonlySet<string>>,
	path: string,
): FileStat | undefined => {
	const deviceNumber = blocks[path];
	if (deviceNumber !== undefined) {
		return {kind: 'block', sizeBytes: 0, mode: 0o600, deviceNumber};
	}
	const text = files[path];
	if (text !== undefined) {
		return {kind: 'file', sizeBytes: text.length, mode: 0o444};
	}
	return names.has(path) ? {kind: 'directory', sizeBytes: 0, mode: 0o755} : undefined;
};

const directoryTable = ({
	files,
	links,
	blocks,
	directories,
}: Machine): ReadonlyMap<string, ReadonlySet<string>> => {
	const table = new Map<string, Set<string>>();
	const enter = (path: string): void => {
		const end = path.lastIndexOf('/');
		const parent = path.slice(0, end);
		if (parent !== '' && !table.get(parent)?.has(path.slice(end + 1))) {
			table.set(parent, (table.get(parent) ?? new Set()).add(path.slice(end + 1)));
			enter(parent);
		}
	};
	for (const path of Object.keys({...files, ...links, ...blocks})) {
		enter(path);
	}
	for (const [path, names] of Object.entries(directories)) {
		enter(path);
		table.set(path, new Set([...(table.get(path) ?? []), ...names]));
	}
	return table;
};
