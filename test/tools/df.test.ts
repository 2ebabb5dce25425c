import {expect, test} from 'vitest';
import {parseSpaces} from '../../src/tools/df.ts';

test('room of what was asked for, also where a mount point has a blank in its name', () => {
	const said = [
		'File                Mounted on    1B-blocks        Avail',
		'/mnt                /mnt          400000000000  232000000000',
		'/var/lib/containers /run/my disk         5000          1000',
		'',
	].join('\n');
	expect(parseSpaces(said)).toEqual([
		{path: '/mnt', mountpoint: '/mnt', totalBytes: 400e9, freeBytes: 232e9},
		{path: '/var/lib/containers', mountpoint: '/run/my disk', totalBytes: 5000, freeBytes: 1000},
	]);
});

test('nothing told is no room', () => {
	expect(parseSpaces('')).toEqual([]);
});
