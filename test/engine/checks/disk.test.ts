import {describe, expect, test} from 'vitest';
import {type DiskContents, known, type Partition, unknown} from '../../../src/hardware/facts.ts';
import {goodDisk, otherDisk, verdictOf} from './subject.ts';

const settings = {installationDisk: 'serial:S1'};

describe('disk-present', () => {
	test('passes with the name of the disk, never only its kernel name', () => {
		expect(verdictOf('disk-present', {})).toEqual({
			kind: 'passed',
			found: 'Model, serial S1, 960 GB',
		});
	});

	test('is unknown while no disk was chosen', () => {
		expect(verdictOf('disk-present', {disk: null, otherDisks: [otherDisk]})).toMatchObject({
			kind: 'unknown',
			reason: 'no disk was chosen yet',
		});
	});

	test('fails where no disk is there', () => {
		expect(verdictOf('disk-present', {disk: null, settings})).toMatchObject({
			kind: 'failed',
			found: 'this host shows no disk',
		});
	});

	test('fails where no disk is the named one', () => {
		const change = {disk: null, otherDisks: [otherDisk], settings: {installationDisk: 'serial:S2'}};
		expect(verdictOf('disk-present', change)).toMatchObject({found: 'no disk is serial:S2'});
	});

	test('fails where two disks are the named one', () => {
		const change = {disk: null, otherDisks: [goodDisk, otherDisk], settings};
		expect(verdictOf('disk-present', change)).toMatchObject({
			kind: 'failed',
			found: 'more than one disk is serial:S1: /dev/sda, /dev/sdb',
			needed: 'exactly one match',
		});
	});
});

describe('disk-eligible', () => {
	test('passes a free disk, however small it is', () => {
		expect(verdictOf('disk-eligible', {sizeBytes: 12e9}).kind).toBe('passed');
	});

	test('fails with every reason and what to do about it', () => {
		const disk = {isReadOnly: true, uses: known([{kind: 'swap', device: '/dev/sda2'} as const])};
		expect(verdictOf('disk-eligible', {disk})).toEqual({
			kind: 'failed',
			found: 'it is write-protected; /dev/sda2 is swap space in use',
			needed: 'a disk that nothing speaks against',
			remedy: expect.stringContaining('Release the write protection'),
		});
	});

	test('fails where the users of the disk are not known', () => {
		const disk = {uses: unknown('lsof failed')};
		expect(verdictOf('disk-eligible', {disk}).kind).toBe('failed');
	});
});

describe('disk-size', () => {
	test.each([
		[120e9, 'passed'],
		[120e9 - 1, 'failed'],
	])('of %d bytes is %s', (sizeBytes, kind) => {
		expect(verdictOf('disk-size', {sizeBytes}).kind).toBe(kind);
	});

	test('tells both sizes', () => {
		expect(verdictOf('disk-size', {sizeBytes: 111_700_000_000})).toMatchObject({
			found: '111.7 GB',
			needed: '120 GB or more',
		});
	});
});

describe('disk-layout', () => {
	test('passes with the room that each part gets', () => {
		expect(verdictOf('disk-layout', {sizeBytes: 120e9})).toEqual({
			kind: 'passed',
			found: '77 GB for the system, 42.9 GB for images',
		});
	});

	test.each([
		['-240G', 200e9, 'extraPartitionStart -240G leaves 0 B for the system on this disk'],
		['-40G', 45e9, 'extraPartitionStart -40G leaves 2 GB for the system on this disk'],
		['1G', 200e9, 'extraPartitionStart 1G leaves 1 GB for the system on this disk'],
		['300G', 200e9, 'extraPartitionStart 300G leaves 0 B for images on this disk'],
		['-500M', 200e9, 'extraPartitionStart -500M leaves 524.2 MB for images on this disk'],
		['40', 200e9, 'extraPartitionStart is 40'],
	])('fails for %s on a disk of %d bytes', (extraPartitionStart, sizeBytes, found) => {
		expect(verdictOf('disk-layout', {sizeBytes, settings: {extraPartitionStart}})).toMatchObject({
			kind: 'failed',
			found,
		});
	});
});

describe('other-disk-boot-label', () => {
	const withPartition = (partition: Partial<Partition>): typeof otherDisk => ({
		...otherDisk,
		contents: known<DiskContents>({
			kind: 'data',
			table: 'gpt',
			partitions: [
				{number: 3, path: '/dev/sdb3', deviceNumber: '8:19', sizeBytes: 4e8, ...partition},
			],
			signatures: [],
			looksLike: 'Red Hat CoreOS',
		}),
	});

	test.each([
		[{filesystemLabel: 'boot'}, '/dev/sdb3 has the label boot'],
		[{filesystemLabel: 'root'}, '/dev/sdb3 has the label root'],
		[{label: 'var-lib-containers'}, '/dev/sdb3 has the label var-lib-containers'],
	])('fails where another disk has a partition with %j', (partition, found) => {
		const change = {otherDisks: [withPartition(partition)]};
		expect(verdictOf('other-disk-boot-label', change)).toMatchObject({kind: 'failed', found});
	});

	test('passes other labels, and the labels of the chosen disk itself', () => {
		const {contents} = withPartition({filesystemLabel: 'boot'});
		const otherDisks = [withPartition({filesystemLabel: 'reboot', label: 'boot'})];
		expect(verdictOf('other-disk-boot-label', {disk: {contents}, otherDisks}).kind).toBe('passed');
	});

	test('is unknown where another disk could not be read', () => {
		const otherDisks = [{...otherDisk, contents: unknown('timed out')}];
		expect(verdictOf('other-disk-boot-label', {otherDisks})).toMatchObject({
			kind: 'unknown',
			reason: 'the contents of /dev/sdb are not known',
		});
	});

	test('does not wait for what is in an optical drive', () => {
		const otherDisks = [{...otherDisk, kind: 'rom' as const, contents: unknown('no medium')}];
		expect(verdictOf('other-disk-boot-label', {otherDisks}).kind).toBe('passed');
	});
});
