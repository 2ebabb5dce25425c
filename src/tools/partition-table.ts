/**
 * Partition tables, read and changed by sfdisk of util-linux. The table is read back as JSON; changes are
 * sfdisk scripts. The kernel is told by partx afterwards: see partx.ts.
 */
import {z} from 'zod';
import type {System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';

export type TablePartition = {
	readonly number: number;
	readonly startSector: number;
	readonly sizeSectors: number;
	readonly type: string;
	readonly name?: string;
};

export type PartitionTable = {
	readonly kind: string;
	/** Lower case, without `0x`. */
	readonly id?: string;
	readonly sectorBytes: number;
	readonly lastUsableSector?: number;
	readonly partitions: readonly TablePartition[];
};

const dumpShape = z.object({
	partitiontable: z.object({
		label: z.string(),
		id: z.string().optional(),
		lastlba: z.number().optional(),
		sectorsize: z.number().default(512),
		partitions: z
			.array(
				z.object({
					node: z.string(),
					start: z.number(),
					size: z.number(),
					type: z.string(),
					name: z.string().optional(),
				}),
			)
			.default([]),
	}),
});

/** Undefined when the disk has no partition table that sfdisk knows. */
export const readTable = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<PartitionTable | undefined> => {
	const {stdout, exitCode} = await system.run(
		{program: 'sfdisk', args: ['--json', device]},
		{signal, acceptedExitCodes: [0, 1]},
	);
	return exitCode === 0 ? parseTable(stdout) : undefined;
};

export const parseTable = (text: string): PartitionTable => {
	const {partitiontable: table} = parseAnswer('sfdisk', text, dumpShape);
	return {
		kind: table.label,
		...(table.id !== undefined && {id: normalTableId(table.id)}),
		sectorBytes: table.sectorsize,
		...(table.lastlba !== undefined && {lastUsableSector: table.lastlba}),
		partitions: table.partitions.map(({node, start, size, type, name}) => ({
			number: Number(/\d+$/.exec(node)?.[0]),
			startSector: start,
			sizeSectors: size,
			type,
			...(name !== undefined && {name}),
		})),
	};
};

/** sfdisk and lsblk spell the same id differently. */
export const normalTableId = (id: string): string => id.toLowerCase().replace(/^0x/, '');

/** After an image was written to a larger disk, the backup table stands in the middle: move it to the end. */
export const moveBackupTable = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--lock', '--relocate', 'gpt-bak-std', device];
	await system.run({program: 'sfdisk', args}, {signal});
};

export type NewPartition = {
	readonly number: number;
	readonly startSector: number;
	readonly name: string;
};

/**
 * Adds one partition that reaches to the end of the free space behind its start. `--append` with a number in
 * the script makes exactly that number; `--partno` would take the first free one.
 */
export const appendPartition = async (
	system: System,
	device: string,
	{number, startSector, name}: NewPartition,
	signal: AbortSignal,
): Promise<void> => {
	const input = `${number} : start=${startSector}, name="${name}"\n`;
	const args = ['--lock', '--append', device];
	await system.run({program: 'sfdisk', args}, {signal, input});
};

/** Lets a partition reach up to the next one; its start, type, name and UUID stay. */
export const growPartition = async (
	system: System,
	device: string,
	number: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--lock', '--partno', String(number), device];
	await system.run({program: 'sfdisk', args}, {signal, input: ', +\n'});
};
