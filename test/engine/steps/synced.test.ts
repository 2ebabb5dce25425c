import {setImmediate as soon} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {syncedAsItGoes} from '../../../src/engine/steps/synced.ts';
import type {InPlaceFile} from '../../../src/system/types.ts';

const mib = 1024 * 1024;

/** A disk that is told to sync and is done when the test says so; counts what it holds only in memory. */
const slowDisk = () => {
	const syncs: {readonly coversBytes: number; readonly end: (error?: Error) => void}[] = [];
	let writtenBytes = 0;
	let safeBytes = 0;
	const file: InPlaceFile = {
		pieces: async function* () {},
		write: async (bytes) => {
			writtenBytes += bytes.byteLength;
		},
		sync: () => {
			const coversBytes = writtenBytes;
			const {promise, resolve, reject} = Promise.withResolvers<void>();
			const end = (error?: Error): void => {
				safeBytes = coversBytes;
				error === undefined ? resolve() : reject(error);
			};
			syncs.push({coversBytes, end});
			return promise;
		},
		close: async () => {},
	};
	return {file, syncs, atRiskBytes: () => writtenBytes - safeBytes};
};

const writeAll = async ({write}: Pick<InPlaceFile, 'write'>, pieces: number): Promise<void> => {
	for (let piece = 0; piece < pieces; piece += 1) {
		await write(Buffer.alloc(mib), piece * mib);
	}
};

test('a slow disk holds the writer back: never more than two windows are in memory alone', async () => {
	const {file, syncs, atRiskBytes} = slowDisk();
	const {write, sync} = syncedAsItGoes(file);
	const done = writeAll({write}, 100).then(sync);
	let mostBytes = 0;
	const ends = new Set<unknown>();
	while (ends.size < 7) {
		await soon();
		mostBytes = Math.max(mostBytes, atRiskBytes());
		const next = syncs.find((one) => !ends.has(one));
		next?.end();
		ends.add(next);
		ends.delete(undefined);
	}
	await done;
	expect(syncs.map(({coversBytes}) => coversBytes / mib)).toEqual([16, 32, 48, 64, 80, 96, 100]);
	expect(mostBytes).toBe(32 * mib);
	expect(atRiskBytes()).toBe(0);
});

test.each([
	['a later write', 32],
	['the last sync', 20],
])('what a sync met on its way is told by %s', async (_, pieces) => {
	const {file, syncs} = slowDisk();
	const {write, sync} = syncedAsItGoes(file);
	const done = writeAll({write}, pieces).then(sync);
	done.catch(() => {});
	await expect.poll(() => syncs.length, {interval: 1}).toBe(1);
	syncs[0]?.end(new Error('Input/output error'));
	await expect(done).rejects.toThrow('Input/output error');
});
