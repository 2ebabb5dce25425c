/** The newest lines of the logs of the system: of this boot, of the one before, of the kernel, of the units that matter. */
import {unitsHere} from '../../tools/service-list.ts';
import type {EvidenceItem, EvidenceSource} from '../source.ts';
import {commandItem} from './item.ts';

export const logItems = async (source: EvidenceSource): Promise<readonly EvidenceItem[]> => [
	journalOf('warnings', '--boot', '--priority=warning'),
	commandItem('kernel.txt', 'dmesg', '--time-format=iso'),
	journalOf('units', '--boot', ...unitsHere(source).map((unit) => `--unit=${unit}`)),
	journalOf('boot', '--boot'),
	journalOf('boot-before', '--boot=-1'),
];

const newestLines = 4000;

const journalOf = (name: string, ...args: string[]): EvidenceItem =>
	commandItem(
		`${name}.txt`,
		'journalctl',
		...args,
		`--lines=${newestLines}`,
		'--output=short-iso',
		'--no-pager',
	);
