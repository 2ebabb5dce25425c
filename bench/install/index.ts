/**
 * Our install beside a plain sequential one, in one run: the same seed, disk and registry, once on a fast wire
 * and once on a slow one. What it prints beside the figures is the timeline of each.
 */
import {join} from 'node:path';
import {persistentName} from '../../lab/host/disks.ts';
import {silentReporter} from '../../lab/reporter.ts';
import {machineConfig} from '../../lab/seed/documents.ts';
import {labSettings, seedImageName} from '../../lab/settings.ts';
import {buildStages, type Lab} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import {staterootOf} from '../../src/engine/plans/seed.ts';
import {realSystem} from '../../src/system/real.ts';
import {atMost, type Figure} from '../figure.ts';
import {type Alone, blobsOf, measureAlone} from './alone.ts';
import {costsOf, expectedSeconds, type Size} from './growth.ts';
import type {Sample} from './sampler.ts';
import {type Measured, measure, type Served, type Subject} from './subject.ts';
import {journalSpans, stepSpans, timeline} from './timeline.ts';

type Speed = {readonly name: string; readonly bitsPerSecond: number};
type Comparison = {readonly ours: Measured; readonly baseline: Measured; readonly alone: Alone};

const speeds: readonly Speed[] = [
	{name: '1 Gb/s', bitsPerSecond: 1e9},
	{name: '100 Mb/s', bitsPerSecond: 1e8},
];

export const measureInstall = async (
	print: (text: string) => void,
	only?: string,
): Promise<readonly Figure[]> => {
	const lab: Lab = {
		system: realSystem(process.env),
		settings: labSettings(process.env),
		reporter: silentReporter,
	};
	await buildStages(stages, lab);
	const figures: Figure[] = [];
	for (const speed of speeds.filter(({name}) => only === undefined || name === only)) {
		const {bitsPerSecond} = speed;
		const ours = await measure(lab, bitsPerSecond, consoleInstall);
		const alone = await measureAlone(lab, bitsPerSecond, ours);
		const baseline = await measure(lab, bitsPerSecond, sequential(lab));
		const comparison = {ours, baseline, alone};
		print(report(speed, comparison));
		print(growth(comparison));
		figures.push(...figuresOf(speed, comparison));
	}
	return figures;
};

const bundle = join(import.meta.dirname, '../../dist/ibi-console.js');

/** As the unit on the live system starts it. */
const consoleInstall: Subject = {
	words: (host) => [
		process.execPath,
		'--max-semi-space-size=1',
		'--max-old-space-size=64',
		bundle,
		...['--mode', 'auto', '--wipe', 'yes', '--disk', persistentName(host.disks.target)],
	],
	after: async (host) => {
		const {stdout} = await realSystem(process.env).run(
			host.inside('cat', '/run/ibi-console/journal.jsonl'),
		);
		return stdout.split('\n').filter((line) => line !== '');
	},
};

const sequential = ({settings}: Lab): Subject => ({
	words: (host) => [
		'bash',
		join(import.meta.dirname, 'baseline.sh'),
		host.disks.target.device,
		seedImageName(settings),
		staterootOf(settings.seedVersion),
		String((90 * 1024 ** 3) / 512),
		...machineConfig.spec.kernelArguments,
	],
});

const command = 'make bench';

const figuresOf = ({name}: Speed, {ours, baseline, alone}: Comparison): readonly Figure[] => {
	const figure = (what: string, value: number, unit: string, target: number): Figure =>
		atMost(`install at ${name}: ${what}`, value, unit, target, command);
	const slowestMs = Math.max(alone.wireMs, alone.diskMs, alone.decompressionMs);
	const uniqueBytes = sum(blobsOf(ours.served).map(({bytes}) => bytes));
	return [
		figure('time, of the sequential one', ours.wallMs / baseline.wallMs, 'ratio', 0.4),
		figure('time, of the slowest resource', ours.wallMs / slowestMs, 'ratio', 1.25),
		figure('from the registry, of unique blobs', bytesOf(ours.served) / uniqueBytes, 'ratio', 1.02),
		figure('to the disk, of what it holds', ours.diskBytes / ours.heldBytes, 'ratio', 1.25),
		figure('memory-backed files', ours.peakTemporaryBytes / 1e6, 'MB', 50),
		figure('memory of its processes', ours.peakMemoryBytes / 1e6, 'MB', 250),
	];
};

const report = (speed: Speed, {ours, baseline, alone}: Comparison): string => {
	const rows: readonly (readonly [string, (of: Measured) => number])[] = [
		['wall, s', ({wallMs}) => wallMs / 1000],
		['until it is on the medium', ({durableMs}) => durableMs / 1000],
		['before the first step', ({samples, output}) => beforeFirstStep(samples, output)],
		['processor, s', ({cpuSeconds}) => cpuSeconds],
		['to the disk, MB', ({diskBytes}) => diskBytes / 1e6],
		['on the disk, MB', ({heldBytes}) => heldBytes / 1e6],
		['from the registry, MB', ({served}) => bytesOf(served) / 1e6],
		['requests', ({served}) => sum(Object.values(served).map(({requests}) => requests))],
		['peak memory, MB', ({peakMemoryBytes}) => peakMemoryBytes / 1e6],
		['peak tmpfs, MB', ({peakTemporaryBytes}) => peakTemporaryBytes / 1e6],
	];
	const lines = rows.map(([what, of]) => {
		const [a, b] = [of(ours), of(baseline)];
		return [what.padEnd(26), ...[a, b, a / b].map((one) => one.toFixed(2).padStart(10))].join('');
	});
	return [
		`${`install at ${speed.name}`.padEnd(26)}      ours  baseline     ratio`,
		...lines,
		`alone: wire ${seconds(alone.wireMs)}, disk ${seconds(alone.diskMs)}, decompression ${seconds(alone.decompressionMs)}`,
		timeline('ours', journalSpans(ours.output), ours.samples),
		timeline('baseline', stepSpans(baseline.output), baseline.samples),
		'',
	].join('\n');
};

/** As the lab's containers.list. */
const labImageCount = 18;

const sizes: readonly Size[] = [
	...[10e9, 1e9, 1e8].map((bitsPerSecond) => ({
		name: `1.5 GB seed, 150 images, 8 GB (20 GB unpacked), ${bitsPerSecond / 1e6} Mb/s`,
		seedBytes: 1.5e9,
		imageCount: 150,
		imageBytes: 8e9,
		bitsPerSecond,
	})),
	...[
		[3e9, 150, 8e9],
		[1.5e9, 300, 16e9],
	].map(([seedBytes = 0, imageCount = 0, imageBytes = 0]) => ({
		name: `${seedBytes / 1e9} GB seed, ${imageCount} images, ${imageBytes / 1e9} GB, 1000 Mb/s`,
		seedBytes,
		imageCount,
		imageBytes,
		bitsPerSecond: 1e9,
	})),
];

const growth = ({ours, baseline}: Comparison): string => {
	const costs = costsOf(ours, baseline, labImageCount);
	const rows = sizes.map((size) => {
		const expected = expectedSeconds(costs, size);
		const cells = [expected.ours, expected.baseline].map((one) => `${one.toFixed(0)} s`);
		const ratio = (expected.ours / expected.baseline).toFixed(2);
		return `  ${size.name.padEnd(64)}${[...cells, ratio].map((cell) => cell.padStart(9)).join('')}`;
	});
	return [`${'computed for other sizes'.padEnd(66)}     ours baseline    ratio`, ...rows, ''].join(
		'\n',
	);
};

/** Probes and checks, of which the sequential install has none. */
const beforeFirstStep = (samples: readonly Sample[], output: readonly string[]): number => {
	const [first] = [...journalSpans(output), ...stepSpans(output)];
	return first === undefined ? 0 : (first.startMs - (samples[0]?.atMs ?? 0)) / 1000;
};

const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;

const bytesOf = (served: Served): number => sum(Object.values(served).map(({bytes}) => bytes));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
