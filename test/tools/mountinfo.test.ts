import {expect, test} from 'vitest';
import {parseMountinfo, parseSwaps} from '../../src/tools/mountinfo.ts';

test('mounts have number, place, filesystem and source, with escapes undone', () => {
	const text = [
		'27 1 8:3 / / rw,relatime shared:1 master:2 - xfs /dev/sda3 rw,seclabel',
		'28 27 0:44 /sub /a\\040b\\134c rw - btrfs /dev/sd\\040b rw',
		'',
	].join('\n');
	expect(parseMountinfo(text)).toEqual([
		{deviceNumber: '8:3', mountpoint: '/', filesystem: 'xfs', source: '/dev/sda3'},
		{deviceNumber: '0:44', mountpoint: '/a b\\c', filesystem: 'btrfs', source: '/dev/sd b'},
	]);
});

test('swaps are listed below a heading', () => {
	expect(
		parseSwaps('Filename\t\t\tType\n/dev/sda2    partition 8 0 -2\n/swap\\040file file 8 0 -3\n'),
	).toEqual(['/dev/sda2', '/swap file']);
	expect(parseSwaps('Filename\t\t\tType\n')).toEqual([]);
});
