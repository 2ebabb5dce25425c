/** dd of coreutils, for one purpose: zeroes over one MiB of a disk, from any byte on. */
import type {System} from '../system/types.ts';

const mib = 1024 * 1024;

export const zeroMib = async (
	system: System,
	device: string,
	offsetBytes: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = [
		'if=/dev/zero',
		`of=${device}`,
		`bs=${mib}`,
		'count=1',
		'oflag=seek_bytes',
		`seek=${offsetBytes}`,
		// Never a plain file in place of a disk that has vanished.
		'conv=nocreat,notrunc,fsync',
		'status=none',
	];
	await system.run({program: 'dd', args}, {signal});
};
