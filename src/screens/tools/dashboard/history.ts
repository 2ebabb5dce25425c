/** Readings of the load turned into curves: the newest points, as rates and shares; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';

export type LoadPoint = {
	/** 0 to 100; each absent where the kernel did not tell. */
	readonly cpuPercent?: number;
	readonly memoryPercent?: number;
	/** Bytes in a second, of all together. */
	readonly diskRead: number;
	readonly diskWritten: number;
	readonly received: number;
	readonly sent: number;
};

export type LoadHistory = {
	/** Rates are made against it. */
	readonly last?: Reading<'load'>;
	/** The oldest first. */
	readonly points: readonly LoadPoint[];
};

export const emptyHistory: LoadHistory = {points: []};

const mostPoints = 60;

/** The same reading twice is one point; counters that went back begin anew. */
export const withReading = (history: LoadHistory, reading: Reading<'load'>): LoadHistory => {
	const {last, points} = history;
	if (last?.atMs === reading.atMs) return history;
	if (last === undefined || reading.atMs < last.atMs) return {...history, last: reading};
	return {last: reading, points: [...points.slice(1 - mostPoints), pointBetween(last, reading)]};
};

const pointBetween = (before: Reading<'load'>, after: Reading<'load'>): LoadPoint => {
	const seconds = (after.atMs - before.atMs) / 1000;
	const rate = (kind: 'disks' | 'nics', way: 'inBytes' | 'outBytes'): number =>
		growth(before[kind], after[kind], way) / seconds;
	const cpu = cpuPercent(before, after);
	const memory = memoryPercent(after);
	return {
		...(cpu !== undefined && {cpuPercent: cpu}),
		...(memory !== undefined && {memoryPercent: memory}),
		diskRead: rate('disks', 'inBytes'),
		diskWritten: rate('disks', 'outBytes'),
		received: rate('nics', 'inBytes'),
		sent: rate('nics', 'outBytes'),
	};
};

/** What was plugged in meanwhile has not moved since. */
const growth = (
	before: Reading<'load'>['disks'],
	after: Reading<'load'>['disks'],
	way: 'inBytes' | 'outBytes',
): number => {
	const known = new Map(before.map((one) => [one.name, one[way]]));
	return after
		.map((one) => Math.max(0, one[way] - (known.get(one.name) ?? one[way])))
		.reduce((sum, bytes) => sum + bytes, 0);
};

const cpuPercent = (before: Reading<'load'>, after: Reading<'load'>): number | undefined => {
	if (before.cpu === undefined || after.cpu === undefined) return undefined;
	const total = after.cpu.total - before.cpu.total;
	return total <= 0 ? undefined : ((after.cpu.busy - before.cpu.busy) / total) * 100;
};

const memoryPercent = ({memory}: Reading<'load'>): number | undefined =>
	memory && (1 - memory.availableBytes / memory.totalBytes) * 100;
