/**
 * The partition table as it is written on a disk, whatever the kernel believes. Only ever run with `--json`,
 * which reads. Format: sfdisk(8); sizes are in sectors of the table.
 */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type WrittenPartition = {
	readonly number: number;
	readonly startByte: number;
	readonly sizeBytes: number;
	/** GPT type GUID in lower case, or `0x..` of an MBR. */
	readonly type: string;
	readonly label: string | undefined;
	/** The GUID of the partition itself, in lower case. */
	readonly id: string | undefined;
};

export type WrittenTable = {
	/** `gpt`, `dos`, … */
	readonly kind: string;
	readonly id: string | undefined;
	readonly partitions: readonly WrittenPartition[];
};

export const sfdiskCommand = (path: string): Command => ({
	program: 'sfdisk',
	args: ['--json', path],
});

/** Undefined when there is no table that sfdisk can read. */
export const readPartitionTable = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<WrittenTable | undefined> => {
	const options = {...reading(signal), acceptedExitCodes: [0, 1]};
	const {stdout, exitCode} = await system.run(sfdiskCommand(path), options);
	return exitCode === 0 ? parseSfdisk(stdout) : undefined;
};

export const parseSfdisk = (text: string): WrittenTable => {
	const table = parseAnswer('sfdisk', text, answerShape).partitiontable;
	return {
		kind: table.label,
		id: table.id?.toLowerCase(),
		partitions: (table.partitions ?? []).map((row) => ({
			number: partitionNumber(table.device, row.node),
			startByte: row.start * table.sectorsize,
			sizeBytes: row.size * table.sectorsize,
			type: writtenType(table.label, row.type),
			label: row.name,
			id: row.uuid?.toLowerCase(),
		})),
	};
};

const answerShape = z.object({
	partitiontable: z.object({
		label: z.string(),
		id: z.string().optional(),
		device: z.string(),
		/** Absent in old releases, which knew no other size. */
		sectorsize: z.number().default(512),
		partitions: z
			.array(
				z.object({
					node: z.string(),
					start: z.number(),
					size: z.number(),
					type: z.string(),
					name: z.string().optional(),
					uuid: z.string().optional(),
				}),
			)
			.optional(),
	}),
});

/** The end of the node's name: `/dev/sda3`, `/dev/nvme0n1p3` and `/dev/mapper/mpatha-part3` are all 3. */
const partitionNumber = (device: string, node: string): number =>
	Number(node.slice(device.length).replace(/^(p|-part)/, ''));

/** An MBR type is hexadecimal without its prefix and without a leading zero. */
const writtenType = (table: string, type: string): string =>
	table === 'dos' ? `0x${type.toLowerCase().padStart(2, '0')}` : type.toLowerCase();
