import {describe, expect, test} from 'vitest';
import {carriedArguments, savesPartitions} from '../../../src/engine/plans/coreos-arguments.ts';
import {containersStartSector} from '../../../src/engine/plans/partition.ts';
import {imageByDigest, seedName, staterootOf} from '../../../src/engine/plans/seed.ts';
import {planWipe} from '../../../src/engine/plans/wipe.ts';
import type {InstallError} from '../../../src/errors.ts';
import {goodDisk} from '../../helpers/some-disk.ts';
import {someFacts} from './inputs.ts';

const gib = 1024 ** 3;

describe('the start of the containers partition', () => {
	const disk = {sizeBytes: 100 * gib + 12_345 * 512, logicalSectorBytes: 512};

	test.each([
		['-40G', 512, 60 * gib],
		['-40GiB', 512, 60 * gib],
		['50G', 512, 50 * gib],
		['-1.5g', 512, 98.5 * gib],
		['-40G', 4096, 60 * gib],
	])(
		'%s on a disk of 100 GiB and a bit, in sectors of %d bytes',
		(start, sectorBytes, expected) => {
			const sector = containersStartSector(start, {...disk, logicalSectorBytes: sectorBytes});
			const byte = sector * sectorBytes;
			expect(byte % (1024 * 1024)).toBe(0);
			expect(byte - expected).toBeGreaterThanOrEqual(0);
			expect(byte - expected).toBeLessThan(12_345 * 512);
		},
	);

	test.each(['-240G', '-100G', '100G', '240G', '10M'])('%s does not fit that disk', (start) => {
		expect(() => containersStartSector(start, disk)).toThrow(
			expect.objectContaining({code: 'PARTITION_START_INVALID'} satisfies Partial<InstallError>),
		);
	});
});

test.each([
	[[], [], []],
	[['--append-karg', 'a=b c'], ['a=b c'], []],
	[['--append-karg=a', '--delete-karg', 'b', '--append-karg', 'c=1'], ['a', 'c=1'], ['b']],
	[['--save-partlabel', 'data', '--append-karg'], [], []],
])('of %j the deployment gets %j and loses %j', (args, append, deleted) => {
	expect(carriedArguments(args)).toEqual({append, delete: deleted});
});

test('saved partitions are told by any of the options that save', () => {
	expect(savesPartitions(['--save-partindex', '5'])).toBe(true);
	expect(savesPartitions(['--save-partlabel=data*'])).toBe(true);
	expect(savesPartitions(['--append-karg', '--save'])).toBe(false);
});

test.each([
	['4.18.9', 'rhcos_4.18.9'],
	['4.17.0-rc.1', 'rhcos_4.17.0_rc.1'],
	['4.17.0-0.nightly-2024-07-01', 'rhcos_4.17.0_0.nightly_2024_07_01'],
])('the stateroot of %s is %s', (version, stateroot) => {
	expect(staterootOf(version)).toBe(stateroot);
});

test.each([
	['quay.io/a/b:4.18', 'quay.io/a/b@sha256:1'],
	['quay.io/a/b', 'quay.io/a/b@sha256:1'],
	['host:5000/a/b', 'host:5000/a/b@sha256:1'],
	['host:5000/a/b:t@sha256:0', 'host:5000/a/b@sha256:1'],
])('%s by its digest is %s', (image, expected) => {
	expect(imageByDigest(image, 'sha256:1')).toBe(expected);
});

test('a seed is named as a person would write it', () => {
	expect(seedName({kind: 'registry', image: 'q/a:b'})).toBe('q/a:b');
	expect(seedName({kind: 'oci-directory', path: '/s'})).toBe('oci:/s');
	expect(seedName({kind: 'oci-archive', path: '/s.tar'})).toBe('oci-archive:/s.tar');
});

test('a wipe is the one step that clears the pinned disk', () => {
	const plan = planWipe({facts: someFacts([goodDisk]), disk: goodDisk});
	expect(plan).toMatchObject({
		name: 'wipe',
		phases: [
			{
				id: 'disk',
				steps: [{step: 'disk.clean', params: {disk: {fingerprint: goodDisk.fingerprint}}}],
			},
		],
	});
});
