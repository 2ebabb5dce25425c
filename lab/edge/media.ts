/**
 * Media that somebody plugs into an edge host: images made of a directory, on loop devices of the machine, shown
 * inside under the identity of a stick or a drive. Where the kernel has no iso9660 an ISO cannot be mounted.
 */
import {rm, stat, truncate, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Command} from '../../src/system/types.ts';
import {diskTables} from '../host/block-stand-ins.ts';
import {diskLinks, identities, type LabDisk} from '../host/disks.ts';
import {attachLoop, detachLoop, updatePartitions} from '../loop.ts';
import {outputOf, run} from '../run.ts';
import type {Lab} from '../stage.ts';
import {nodesOf} from './devices.ts';
import {eventsFile} from './files.ts';

/**
 * `iso`: ISO9660 with Rock Ridge on a drive. `filesystem`: ext4 on a whole stick. `partition`: the second of two
 * partitions on a stick, as a USB image has it. All are labelled `cluster-config` unless `label` says otherwise.
 * `image`: the file itself, as a drive shows it that somebody has attached to a management controller.
 */
export type MediumKind =
	| 'image'
	| 'iso'
	| 'filesystem'
	| 'partition'
	| {readonly kind: 'iso' | 'filesystem' | 'partition'; readonly label: string};

export type Medium = {
	/** The whole disk, as it is shown inside. */
	readonly device: string;
	/** Where the files are: the same, or its partition. */
	readonly filesystem: string;
	readonly disk: LabDisk;
};

export type Slot = {
	readonly lab: Lab;
	/** Of the host. */
	readonly directory: string;
	readonly inside: (program: string, ...args: readonly string[]) => Command;
};

const configurationLabel = 'cluster-config';

export const insertMedium = async (
	slot: Slot,
	what: MediumKind,
	source: string,
): Promise<Medium> => {
	const {kind, label} = typeof what === 'string' ? {kind: what, label: configurationLabel} : what;
	const {lab, directory} = slot;
	const number = await nextNumber(directory);
	const image = join(directory, `medium-${number}.img`);
	await makers[kind](lab, image, {label, source});
	const device = await attachLoop(lab, image, {readOnly: isDrive(kind)});
	await writeFile(join(directory, `medium-${number}.loop`), `${device}\n${image}\n`);
	if (kind === 'partition') {
		await updatePartitions(lab, device);
	}
	const disk = {...identityOf(kind, number), role: 'medium', image, device} as const;
	const medium = {device, filesystem: kind === 'partition' ? `${device}p2` : device, disk};
	await showMedium(slot, medium);
	return medium;
};

/** Makes it known inside: nodes, names, tables, and the word of udev. */
export const showMedium = async (slot: Slot, {disk}: Medium): Promise<void> => {
	await changeDisks(slot, (disks) => [...disks, disk]);
	const nodes = await nodesOf(slot.lab, disk.device);
	for (const device of nodes) {
		await addNode(slot, device);
	}
	for (const link of diskLinks(disk)) {
		await within(slot, ['ln', '--symbolic', '--force', disk.device, await folderOf(slot, link)]);
	}
	await tell(slot, 'add', nodes);
};

/** Pulled out, mounted or not. */
export const removeMedium = async (slot: Slot, {disk}: Medium): Promise<void> => {
	const nodes = await nodesOf(slot.lab, disk.device);
	await changeDisks(slot, (disks) => disks.filter(({device}) => device !== disk.device));
	const links = diskLinks(disk).map((link) => join('/dev/disk', link));
	await within(slot, ['rm', '--force', ...nodes, ...links]);
	await tell(slot, 'remove', nodes);
	await detachLoop(slot.lab, disk.device);
	await rm(disk.image);
};

type Making = {readonly label: string; readonly source: string};

const makers = {
	image: (lab: Lab, image: string, {source}: Making) => run(lab, ['cp', source, image]),
	iso: (lab: Lab, image: string, {label, source}: Making) =>
		run(lab, ['xorriso', '-as', 'mkisofs', '-quiet', '-R', '-V', label, '-o', image, source]),
	filesystem: (lab: Lab, image: string, making: Making) => makeExt4(lab, image, making),
	partition: (lab: Lab, image: string, making: Making) => makePartitions(lab, image, making),
};

const mebibyte = 1024 ** 2;
const filesystemBytes = 64 * mebibyte;

const makeExt4 = async (lab: Lab, image: string, {label, source}: Making): Promise<void> => {
	await writeFile(image, '');
	await truncate(image, filesystemBytes);
	await run(lab, ['mkfs.ext4', '-q', '-F', '-L', label, '-d', source, image]);
};

const partitionTable = 'label: gpt\nsize=8MiB, name=tools\nsize=64MiB, name=data\n';
const dataStartBytes = 9 * mebibyte;

const makePartitions = async (lab: Lab, image: string, making: Making): Promise<void> => {
	const content = `${image}.content`;
	await makeExt4(lab, content, making);
	await writeFile(image, '');
	await truncate(image, dataStartBytes + filesystemBytes + mebibyte);
	await run(lab, ['sfdisk', '--quiet', image], {input: partitionTable});
	const seek = `seek=${dataStartBytes / mebibyte}`;
	await run(lab, [
		'dd',
		`if=${content}`,
		`of=${image}`,
		'bs=1M',
		seek,
		'conv=notrunc',
		'status=none',
	]);
	await rm(content);
};

const isDrive = (kind: keyof typeof makers): boolean => kind === 'iso' || kind === 'image';

const identityOf = (kind: keyof typeof makers, number: number) => {
	const own = {serial: `LABMEDIUM${1000 + number}`, wwn: `0x5002538f41b2c4${10 + number}`};
	const port = `pci-0000:00:14.0-usb-0:${number + 1}:1.0-scsi-0:0:0:0`;
	return isDrive(kind)
		? {...identities.medium, ...own, pathId: port}
		: {...identities.medium, ...own, pathId: port, model: 'Flash Drive'};
};

const nextNumber = async (directory: string): Promise<number> => {
	for (let number = 1; ; number += 1) {
		const taken = await stat(join(directory, `medium-${number}.loop`)).catch(() => undefined);
		if (taken === undefined) {
			return number;
		}
	}
};

const within = ({lab, inside}: Slot, [program = '', ...args]: readonly string[], input?: string) =>
	lab.system.run(inside(program, ...args), input === undefined ? {} : {input});

const addNode = async (slot: Slot, device: string): Promise<void> => {
	const numbers = await outputOf(slot.lab, ['stat', '--format=%Hr %Lr', device]);
	await within(slot, ['mknod', '--mode=660', device, 'b', ...numbers.split(' ')]);
};

const folderOf = async (slot: Slot, link: string): Promise<string> => {
	const path = join('/dev/disk', link);
	await within(slot, ['mkdir', '--parents', join(path, '..')]);
	return path;
};

const changeDisks = async (
	slot: Slot,
	change: (disks: readonly LabDisk[]) => readonly LabDisk[],
): Promise<void> => {
	const {stdout} = await within(slot, ['cat', '/run/ibi-lab/disks.json']);
	for (const [path, text] of diskTables(change(JSON.parse(stdout) as readonly LabDisk[]))) {
		await within(slot, ['tee', path], text);
	}
};

/** One line a device; a disk that goes takes its partitions before it. */
const tell = async (
	slot: Slot,
	action: 'add' | 'remove',
	nodes: readonly string[],
): Promise<void> => {
	const ordered = action === 'add' ? nodes : nodes.toReversed();
	const lines = ordered.map((device, index) => {
		const isDisk = action === 'add' ? index === 0 : index === nodes.length - 1;
		return `${action} ${basename(device)} ${isDisk ? 'disk' : 'partition'}\n`;
	});
	await within(slot, ['tee', '--append', eventsFile], lines.join(''));
};
