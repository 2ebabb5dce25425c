/** Disks as rows with what they do now, and all that is known of one of them; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {sizeText} from '../../../hardware/disk-name.ts';
import type {Words} from '../../../words/index.ts';
import {bytesText} from '../../../words/measures.ts';
import {aboutDisk} from '../../disks/detail.ts';
import {modelText, shortName} from '../../disks/rows.ts';
import {factText} from '../../facts.ts';
import {type Entry, type Line, sheet} from '../../lines.ts';
import {type Table, tableOf} from '../../table.ts';
import type {Tone} from '../../theme.ts';

export type SeenDisk = Reading<'disks'>['disks'][number];
export type DiskRate = Reading<'diskRates'>['rates'][number];

export const toneOf = ({health, kernelErrors}: SeenDisk): Tone | undefined => {
	if (health?.known && health.value.verdict === 'failing') return 'bad';
	const isDoubtful =
		(health?.known && health.value.verdict === 'warning') ||
		(kernelErrors?.known && kernelErrors.value.count > 0);
	return isDoubtful ? 'warning' : undefined;
};

export const diskToolTable = (
	disks: readonly SeenDisk[],
	rates: readonly DiskRate[],
	{screens}: Words,
	columns: number,
): Table => {
	const {columns: heads, health} = screens.tools.disks;
	const rateOf = (disk: SeenDisk) => rates.find(({name}) => name === kernelName(disk));
	const cells = (show: (rate: DiskRate) => string) =>
		disks.map((disk) => {
			const rate = rateOf(disk);
			return rate ? show(rate) : '-';
		});
	return tableOf(
		[
			{head: heads.name, cells: disks.map(shortName)},
			{
				head: heads.size,
				cells: disks.map(({fingerprint}) => sizeText(fingerprint.sizeBytes)),
				align: 'right',
			},
			{head: heads.model, cells: disks.map((disk) => modelText(disk) ?? '?'), least: 10},
			{
				head: heads.health,
				cells: disks.map((disk) =>
					disk.health?.known ? health[disk.health.value.verdict] : health.unknown,
				),
			},
			{head: heads.read, cells: cells((rate) => bytesText(rate.readBytesPerS)), align: 'right'},
			{
				head: heads.written,
				cells: cells((rate) => bytesText(rate.writtenBytesPerS)),
				align: 'right',
			},
			{head: heads.busy, cells: cells((rate) => `${rate.busyPercent} %`), align: 'right'},
		],
		columns,
	);
};

/** What needs to be acted on first: faults, holders with what frees them; then what it is. */
export const diskToolLines = (
	disk: SeenDisk,
	rates: readonly DiskRate[],
	words: Words,
	columns: number,
): readonly Line[] =>
	sheet(
		[...faultEntries(disk, rates, words), ...useEntries(disk, words), ...aboutDisk(disk, words)],
		columns,
	);

const kernelName = ({path}: SeenDisk): string => path.replace(/^\/dev\//, '');

const faultEntries = (
	disk: SeenDisk,
	rates: readonly DiskRate[],
	words: Words,
): readonly Entry[] => {
	const {labels, counted, logged, rate: rateText} = words.screens.tools.disks;
	const rate = rates.find(({name}) => name === kernelName(disk));
	const {kernelErrors} = disk;
	return [
		...healthEntries(disk, words),
		...(kernelErrors?.known && kernelErrors.value.count > 0
			? [
					{
						label: labels.log,
						value: logged(kernelErrors.value.count, kernelErrors.value.last ?? ''),
						tone: 'warning' as const,
					},
				]
			: []),
		...(rate?.errors === undefined
			? []
			: [{label: labels.errors, value: counted(rate.errors, rate.timeouts)}]),
		...(rate === undefined
			? []
			: [
					{
						label: labels.now,
						value: rateText(rate.requestsPerS, rate.busyPercent, rate.inFlight),
					},
				]),
	];
};

const healthEntries = (disk: SeenDisk, words: Words): readonly Entry[] => {
	const {labels, health: verdicts, healthNotes, temperature, used} = words.screens.tools.disks;
	if (disk.health === undefined) return [];
	const tone = toneOf(disk);
	const value = factText(disk.health, words, ({verdict, notes, ...measured}) =>
		[
			healthNotes(verdicts[verdict], notes),
			...(measured.temperatureCelsius === undefined
				? []
				: [temperature(measured.temperatureCelsius)]),
			...(measured.usedPercent === undefined ? [] : [used(measured.usedPercent)]),
		].join(', '),
	);
	return [{label: labels.health, value, ...(tone && {tone})}];
};

const useEntries = (disk: SeenDisk, words: Words): readonly Entry[] => {
	const {labels, free, runsFromIt, noCommand, shared} = words.screens.tools.disks;
	if (!disk.uses.known) return [];
	if (disk.mediumReason !== undefined) {
		return [
			{label: labels.medium, value: disk.mediumReason},
			{label: labels.free, value: runsFromIt},
		];
	}
	if (disk.freeing.length === 0) {
		return [{label: labels.use, value: free, tone: 'good'}];
	}
	const commands = disk.freeing.map(({command, use, isShared}) => {
		const holder = use.kind === 'held' ? use.holder : '';
		if (command === undefined) return noCommand(use.device, holder);
		return isShared ? shared(command) : command;
	});
	return commands.map((value, index) => ({label: index === 0 ? labels.free : '', value}));
};
