/**
 * What the kernel counts of each disk: transfers in /proc/diskstats (Documentation/admin-guide/iostats.rst, sectors
 * of 512 bytes whatever the disk has), faults of SCSI disks in sysfs. Reads only.
 */
import type {System} from '../system/types.ts';

export type DiskCounters = {
	/** Kernel name, as `sda`. */
	readonly name: string;
	readonly reads: number;
	readonly readBytes: number;
	readonly writes: number;
	readonly writtenBytes: number;
	readonly inFlight: number;
	/** While at least one request was under way. */
	readonly busyMs: number;
};

const sectorBytes = 512;

export const readDiskCounters = async ({
	files,
}: Pick<System, 'files'>): Promise<readonly DiskCounters[]> =>
	parseDiskstats(await files.readText('/proc/diskstats'));

export const parseDiskstats = (text: string): readonly DiskCounters[] =>
	text.split('\n').flatMap((line) => {
		const [, , name, ...rest] = line.trim().split(/\s+/);
		const [reads, , readSectors, , writes, , writtenSectors, , inFlight, busyMs] = rest.map(Number);
		return name === undefined || busyMs === undefined
			? []
			: [
					{
						name,
						reads: reads ?? 0,
						readBytes: (readSectors ?? 0) * sectorBytes,
						writes: writes ?? 0,
						writtenBytes: (writtenSectors ?? 0) * sectorBytes,
						inFlight: inFlight ?? 0,
						busyMs,
					},
				];
	});

/** Commands of a SCSI disk that ended with an error, and those that ran out of time. Absent: it counts none. */
export type DiskFaults = {readonly errors?: number; readonly timeouts?: number};

export const readDiskFaults = async (
	{files}: Pick<System, 'files'>,
	name: string,
): Promise<DiskFaults> => {
	const read = async (file: string): Promise<number | undefined> => {
		const text = await files.readText(`/sys/block/${name}/device/${file}`).catch(() => undefined);
		const count = Number(text?.trim());
		return text === undefined || !Number.isInteger(count) ? undefined : count;
	};
	const [errors, timeouts] = await Promise.all([read('ioerr_cnt'), read('iotmo_cnt')]);
	return {...(errors !== undefined && {errors}), ...(timeouts !== undefined && {timeouts})};
};
