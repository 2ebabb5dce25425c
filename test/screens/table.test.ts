import {expect, test} from 'vitest';
import {tableOf} from '../../src/screens/table.ts';

const disks = [
	{head: 'Name', cells: ['sda', 'nvme10n1']},
	{head: 'Size', cells: ['64 GB', '1.9 TB'], align: 'right'},
	{head: 'Model', cells: ['SATADOM-SL 3ME4 Industrial Grade', 'PERC'], least: 10},
	{head: 'On it', cells: ['empty', 'Windows, four partitions'], least: 12},
] as const;

test('columns are as wide as what is in them', () => {
	const {head, rows} = tableOf(disks, 120);
	expect([head, ...rows].join('\n')).toBe(
		[
			'Name        Size  Model                             On it',
			'sda        64 GB  SATADOM-SL 3ME4 Industrial Grade  empty',
			'nvme10n1  1.9 TB  PERC                              Windows, four partitions',
		].join('\n'),
	);
});

test('where there is less room, the column that can give most gives, and marks it', () => {
	const {rows} = tableOf(disks, 60);
	expect(rows).toEqual([
		'sda        64 GB  SATADOM-SL 3ME4 In~  empty',
		'nvme10n1  1.9 TB  PERC                 Windows, four partit~',
	]);
});
