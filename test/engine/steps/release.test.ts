/** Letting go of a disk: what is ours is unmounted, what is not stays, and then the disk is busy. */
import {expect, test} from 'vitest';
import {unmountTree} from '../../../src/engine/steps/release.ts';
import {realSystem} from '../../../src/system/real.ts';
import {contextOn, scriptedSystem} from './scripted-system.ts';

const systemWith = (mounts: readonly string[]) => {
	const {files} = realSystem({});
	return scriptedSystem(() => undefined, {
		files: {
			...files,
			resolve: async (path) => path.replace(/^\/mnt/, '/var/mnt'),
			readText: async () => mounts.map((line) => `${line}\n`).join(''),
		},
	});
};

const line = (id: number, device: string, mountpoint: string): string =>
	`${id} 1 ${device} / ${mountpoint} rw shared:1 - xfs /dev/x rw`;

test('what was mounted below or over our mount afterwards goes first, newest first', async () => {
	const {system, asked} = systemWith([
		line(1, '0:1', '/'),
		line(2, '8:5', '/var/lib/containers'),
		line(3, '0:9', '/var/lib/containers/storage/overlay'),
		line(4, '0:8', '/proc'),
		line(5, '0:10', '/var/lib/containers/storage/overlay/a/merged'),
	]);
	await unmountTree(contextOn(system), '/var/lib/containers', '8:5');
	expect(asked).toEqual([
		'umount /var/lib/containers/storage/overlay/a/merged',
		'umount /var/lib/containers/storage/overlay',
		'umount /var/lib/containers',
	]);
});

test('what the live system had at the place before stays', async () => {
	const {system, asked} = systemWith([
		line(1, '0:40', '/var/mnt'),
		line(2, '8:4', '/var/mnt'),
		line(3, '8:3', '/var/mnt/boot'),
	]);
	await unmountTree(contextOn(system), '/mnt', '8:4');
	expect(asked).toEqual(['umount /var/mnt/boot', 'umount /var/mnt']);
});

test('a place whose mount is of another device is not touched', async () => {
	const {system, asked} = systemWith([line(1, '8:20', '/var/mnt'), line(2, '8:4', '/var/mnt2')]);
	await unmountTree(contextOn(system), '/mnt', '8:4');
	expect(asked).toEqual([]);
});
