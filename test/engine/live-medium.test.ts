import {expect, test} from 'vitest';
import {wakeMedium, withoutMedium} from '../../src/engine/live-medium.ts';
import {InstallError} from '../../src/errors.ts';
import type {ByteStream, System} from '../../src/system/types.ts';
import {scriptedSystem} from './steps/scripted-system.ts';

const mounted = '30 1 11:0 / /run/media/iso ro - iso9660 /dev/sr0 ro\n';
const error = new InstallError('TRANSFER_STALLED', {what: 'the seed', minutes: 10});

const systemWith = (mounts: string, readStream: () => ByteStream): System => {
	const {system} = scriptedSystem(() => undefined);
	return {...system, files: {...system.files, readText: async () => mounts, readStream}};
};

async function* bytes(): ByteStream {
	yield new Uint8Array(512);
}

// biome-ignore lint/correctness/useYield: it fails before its first piece, as a drive without a medium does.
async function* noMedium(): ByteStream {
	throw new InstallError('FILE_UNREADABLE', {path: '/dev/sr0', why: 'no medium'});
}

test('what fails without the live medium is told as that, with its own words behind', async () => {
	expect(await withoutMedium(systemWith(mounted, noMedium), error)).toMatchObject({
		code: 'MEDIUM_GONE',
		message: expect.stringContaining('/dev/sr0'),
		cause: error,
	});
});

test('with the medium in its drive an error stays what it is', async () => {
	expect(await withoutMedium(systemWith(mounted, bytes), error)).toBe(error);
});

test('a live system in memory misses no medium', async () => {
	expect(await withoutMedium(systemWith('', noMedium), error)).toBe(error);
});

test('who cancels hears of no medium', async () => {
	const cancelled = new InstallError('CANCELLED', undefined);
	expect(await withoutMedium(systemWith(mounted, noMedium), cancelled)).toBe(cancelled);
});

test('who tries again opens the drive first, whatever it answers', async () => {
	const opened: string[] = [];
	const {files, ...rest} = systemWith(mounted, noMedium);
	const readStream = (path: string): ByteStream => {
		opened.push(path);
		return noMedium();
	};
	await wakeMedium({...rest, files: {...files, readStream}});
	expect(opened).toEqual(['/dev/sr0']);
});
