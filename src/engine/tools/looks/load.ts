/** How busy this host is: counters since its start, of which a console that looks twice makes rates. */
import {z} from 'zod';
import type {System} from '../../../system/types.ts';
import {
	type CpuTicks,
	parseCpuTicks,
	parseDiskTraffic,
	parseMemory,
	parseNicTraffic,
	type Traffic,
} from '../../../tools/proc-load.ts';
import type {Look} from '../look.ts';

export type LoadReading = {
	/** Never jumps; for rates. */
	readonly atMs: number;
	/** Each absent where the kernel does not tell it. */
	readonly cpu?: CpuTicks;
	readonly memory?: {readonly totalBytes: number; readonly availableBytes: number};
	readonly disks: readonly Traffic[];
	readonly nics: readonly Traffic[];
};

export const load: Look<Record<string, never>, LoadReading> = {
	params: z.strictObject({}),
	limitMs: 5000,
	read: async ({system}) => {
		const [stat, meminfo, diskstats, netDev] = await Promise.all(
			['/proc/stat', '/proc/meminfo', '/proc/diskstats', '/proc/net/dev'].map((path) =>
				readIfThere(system, path),
			),
		);
		const cpu = parseCpuTicks(stat ?? '');
		const memory = parseMemory(meminfo ?? '');
		return {
			atMs: system.clock.monotonicMs(),
			...(cpu && {cpu}),
			...(memory && {memory}),
			disks: parseDiskTraffic(diskstats ?? ''),
			nics: parseNicTraffic(netDev ?? ''),
		};
	},
};

const readIfThere = (system: System, path: string): Promise<string> =>
	system.files.readText(path).catch(() => '');
