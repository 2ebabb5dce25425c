/** All that is known of one disk: enough to find it in the rack, and to be sure that it is this one. */
import {sizeText} from '../../hardware/disk-name.ts';
import type {Disk} from '../../hardware/facts.ts';
import type {DiskChoice} from '../../store/disk-choices.ts';
import type {Words} from '../../words/index.ts';
import {factEntry} from '../facts.ts';
import {type Entry, type Line, sheet} from '../lines.ts';
import {contentsText, partitionEntries, textsOfUses} from './contents.ts';
import {modelText, reasonsText} from './rows.ts';

export const diskDetail = (
	{disk, reasons}: DiskChoice,
	words: Words,
	columns: number,
): readonly Line[] =>
	sheet([...eligibleEntries(reasons, words), ...aboutDisk(disk, words)], columns);

export const aboutDisk = (disk: Disk, words: Words): readonly Entry[] => [
	...identityEntries(disk, words),
	...contentEntries(disk, words),
	...linkEntries(disk, words),
	...mediaEntries(disk, words),
];

const eligibleEntries = (reasons: DiskChoice['reasons'], {screens}: Words): readonly Entry[] => {
	const {eligible, remedy} = screens.disks.facts;
	if (reasons.length === 0) return [{label: eligible, value: screens.yes, tone: 'good'}];
	const remedies = [...new Set(reasons.map((reason) => reason.remedy))];
	return [
		{label: eligible, value: `${screens.no}: ${reasonsText(reasons)}`, tone: 'bad'},
		...remedies.map((value) => ({label: remedy, value})),
	];
};

const identityEntries = (disk: Disk, {screens}: Words): readonly Entry[] => {
	const {facts: labels, exactSize} = screens.disks;
	const {serial, wwn, sizeBytes} = disk.fingerprint;
	return [
		{label: labels.model, value: modelText(disk) ?? screens.none},
		{label: labels.serial, value: serial ?? screens.none},
		{label: labels.wwn, value: wwn ?? screens.none},
		{label: labels.size, value: exactSize(sizeText(sizeBytes), sizeBytes)},
	];
};

const contentEntries = (disk: Disk, words: Words): readonly Entry[] => {
	const {facts: labels} = words.screens.disks;
	return [
		{
			label: labels.contents,
			value: contentsText(disk.contents, words),
			...(!disk.contents.known && {tone: 'warning' as const}),
		},
		...partitionEntries(disk, labels.partition, words),
		...textsOfUses(disk.uses, words).map((value) => ({label: labels.use, value})),
	];
};

const linkEntries = ({byId, fingerprint}: Disk, {screens}: Words): readonly Entry[] => {
	const {facts: labels} = screens.disks;
	return [
		...byId.map((value, index) => ({label: index === 0 ? labels.byId : '', value})),
		{label: labels.byPath, value: fingerprint.byPath ?? screens.none},
	];
};

const mediaEntries = (disk: Disk, words: Words): readonly Entry[] => {
	const {facts: labels, sectors, rotational, solid} = words.screens.disks;
	const {logicalSectorBytes} = disk.fingerprint;
	return [
		{label: labels.sectors, value: sectors(logicalSectorBytes, disk.physicalSectorBytes)},
		factEntry(labels.media, disk.rotational, words, (spins) => (spins ? rotational : solid)),
	];
};
