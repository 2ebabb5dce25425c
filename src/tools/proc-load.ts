/**
 * The counters of the kernel since its start, of which rates are made: processors, memory, disks, cards. Formats:
 * proc_stat(5), proc_meminfo(5), Documentation/admin-guide/iostats.rst, proc_net_dev(5).
 */
export type CpuTicks = {readonly busy: number; readonly total: number};

export type Traffic = {
	readonly name: string;
	/** Read from a disk, or received by a card. */
	readonly inBytes: number;
	/** Written, or sent. */
	readonly outBytes: number;
};

/** Of all processors together; undefined when it has another form. */
export const parseCpuTicks = (text: string): CpuTicks | undefined => {
	const line = /^cpu +(.*)$/m.exec(text)?.[1];
	// The guests of a hypervisor are counted in the first two already.
	const ticks = line?.trim().split(/ +/).slice(0, guestColumn).map(Number);
	if (ticks === undefined || ticks.length < guestColumn || ticks.some(Number.isNaN)) {
		return undefined;
	}
	const total = ticks.reduce((sum, value) => sum + value, 0);
	const idle = (ticks[idleColumn] ?? 0) + (ticks[idleColumn + 1] ?? 0);
	return {busy: total - idle, total};
};

export const parseMemory = (
	text: string,
): {readonly totalBytes: number; readonly availableBytes: number} | undefined => {
	const total = kibibytes(text, 'MemTotal');
	const available = kibibytes(text, 'MemAvailable');
	return total === undefined || available === undefined
		? undefined
		: {totalBytes: total * 1024, availableBytes: available * 1024};
};

/** Whole disks; what lies upon them (partitions, LVM, multipath) is counted there already. */
export const parseDiskTraffic = (text: string): readonly Traffic[] =>
	text.split('\n').flatMap((line) => {
		const [, , name, , , readSectors, , , , writtenSectors] = line.trim().split(/ +/);
		return name !== undefined && wholeDisk.test(name)
			? [traffic(name, Number(readSectors) * sectorBytes, Number(writtenSectors) * sectorBytes)]
			: [];
	});

/** Cards of the host; what programs made upon them is counted there already. */
export const parseNicTraffic = (text: string): readonly Traffic[] =>
	text.split('\n').flatMap((line) => {
		const [, name, counters] = /^ *([^: ]+): *(.*)$/.exec(line) ?? [];
		const numbers = counters?.trim().split(/ +/).map(Number) ?? [];
		return name === undefined || made.test(name) || numbers.length < sentColumn + 1
			? []
			: [traffic(name, numbers[0] ?? 0, numbers[sentColumn] ?? 0)];
	});

const guestColumn = 8;
const idleColumn = 3;
const sentColumn = 8;

/** Always of 512 bytes, whatever the disk has. */
const sectorBytes = 512;

const wholeDisk = /^(?:[shv]d[a-z]+|xvd[a-z]+|dasd[a-z]+|nvme\d+n\d+|mmcblk\d+|pmem\d+)$/;

const made = /^(?:lo$|veth|ovs|br-|cni|podman|docker|genev|tap|tun|virbr|dummy|[\da-f]{15}$)/;

const traffic = (name: string, inBytes: number, outBytes: number): Traffic => ({
	name,
	inBytes,
	outBytes,
});

const kibibytes = (text: string, name: string): number | undefined => {
	const value = new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1];
	return value === undefined ? undefined : Number(value);
};
