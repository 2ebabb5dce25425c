import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {defaultMinimumBytes, ineligibilities} from '../../src/hardware/eligibility.ts';
import {type Disk, type DiskContents, known, unknown} from '../../src/hardware/facts.ts';
import {
	type MachineName,
	machineNames,
	readMachine,
	recordedSystem,
} from '../helpers/recorded-system.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';

const rules = {minimumBytes: defaultMinimumBytes};

const codesOf = (disk: Disk): readonly string[] =>
	ineligibilities(disk, rules).map(({code}) => code);

const wordsOf = (disk: Disk): readonly string[] =>
	ineligibilities(disk, rules).map(({words}) => words);

const data = (more: Partial<Extract<DiskContents, {kind: 'data'}>>): Disk['contents'] =>
	known({kind: 'data', partitions: [], signatures: [], looksLike: 'x', ...more});

test('a disk of which everything is known and nothing speaks against is eligible', () => {
	expect(ineligibilities(goodDisk, rules)).toEqual([]);
});

test('old data that belongs to this disk alone does not make it ineligible', () => {
	expect(codesOf({...goodDisk, contents: data({table: 'gpt', signatures: ['xfs']})})).toEqual([]);
});

describe('one thing that speaks against a disk is one reason', () => {
	test.each<readonly [string, Partial<Disk>]>([
		['medium', {mediumReason: 'the live ISO is mounted from it'}],
		['kind', {kind: 'rom'}],
		['kind', {kind: 'loop'}],
		['kind', {kind: 'raid'}],
		['kind', {kind: 'other'}],
		['read-only', {isReadOnly: true}],
		['state', {state: 'offline'}],
		['zoned', {zoned: 'host-managed'}],
		['removable', {isRemovable: true}],
		['removable', {transport: 'usb'}],
		['seen-twice', {twins: ['/dev/sdb']}],
		['busy', {uses: known([{kind: 'swap', device: '/dev/nvme0n1p2'}])}],
		['uses-unknown', {uses: unknown('no answer')}],
		['contents-unknown', {contents: unknown('no answer')}],
		['member', {contents: data({signatures: ['zfs_member']})}],
		['member', {contents: data({signatures: ['ddf_raid_member']})}],
		['shared-filesystem', {contents: data({signatures: ['ocfs2']})}],
	])('%s', (code, changes) => {
		expect(codesOf({...goodDisk, ...changes})).toEqual([code]);
	});

	test('sector size', () => {
		expect(codesOf(withFingerprint(goodDisk, {logicalSectorBytes: 520}))).toEqual(['sector-size']);
		expect(codesOf(withFingerprint(goodDisk, {logicalSectorBytes: 4096}))).toEqual([]);
	});

	test('size, with what is short of it', () => {
		expect(wordsOf(withFingerprint(goodDisk, {sizeBytes: 111_700_000_000}))).toEqual([
			'111.7 GB, need 120 GB (short by 8.3 GB)',
		]);
	});

	test('no identity at all', () => {
		const {byPath: _, ...fingerprint} = goodDisk.fingerprint;
		expect(codesOf({...goodDisk, identity: 'slot', fingerprint})).toEqual(['identity']);
		expect(codesOf({...goodDisk, identity: 'slot'})).toEqual([]);
	});
});

test('a smaller minimum can be passed', () => {
	const small = withFingerprint(goodDisk, {sizeBytes: 4e9});
	expect(ineligibilities(small, {minimumBytes: 3e9})).toEqual([]);
});

test('a member on a partition names the partition and says what to do', () => {
	const contents = data({
		table: 'gpt',
		partitions: [
			{
				number: 2,
				path: '/dev/nvme0n1p2',
				deviceNumber: '259:2',
				sizeBytes: 1e9,
				filesystem: 'LVM2_member',
			},
		],
	});
	expect(ineligibilities({...goodDisk, contents}, rules)).toEqual([
		{
			code: 'member',
			words: '/dev/nvme0n1p2 is a member of an LVM volume group (LVM2_member)',
			remedy:
				'Take it out of the array, volume group or pool in a shell, clear its signature there, then rescan.',
		},
	]);
});

describe('on recorded machines the eligible disks are', () => {
	test.each<readonly [MachineName, readonly string[]]>([
		['factory-server', ['/dev/nvme0n1', '/dev/nvme1n1']],
		['coreos-node', ['/dev/sda', '/dev/sdb']],
		['windows', ['/dev/nvme0n1']],
		['same-identity', ['/dev/sda', '/dev/sdb', '/dev/sdc', '/dev/sdd', '/dev/sde', '/dev/sdf']],
		['members', []],
		['san-paths', ['/dev/sde']],
		['virtio-no-serial', ['/dev/vda', '/dev/vdb']],
		['loop-disks', []],
	])('%s: %j', async (name, expected) => {
		const disks = await probeDisks(recordedSystem(readMachine(name)));
		const eligible = disks.filter((disk) => codesOf(disk).length === 0);
		expect(eligible.map(({path}) => path)).toEqual(expected);
	});
});

test('whatever is unknown of a disk, it is never eligible', async () => {
	const machines = await Promise.all(
		machineNames.map((name) => probeDisks(recordedSystem(readMachine(name)))),
	);
	const ignorance = fc.constantFrom<Partial<Disk>>(
		{contents: unknown('no answer')},
		{uses: unknown('no answer')},
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...machines.flat(), goodDisk),
			ignorance,
			fc.integer({min: 0, max: 1e12}),
			(disk, changes, minimumBytes) => {
				expect(ineligibilities({...disk, ...changes}, {minimumBytes})).not.toEqual([]);
			},
		),
	);
});
