/**
 * What an install of another size would take, computed from what was measured in this run: bytes over the wire by
 * its speed, the rest by processor time a byte and an image. A model, not a measurement. Pure.
 */
import {blobsOf} from './alone.ts';
import type {Measured} from './subject.ts';
import {spanOf} from './timeline.ts';

export type Size = {
	readonly name: string;
	readonly seedBytes: number;
	readonly imageCount: number;
	/** Compressed. */
	readonly imageBytes: number;
	readonly bitsPerSecond: number;
};

/** A node has at least these; what one stream can use is less. */
const cores = 8;
const unpackThreads = 2;
const ourPulls = 4;
const baselinePulls = 10;

export type Costs = {
	readonly secondsPerSeedByte: {
		readonly unpack: number;
		readonly import: number;
		readonly baselineUnpack: number;
	};
	readonly cpuPerImageByte: number;
	readonly cpuPerImage: number;
	readonly fixedSeconds: number;
	readonly baselineFixedSeconds: number;
};

export const costsOf = (ours: Measured, baseline: Measured, imageCount: number): Costs => {
	const blobs = blobsOf(ours.served).map(({bytes}) => bytes);
	const seedBytes = Math.max(...blobs);
	const mine = (step: string) => spanOf(ours, step);
	const theirs = (step: string) => spanOf(baseline, step);
	const cpuPerImageByte = theirs('pull-seed').cpuSeconds / seedBytes;
	const imageCpu = theirs('precache').cpuSeconds - cpuPerImageByte * theirs('precache').wireBytes;
	const restore = spanOf(ours, 'seed.download', 'seed.unpack', 'ostree.import', 'images.precache');
	const ourImageCpu = imageCpu + cpuPerImageByte * sum(blobs.filter((bytes) => bytes < seedBytes));
	const unpackCpu = restore.cpuSeconds - ourImageCpu;
	const theirScaled = ['program', 'pull-seed', 'unpack', 'import', 'precache'];
	return {
		secondsPerSeedByte: {
			unpack: Math.max(0, unpackCpu) / unpackThreads / seedBytes,
			import: mine('ostree.import').seconds / seedBytes,
			baselineUnpack: theirs('unpack').seconds / seedBytes,
		},
		cpuPerImageByte,
		cpuPerImage: Math.max(0, imageCpu) / imageCount,
		fixedSeconds: ours.wallMs / 1000 - restore.seconds,
		baselineFixedSeconds:
			baseline.wallMs / 1000 - sum(theirScaled.map((step) => theirs(step).seconds)),
	};
};

export const expectedSeconds = (
	costs: Costs,
	size: Size,
): {readonly ours: number; readonly baseline: number} => {
	const {seedBytes, imageBytes, imageCount} = size;
	const wire = (bytes: number): number => (bytes * 8) / size.bitsPerSecond;
	const imageCpu = imageBytes * costs.cpuPerImageByte + imageCount * costs.cpuPerImage;
	const {unpack, import: imported, baselineUnpack} = costs.secondsPerSeedByte;
	const pull = Math.max(wire(seedBytes), seedBytes * costs.cpuPerImageByte);
	const pulls = (atOnce: number): number => imageCpu / Math.min(cores, atOnce);
	return {
		ours:
			costs.fixedSeconds +
			Math.max(wire(seedBytes + imageBytes), seedBytes * (unpack + imported), pulls(ourPulls)),
		baseline:
			costs.baselineFixedSeconds +
			2 * pull +
			seedBytes * (baselineUnpack + imported) +
			Math.max(wire(imageBytes), pulls(baselinePulls)),
	};
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
