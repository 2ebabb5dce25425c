/**
 * dd of coreutils, for three purposes: zeroes over one MiB of a disk, bytes into the middle of a file, and reads that
 * make the light of a disk flicker.
 */
import type {ByteStream, System} from '../system/types.ts';

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

/** Past the cache of the kernel, so that the disk itself works; what is read is thrown away. */
export const readForMs = async (
	system: System,
	device: string,
	durationMs: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = [`if=${device}`, 'of=/dev/null', `bs=${mib}`, 'iflag=direct', 'status=none'];
	const over = new AbortController();
	const reading = system
		.run({program: 'dd', args}, {signal: AbortSignal.any([signal, over.signal])})
		.catch((error: unknown) => {
			if (!over.signal.aborted) throw error;
		});
	// One that ends before its time has read a small disk to its end, or cannot read at all.
	await Promise.race([reading, system.clock.sleep(durationMs, signal)]).finally(() => over.abort());
	await reading;
};

/** The bytes come by its input, since they may be secret; the file keeps its length. */
export const writeAt = async (
	system: System,
	path: string,
	{offsetBytes, bytes}: {readonly offsetBytes: number; readonly bytes: Uint8Array},
	signal?: AbortSignal,
): Promise<void> => {
	const args = [
		`of=${path}`,
		`bs=${mib}`,
		'iflag=fullblock',
		'oflag=seek_bytes',
		`seek=${offsetBytes}`,
		'conv=nocreat,notrunc',
		'status=none',
	];
	await system.run({program: 'dd', args}, {input: once(bytes), ...(signal && {signal})});
};

async function* once(bytes: Uint8Array): ByteStream {
	yield bytes;
}
