/** What each disk does in this second, and what went wrong on it so far. */
import {z} from 'zod';
import {
	type DiskCounters,
	type DiskFaults,
	readDiskCounters,
	readDiskFaults,
} from '../../../tools/diskstats.ts';
import {listDiskNames} from '../../../tools/sysfs.ts';
import type {Look} from '../look.ts';

export type DiskRate = DiskFaults & {
	/** Kernel name, as `sda`. */
	readonly name: string;
	readonly readBytesPerS: number;
	readonly writtenBytesPerS: number;
	readonly requestsPerS: number;
	readonly busyPercent: number;
	readonly inFlight: number;
};

export type DiskRatesReading = {readonly rates: readonly DiskRate[]};

const sampleMs = 1000;

export const diskRates: Look<Record<string, never>, DiskRatesReading> = {
	params: z.strictObject({}),
	limitMs: 10_000,
	read: async ({system}, _params, signal) => {
		const names = await listDiskNames(system);
		const startedMs = system.clock.monotonicMs();
		const before = await readDiskCounters(system);
		await system.clock.sleep(sampleMs, signal);
		const after = await readDiskCounters(system);
		const elapsedMs = system.clock.monotonicMs() - startedMs;
		const rates = await Promise.all(
			names.map(async (name) => ({
				...rateOf(name, before, after, elapsedMs),
				...(await readDiskFaults(system, name)),
			})),
		);
		return {rates};
	},
};

const rateOf = (
	name: string,
	before: readonly DiskCounters[],
	after: readonly DiskCounters[],
	elapsedMs: number,
): DiskRate => {
	const [old, now] = [before, after].map((all) => all.find((one) => one.name === name));
	const perS = (count: (counters: DiskCounters) => number): number =>
		old && now ? Math.round(((count(now) - count(old)) * 1000) / elapsedMs) : 0;
	return {
		name,
		readBytesPerS: perS(({readBytes}) => readBytes),
		writtenBytesPerS: perS(({writtenBytes}) => writtenBytes),
		requestsPerS: perS(({reads, writes}) => reads + writes),
		busyPercent: Math.min(100, Math.round(perS(({busyMs}) => busyMs) / 10)),
		inFlight: now?.inFlight ?? 0,
	};
};
