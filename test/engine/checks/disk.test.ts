import {describe, expect, test} from 'vitest';
import {reasonRows} from '../../../src/engine/checks/disk-reasons.ts';
import {reasons} from '../../../src/hardware/eligibility-reasons.ts';
import {
	type Disk,
	type DiskContents,
	known,
	type Partition,
	unknown,
} from '../../../src/hardware/facts.ts';
import type {CheckId} from '../../../src/words/checks.ts';
import {findingOf, goodDisk, otherDisk, verdictOf} from './subject.ts';

const settings = {installationDisk: 'serial:S1'};

type Data = Extract<DiskContents, {kind: 'data'}>;

const data = (change: Partial<Data>): DiskContents => ({
	kind: 'data',
	partitions: [],
	signatures: [],
	looksLike: 'unknown data',
	...change,
});

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

describe('what speaks against a disk', () => {
	test('has one check for each reason, but for the size', () => {
		const codes = reasons.map(({code}) => code);
		const checked = [...reasonRows.flatMap((row) => row.codes), 'identity', 'too-small'];
		expect(codes.length).toBeGreaterThan(10);
		expect(checked.toSorted()).toEqual(codes.toSorted());
	});

	test('is not its size', () => {
		const ids = reasonRows.map(({id}) => id as CheckId);
		for (const id of ids) {
			expect(verdictOf(id, {sizeBytes: 12e9}).kind).toBe('passed');
		}
	});

	const broken: readonly (readonly [id: CheckId, found: RegExp, disk: Partial<Disk>])[] = [
		['disk-is-medium', /the live ISO/, {mediumReason: 'it holds the live ISO'}],
		['disk-type', /optical drive/, {kind: 'rom'}],
		['disk-type', /zoned disk/, {zoned: 'host-managed'}],
		['disk-transport', /removable \(usb\)/, {transport: 'usb'}],
		['iscsi-ibft', /NVMe over tcp/, {san: {kind: 'nvme-of', transport: 'tcp'}}],
		['disk-readonly', /write-protected/, {isReadOnly: true}],
		[
			'disk-sector-size',
			/520 bytes/,
			{fingerprint: {...goodDisk.fingerprint, logicalSectorBytes: 520}},
		],
		['disk-state', /offline/, {state: 'offline'}],
		['disk-busy', /\/dev\/sda2 is swap/, {uses: known([{kind: 'swap', device: '/dev/sda2'}])}],
		['disk-multipath-path', /mpatha/, {multipath: {role: 'path', map: '/dev/mapper/mpatha'}}],
		['disk-multipath-off', /another path/, {twins: ['/dev/sdb']}],
		['disk-multi-member', /LVM/, {contents: known(data({signatures: ['LVM2_member']}))}],
		['disk-shared-fs', /VMFS/, {contents: known(data({signatures: ['VMFS']}))}],
		['disk-identity-unique', /no own WWN/, {identity: 'slot'}],
	];

	test.each(broken)('%s fails: %s', (id, found, disk) => {
		expect(findingOf(id, {disk})).toMatchObject({
			severity: 'blocker',
			verdict: {kind: 'failed', found: expect.stringMatching(found), remedy: expect.any(String)},
		});
	});

	test.each([
		['disk-busy', {uses: unknown('no /proc')}],
		['disk-unresponsive', {contents: unknown('no answer within 10 s')}],
		['disk-multi-member', {contents: unknown('no answer within 10 s')}],
		['disk-shared-fs', {contents: unknown('no answer within 10 s')}],
	] as const)('%s is unknown where nobody could look', (id, disk) => {
		expect(findingOf(id, {disk})).toMatchObject({
			severity: 'blocker',
			verdict: {kind: 'unknown'},
		});
	});

	test('a doubtful name beside a good one only warns', () => {
		const disk = {identityFaults: ['/dev/sdb has the same serial number']};
		expect(findingOf('disk-identity-unique', {disk})).toMatchObject({
			severity: 'warning',
			verdict: {kind: 'failed'},
		});
	});
});

describe('what is on the disk, and how it fares', () => {
	const windows = {earlierInstall: {kind: 'windows'}, looksLike: 'Windows'} as const;
	const told: readonly (readonly [id: CheckId, found: RegExp, disk: Partial<Disk>])[] = [
		['disk-has-os', /Windows, 0 partitions/, {contents: known(data(windows))}],
		['disk-stale-table', /backup/, {contents: known(data({tableFaults: ['no backup table']}))}],
		[
			'disk-single-member',
			/on this disk alone: LVM2_member old/,
			{
				memberships: [
					{
						kind: 'volume-group',
						device: '/dev/sda2',
						signature: 'LVM2_member',
						name: 'old',
						siblings: known([]),
					},
				],
			},
		],
		[
			'disk-health',
			/failing: spare below its limit/,
			{health: known({source: 'nvme', verdict: 'failing', notes: ['spare below its limit']})},
		],
		['disk-io-errors', /3 since the start/, {kernelErrors: known({count: 3})}],
	];

	test.each(told)('%s is said, and does not block: %s', (id, found, disk) => {
		expect(findingOf(id, {disk})).toMatchObject({
			severity: 'warning',
			verdict: {kind: 'failed', found: expect.stringMatching(found)},
		});
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
