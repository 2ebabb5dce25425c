/** What a tree of processes, a disk and memory-backed filesystems use, sampled while they are used. */
import {readdirSync, readFileSync, readlinkSync, statfsSync} from 'node:fs';

export type Sample = {
	readonly atMs: number;
	/** Of the living processes and of all their children that ended. */
	readonly cpuSeconds: number;
	/** Proportional: what two processes share is counted once. */
	readonly memoryBytes: number;
	readonly temporaryBytes: number;
	readonly diskBytes: number;
	readonly diskBusyMs: number;
	readonly wireBytes: number;
};

export type Sampling = {readonly stop: () => readonly Sample[]};

const intervalMs = 200;
/** Counting the pages of every process costs as much as a slow program, on the cores that are measured. */
const samplesAMemory = 4;
const ticksPerSecond = 100;

export const startSampling = (pid: number, device: string): Sampling => {
	const temporary = temporaryPlaces(pid);
	const samples: Sample[] = [];
	let memoryBytes = 0;
	const take = (): void => {
		if (!isInside(pid)) {
			return;
		}
		const tree = treeOf(pid);
		if (samples.length % samplesAMemory === 0) {
			memoryBytes = sum(tree.map(memoryOf));
		}
		samples.push({
			atMs: Date.now(),
			cpuSeconds: sum(tree.map(cpuSecondsOf)),
			memoryBytes,
			temporaryBytes: temporary(),
			...diskNow(device),
			wireBytes: wireBytes(pid),
		});
	};
	take();
	const timer = setInterval(take, intervalMs);
	return {
		stop: () => {
			clearInterval(timer);
			return samples;
		},
	};
};

/** At first it is still in our own namespaces, whose numbers are not the host's. */
const isInside = (pid: number): boolean => {
	try {
		return readlinkSync(`/proc/${pid}/ns/net`) !== readlinkSync('/proc/self/ns/net');
	} catch {
		return false;
	}
};

/** Bytes written to a block device since it was made, and for how long it had work. */
export const diskNow = (device: string): Pick<Sample, 'diskBytes' | 'diskBusyMs'> => {
	const fields = readFileSync(`/sys/block/${device.replace('/dev/', '')}/stat`, 'utf8')
		.trim()
		.split(/\s+/)
		.map(Number);
	return {diskBytes: (fields[6] ?? 0) * 512, diskBusyMs: fields[9] ?? 0};
};

type Process = {readonly pid: number; readonly parent: number; readonly cpuSeconds: number};

const treeOf = (root: number): readonly Process[] => {
	const processes = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap(readProcess);
	const tree = processes.filter(({pid}) => pid === root);
	for (const one of tree) {
		tree.push(...processes.filter(({parent}) => parent === one.pid));
	}
	return tree;
};

/** proc_pid_stat(5); the name in parentheses may hold anything. */
const readProcess = (name: string): readonly Process[] => {
	try {
		const text = readFileSync(`/proc/${name}/stat`, 'utf8');
		const fields = text
			.slice(text.lastIndexOf(')') + 2)
			.split(' ')
			.map(Number);
		const ticks = sum(fields.slice(11, 15));
		return [{pid: Number(name), parent: fields[1] ?? 0, cpuSeconds: ticks / ticksPerSecond}];
	} catch {
		return [];
	}
};

const cpuSecondsOf = ({cpuSeconds}: Process): number => cpuSeconds;

const memoryOf = ({pid}: Process): number => {
	try {
		const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
		return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
	} catch {
		return 0;
	}
};

const tmpfsType = 0x01021994;
const overlayType = 0x794c7630;

/** What is covered by a mount of the disk keeps its memory: its last size stands. */
const temporaryPlaces = (pid: number): (() => number) => {
	const before = new Map<string, number>();
	const now = new Map<string, number>();
	return () => {
		for (const place of ['run', 'var', 'var/tmp', 'var/lib/containers']) {
			try {
				const {type, blocks, bfree, bsize} = statfsSync(`/proc/${pid}/root/${place}`);
				if (type === tmpfsType || type === overlayType) {
					const bytes = (blocks - bfree) * bsize;
					before.set(place, before.get(place) ?? bytes);
					now.set(place, bytes - (before.get(place) ?? 0));
				}
			} catch {
				// its last size stands
			}
		}
		return sum([...now.values()]);
	};
};

/** All that the programs of the host received on its loopback, where the registry is. */
const wireBytes = (pid: number): number => {
	try {
		const text = readFileSync(`/proc/${pid}/net/dev`, 'utf8');
		return Number(/^\s*lo:\s*(\d+)/m.exec(text)?.[1] ?? 0);
	} catch {
		return 0;
	}
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
