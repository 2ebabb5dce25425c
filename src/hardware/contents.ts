/**
 * What is on a disk. The disk itself is read (wipefs, sfdisk, od), not the memory of udev. Empty is only what
 * has no signature, no partition table, and zeros at both ends; anything less certain is data.
 */

import {escapeControl} from '../system/lines.ts';
import type {System} from '../system/types.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import {isZero} from '../tools/od.ts';
import {readPartitionTable, type WrittenTable} from '../tools/sfdisk.ts';
import {type KernelPartition, listKernelPartitions} from '../tools/sysfs.ts';
import {listSignatures, type Signature} from '../tools/wipefs.ts';
import {partitionsOf} from './device-tree.ts';
import {earlierInstall} from './earlier-install.ts';
import type {DiskContents, Partition} from './facts.ts';
import {ownership} from './looks-like.ts';
import {tableFaults} from './table-faults.ts';

/** Backup GPT, md 1.0, IMSM and ZFS labels stand at the end of a disk. */
const edgeBytes = 1024 * 1024;

export type ContentSources = {
	readonly disk: BlockDevice;
	readonly signatures: readonly Signature[];
	readonly table: WrittenTable | undefined;
	readonly partitions: readonly KernelPartition[];
	readonly hasZeroEdges: boolean;
};

export type DiskReading = {
	readonly contents: DiskContents;
	/** Labels of all filesystems found, for telling the installation medium. */
	readonly labels: readonly string[];
	readonly signatures: readonly Signature[];
};

export const readContents = async (
	system: System,
	disk: BlockDevice,
	signal?: AbortSignal,
): Promise<DiskReading> => {
	const partitions = await listKernelPartitions(system, disk.kernelName);
	const paths = [disk.path, ...partitions.map(({path}) => path)];
	const signatures = await listSignatures(system, paths, signal);
	const table = signatures.some(({type}) => tableTypes.has(type))
		? await readPartitionTable(system, disk.path, signal)
		: undefined;
	const hasZeroEdges =
		signatures.length === 0 &&
		partitions.length === 0 &&
		(await areEdgesZero(system, disk, signal));
	return {
		contents: describeContents({disk, signatures, table, partitions, hasZeroEdges}),
		labels: signatures.map(({label}) => label).filter((label) => label !== undefined),
		signatures,
	};
};

export const describeContents = (sources: ContentSources): DiskContents => {
	const {disk, signatures, table, partitions, hasZeroEdges} = sources;
	if (signatures.length === 0 && partitions.length === 0 && hasZeroEdges) {
		return {kind: 'empty'};
	}
	const own = signatures.filter(({kernelName}) => kernelName === nodeName(disk.path));
	const tableKind = tableKindOf(own, table);
	const unread = unreadPartitions(table, partitions);
	const faults = tableFaults(own, table, disk.sizeBytes);
	const owner = ownership({
		signatures: signatures.filter(({type}) => !tableTypes.has(type)),
		partitionTypes: table?.partitions.map(({type}) => type) ?? [],
		partitionLabels: table?.partitions.flatMap(({label}) => label ?? []) ?? [],
		hasTable: tableKind !== undefined,
	});
	const install = earlierInstall(owner.install);
	return {
		kind: 'data',
		...(tableKind !== undefined && {table: tableKind}),
		...(table?.id !== undefined && {tableId: table.id}),
		partitions: partitions.map((partition) => describePartition(partition, sources)),
		...(unread.length > 0 && {unreadPartitions: unread}),
		signatures: unique(own.filter(({type}) => !tableTypes.has(type)).map(({type}) => type)),
		looksLike: owner.words,
		...(faults.length > 0 && {tableFaults: faults}),
		...(install !== undefined && {earlierInstall: install}),
	};
};

/** wipefs names a device by the end of its path. */
const nodeName = (path: string): string => path.split('/').at(-1) ?? path;

/** Signatures that are partition tables, as libblkid names them. */
const tableTypes: ReadonlySet<string> = new Set([
	'gpt',
	'dos',
	'PMBR',
	'atari',
	'bsd',
	'mac',
	'minix',
	'sgi',
	'solaris-x86',
	'sun',
	'ultrix',
	'unixware',
]);

/** A kernel without a parser for the table, or one that has not read it again yet. */
const unreadPartitions = (
	table: WrittenTable | undefined,
	partitions: readonly KernelPartition[],
): readonly string[] =>
	(table?.partitions ?? [])
		.filter(({number}) => !partitions.some((partition) => partition.number === number))
		.map(({number, label = ''}) => escapeControl(`${number} ${label}`.trim()));

/** A protective MBR alone is a GPT that cannot be read at this sector size. */
const tableKindOf = (
	own: readonly Signature[],
	table: WrittenTable | undefined,
): string | undefined => {
	const found = own.map(({type}) => type).filter((type) => tableTypes.has(type));
	return found.includes('gpt') ? 'gpt' : (table?.kind ?? found[0]);
};

const describePartition = (
	partition: KernelPartition,
	{disk, signatures, table}: ContentSources,
): Partition => {
	const listed = partitionsOf(disk).find(
		({deviceNumber}) => deviceNumber === partition.deviceNumber,
	);
	const written = table?.partitions.find(({number}) => number === partition.number);
	const signature = tellingSignature(
		signatures.filter(({kernelName}) => kernelName === nodeName(partition.path)),
	);
	return {
		...partition,
		...optional('type', written?.type),
		...optional('typeName', listed?.partitionTypeName),
		...optional('label', written?.label),
		...optional('id', written?.id),
		...optional('filesystem', signature?.type ?? listed?.filesystem),
		...optional('filesystemLabel', signature?.label ?? listed?.filesystemLabel),
	};
};

/** Of several on one partition, that of a member of something larger: it must not be overlooked. */
const tellingSignature = (own: readonly Signature[]): Signature | undefined => {
	const filesystems = own.filter(({type}) => !tableTypes.has(type));
	return filesystems.find(({type}) => type.endsWith('_member')) ?? filesystems[0];
};

/** Labels are written by others and reach terminals. */
const optional = <Name extends string>(
	name: Name,
	text: string | undefined,
): {readonly [key in Name]?: string} =>
	text === undefined || text === ''
		? {}
		: ({[name]: escapeControl(text)} as {readonly [key in Name]: string});

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const areEdgesZero = async (
	system: System,
	{path, sizeBytes}: BlockDevice,
	signal: AbortSignal | undefined,
): Promise<boolean> => {
	const edge = Math.min(edgeBytes, sizeBytes);
	const starts = sizeBytes > edge ? [0, sizeBytes - edge] : [0];
	for (const startByte of starts) {
		if (!(await isZero(system, {path, startByte, sizeBytes: edge}, signal))) {
			return false;
		}
	}
	return true;
};
