/** What is on a disk, in words. */
import {sizeText} from '../../hardware/disk-name.ts';
import type {Disk, DiskContents, DiskUse, Fact, Partition} from '../../hardware/facts.ts';
import type {Words} from '../../words/index.ts';
import {factText} from '../facts.ts';
import type {Entry} from '../lines.ts';

export const contentsText = (contents: Fact<DiskContents>, words: Words): string =>
	factText(contents, words, (value) => {
		const {empty, holds} = words.screens.disks;
		return value.kind === 'empty' ? empty : holds(value.looksLike, value.partitions.length);
	});

export const textsOfUses = (uses: Fact<readonly DiskUse[]>, words: Words): readonly string[] =>
	uses.known
		? uses.value.map((use) => textOfUse(use, words))
		: [words.screens.unknown(uses.reason)];

export const partitionEntries = (
	{contents}: Disk,
	label: (number: number) => string,
	{screens}: Words,
): readonly Entry[] => {
	if (!contents.known || contents.value.kind === 'empty') return [];
	return contents.value.partitions.map((partition) => ({
		label: label(partition.number),
		value: partitionText(partition, screens.whatDies.unlabelled),
	}));
};

const partitionText = (partition: Partition, unlabelled: string): string => {
	const {sizeBytes, label, filesystem, filesystemLabel, typeName} = partition;
	const name = label ?? filesystemLabel;
	return [
		sizeText(sizeBytes),
		name === undefined ? unlabelled : `"${name}"`,
		filesystem ?? typeName,
	]
		.filter((part) => part !== undefined)
		.join(', ');
};

const textOfUse = (use: DiskUse, {screens}: Words): string => {
	const {uses} = screens.disks;
	switch (use.kind) {
		case 'mounted':
			return uses.mounted(use.device, use.mountpoint);
		case 'swap':
			return uses.swap(use.device);
		case 'held':
			return uses.held(use.device, use.holder);
		case 'loop':
			return uses.loop(use.device, use.loop);
	}
};
