/**
 * sfdisk of util-linux, where it changes a partition table; sfdisk.ts reads them. The kernel is told by partx
 * afterwards, without the quarter of a second that sfdisk waits before it tells it: see partx.ts.
 */
import type {System} from '../system/types.ts';

/** After an image was written to a larger disk, the backup table stands in the middle: move it to the end. */
export const moveBackupTable = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--lock', '--no-tell-kernel', '--relocate', 'gpt-bak-std', device];
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
	const args = ['--lock', '--no-tell-kernel', '--append', device];
	await system.run({program: 'sfdisk', args}, {signal, input});
};

/** Lets a partition reach up to the next one; its start, type, name and UUID stay. */
export const growPartition = async (
	system: System,
	device: string,
	number: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--lock', '--no-tell-kernel', '--partno', String(number), device];
	await system.run({program: 'sfdisk', args}, {signal, input: ', +\n'});
};
