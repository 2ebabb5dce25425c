/** blockdev of util-linux: what the kernel keeps of a disk in memory, and how far it reads ahead. */
import type {System} from '../system/types.ts';

/** The next read asks the medium. */
export const forgetCached = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'blockdev', args: ['--flushbufs', device]}, {signal});
};

const sectorBytes = 512;

/** The kernel's 128 KiB make a reader of the whole disk wait ten thousand times. */
export const readingFarAhead = async <Result>(
	system: System,
	{device, aheadBytes}: {readonly device: string; readonly aheadBytes: number},
	signal: AbortSignal,
	read: () => Promise<Result>,
): Promise<Result> => {
	const blockdev = (...args: readonly string[]) =>
		system.run({program: 'blockdev', args: [...args, device]}, {signal});
	const {stdout} = await blockdev('--getra');
	await blockdev('--setra', String(aheadBytes / sectorBytes));
	try {
		return await read();
	} finally {
		await blockdev('--setra', stdout.trim());
	}
};
