/** The card of what dies: the last look at a disk before everything on it is destroyed. */
import {sizeText} from '../../hardware/disk-name.ts';
import type {Disk} from '../../hardware/facts.ts';
import type {Words} from '../../words/index.ts';
import {type Entry, type Line, paragraph, sheet} from '../lines.ts';
import {partitionEntries} from './contents.ts';
import {modelText} from './rows.ts';

export const whatDies = (
	disk: Disk | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const card = words.screens.whatDies;
	if (!disk) return paragraph(card.none, columns, {tone: 'warning'});
	return [
		...paragraph(card.everything, columns, {tone: 'bad'}),
		...sheet([...identity(disk, words), ...contents(disk, words)], columns),
	];
};

const identity = (disk: Disk, {screens}: Words): readonly Entry[] => {
	const {disk: diskLabel, serial, wwn, size, slot} = screens.whatDies;
	const {fingerprint} = disk;
	return [
		{label: diskLabel, value: `${disk.path}  ${modelText(disk) ?? ''}`, tone: 'strong'},
		{label: size, value: sizeText(fingerprint.sizeBytes)},
		{label: serial, value: fingerprint.serial ?? screens.none, tone: 'strong'},
		{label: wwn, value: fingerprint.wwn ?? screens.none},
		{label: slot, value: fingerprint.byPath ?? screens.none},
	];
};

const contents = (disk: Disk, words: Words): readonly Entry[] => {
	const {looksLike, empty, signatures, partition} = words.screens.whatDies;
	if (!disk.contents.known) {
		const value = words.screens.unknown(disk.contents.reason);
		return [{label: looksLike, value, tone: 'warning'}];
	}
	const found = disk.contents.value;
	if (found.kind === 'empty') return [{label: looksLike, value: empty}];
	return [
		{label: looksLike, value: found.looksLike, tone: 'warning'},
		...partitionEntries(disk, partition, words),
		...(found.signatures.length > 0
			? [{label: signatures, value: found.signatures.join(', ')}]
			: []),
	];
};
