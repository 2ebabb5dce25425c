/** The boot entry of an installed disk image, read without mounting anything: by `sfdisk` and `debugfs`. */
import {basename, join} from 'node:path';
import {outputOf, run} from './run.ts';
import type {Lab} from './stage.ts';

export type BootEntry = {
	readonly file: string;
	readonly title: string;
	readonly options: string;
	/** Paths on the boot filesystem. */
	readonly kernel: string;
	readonly initramfs: string;
	/** From the `ostree=` argument: `/ostree/boot.N/<stateroot>/<checksum>/<serial>`. */
	readonly stateroot: string;
};

export type BootFiles = BootEntry & {readonly kernelFile: string; readonly initramfsFile: string};

/** Takes the first entry of the boot loader's order, and copies its kernel and initramfs into `directory`. */
export const takeBootFiles = async (
	lab: Lab,
	image: string,
	directory: string,
): Promise<BootFiles> => {
	const filesystem = await bootFilesystem(lab, image);
	const entry = await readBootEntry(lab, filesystem);
	const [kernelFile, initramfsFile] = [join(directory, 'vmlinuz'), join(directory, 'initramfs')];
	await dump(lab, filesystem, [entry.kernel, kernelFile]);
	await dump(lab, filesystem, [entry.initramfs, initramfsFile]);
	return {...entry, kernelFile, initramfsFile};
};

export const parseBootEntry = (file: string, text: string): BootEntry => {
	const value = (key: string): string =>
		new RegExp(`^${key}\\s+(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
	const options = value('options');
	const stateroot = /(?:^|\s)ostree=\/ostree\/boot\.[^/]+\/([^/]+)\//.exec(options)?.[1] ?? '';
	return {
		file,
		title: value('title'),
		options,
		kernel: value('linux'),
		initramfs: value('initrd'),
		stateroot,
	};
};

const readBootEntry = async (lab: Lab, filesystem: string): Promise<BootEntry> => {
	const listing = await debugfs(lab, filesystem, 'ls -p /loader/entries');
	const files = listing
		.split('\n')
		.map((line) => line.split('/')[5] ?? '')
		.filter((name) => name.endsWith('.conf'))
		.sort();
	const file = files.at(-1);
	if (file === undefined) {
		throw new Error(`No boot entry in /loader/entries of ${filesystem}`);
	}
	return parseBootEntry(
		basename(file),
		await debugfs(lab, filesystem, `cat /loader/entries/${file}`),
	);
};

/** The partition named `boot`, as e2fsprogs addresses a filesystem inside a file. */
const bootFilesystem = async (lab: Lab, image: string): Promise<string> => {
	const text = await outputOf(lab, ['sfdisk', '--json', image]);
	const {partitiontable} = JSON.parse(text) as {
		partitiontable: {sectorsize: number; partitions: readonly {name?: string; start: number}[]};
	};
	const boot = partitiontable.partitions.find(({name}) => name === 'boot');
	if (boot === undefined) {
		throw new Error(`No partition named boot in ${image}`);
	}
	return `${image}?offset=${boot.start * partitiontable.sectorsize}`;
};

const debugfs = (lab: Lab, filesystem: string, request: string): Promise<string> =>
	outputOf(lab, ['debugfs', '-R', request, filesystem]);

const dump = (lab: Lab, filesystem: string, [from, to]: readonly [string, string]) =>
	run(lab, ['debugfs', '-R', `dump ${from} ${to}`, filesystem]);
