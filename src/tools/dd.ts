/** dd of coreutils, for one purpose: zeroes over a stretch of a disk. */
import type {System} from '../system/types.ts';

const mib = 1024 * 1024;

/** @param offsetMib whole MiB from the start of the device. */
export const zeroMib = async (
	system: System,
	device: string,
	offsetMib: number,
	countMib: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = [
		'if=/dev/zero',
		`of=${device}`,
		`bs=${mib}`,
		`seek=${offsetMib}`,
		`count=${countMib}`,
		'conv=notrunc,fsync',
		'status=none',
	];
	await system.run({program: 'dd', args}, {signal});
};
