import {expect, test} from 'vitest';
import {parseLosetup} from '../../src/tools/losetup.ts';

test('loops name what is behind them; one that is being set up has nothing yet', () => {
	const loopdevices = [
		{name: '/dev/loop0', 'back-file': '/run/media/iso/images/pxeboot/rootfs.img', ro: true},
		{name: '/dev/loop1', 'back-file': null},
	];
	expect(parseLosetup(JSON.stringify({loopdevices}))).toEqual([
		{path: '/dev/loop0', backingPath: '/run/media/iso/images/pxeboot/rootfs.img'},
	]);
});

test('without loops the answer may be empty', () => {
	expect(parseLosetup('')).toEqual([]);
});
