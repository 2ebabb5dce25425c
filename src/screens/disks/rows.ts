/** The table of all disks, those that cannot be chosen among them, with the reason in plain words. */
import {sizeText} from '../../hardware/disk-name.ts';
import type {Disk} from '../../hardware/facts.ts';
import type {DiskChoice} from '../../store/disk-choices.ts';
import type {Words} from '../../words/index.ts';
import {type Table, tableOf} from '../table.ts';
import {contentsText} from './contents.ts';

export const shortName = ({path}: Pick<Disk, 'path'>): string => path.replace(/^\/dev\//, '');

export const modelText = ({vendor, fingerprint: {model}}: Disk): string | undefined =>
	vendor === undefined || model === undefined || model.startsWith(vendor)
		? (model ?? vendor)
		: `${vendor} ${model}`;

export const diskTable = (
	choices: readonly DiskChoice[],
	chosen: string | undefined,
	words: Words,
	columns: number,
): Table => {
	const {columns: heads, noSerial} = words.screens.disks;
	const disks = choices.map(({disk}) => disk);
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
				head: heads.serial,
				cells: disks.map(({fingerprint}) => serialTail(fingerprint.serial) ?? noSerial),
			},
			{head: heads.transport, cells: disks.map(({transport}) => transport ?? '?')},
			{
				head: heads.contents,
				cells: choices.map((choice) => lastCell(choice, chosen, words)),
				least: Math.max(22, heads.contents.length),
			},
		],
		columns,
	);
};

const serialTail = (serial: string | undefined): string | undefined =>
	serial === undefined || serial.length <= 4 ? serial : `..${serial.slice(-4)}`;

const lastCell = (
	{disk, reasons}: DiskChoice,
	chosen: string | undefined,
	words: Words,
): string => {
	const {cannot, chosen: chosenMark} = words.screens.disks;
	if (reasons.length > 0) return cannot(reasonsText(reasons));
	const contents = contentsText(disk.contents, words);
	return disk.path === chosen ? `${chosenMark} ${contents}` : contents;
};

export const reasonsText = (reasons: DiskChoice['reasons']): string =>
	reasons.map(({words}) => words).join('; ');
