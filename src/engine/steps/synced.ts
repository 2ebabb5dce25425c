/**
 * Writes that reach the medium as they go: what the kernel has taken and the disk has not stays small, so that progress
 * tells of the disk, and no long silence follows the last byte.
 */
import type {InPlaceFile} from '../../system/types.ts';

/** Twice as much is under way at the most, a few seconds of the slowest disk. */
const windowBytes = 16 * 1024 * 1024;

/** @returns `write` rejects with what an earlier write met on its way; after `sync` all of it is on the medium. */
export const syncedAsItGoes = (file: InPlaceFile): Pick<InPlaceFile, 'write' | 'sync'> => {
	let unsyncedBytes = 0;
	let syncing = Promise.resolve();
	return {
		write: async (bytes, offsetBytes) => {
			await file.write(bytes, offsetBytes);
			unsyncedBytes += bytes.byteLength;
			if (unsyncedBytes >= windowBytes) {
				unsyncedBytes = 0;
				await syncing;
				syncing = file.sync();
				// Told by the next that waits for it.
				syncing.catch(() => {});
			}
		},
		sync: async () => {
			await syncing;
			await file.sync();
		},
	};
};
