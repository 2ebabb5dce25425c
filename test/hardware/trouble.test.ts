import {describe, expect, test} from 'vitest';
import {withBootEntry} from '../../src/hardware/boot-medium.ts';
import {probeDisks} from '../../src/hardware/disks.ts';
import {ineligibilities} from '../../src/hardware/eligibility.ts';
import {type Disk, known} from '../../src/hardware/facts.ts';
import {nvmeHealth, smartHealth} from '../../src/hardware/health.ts';
import {kernelErrorsOf} from '../../src/hardware/kernel-errors.ts';
import {type MachineName, readMachine, recordedSystem} from '../helpers/recorded-system.ts';
import {goodDisk} from '../helpers/some-disk.ts';

const disksOf = (name: MachineName) => probeDisks(recordedSystem(readMachine(name)));

const faultsOf = ({contents}: Disk) =>
	contents.known && contents.value.kind === 'data' ? (contents.value.tableFaults ?? []) : [];

describe('a partition table that is not whole', () => {
	test('says what is missing', async () => {
		expect((await disksOf('stale-tables')).map(faultsOf)).toEqual([
			['a protective MBR without a GPT that can be read: made for another sector size, or damaged'],
			['a GPT of which only the backup is left', 'a GPT without its protective MBR'],
			['a GPT without its backup at the end of the disk'],
			[],
		]);
	});

	test('of 512 byte sectors is told on a disk with 4096, as a guest saw it', async () => {
		const disks = await disksOf('qemu-nvme-4kn');
		const large = disks.find(({fingerprint}) => fingerprint.logicalSectorBytes === 4096);
		expect(large && faultsOf(large)).toEqual([expect.stringContaining('another sector size')]);
		expect(large && ineligibilities(large, {minimumBytes: 0})).toEqual([]);
	});
});

describe('health', () => {
	const good = {
		criticalWarning: 0,
		availableSparePercent: 100,
		spareThresholdPercent: 10,
		usedPercent: 3,
		mediaErrors: 0,
		temperatureCelsius: 38,
	};

	test.each([
		[{}, 'good', []],
		[{criticalWarning: 8}, 'failing', ['it has become read-only']],
		[{criticalWarning: 2}, 'warning', ['its temperature is out of bounds']],
		[
			{availableSparePercent: 4},
			'warning',
			['4 % of its spare is left, under the limit of its maker'],
		],
		[{usedPercent: 131}, 'warning', ['131 % of its rated life are used']],
		[{mediaErrors: 2}, 'warning', ['it counts 2 media errors']],
	])('of NVMe: %j is %s', (change, verdict, notes) => {
		expect(nvmeHealth({...good, ...change})).toMatchObject({verdict, notes});
	});

	test('without a verdict of the disk is unknown', () => {
		const silent = {
			hasPassed: undefined,
			isPrefailing: false,
			hasErrorLog: false,
			temperatureCelsius: 30,
		};
		expect(smartHealth(silent).known).toBe(false);
		expect(smartHealth({...silent, hasPassed: true})).toMatchObject({value: {verdict: 'good'}});
	});

	test('is advice: a disk that expects to fail can still be chosen', async () => {
		const [, failing] = await disksOf('dying-disks');
		expect(failing?.health).toMatchObject({value: {verdict: 'failing', source: 'smart'}});
		expect(failing && ineligibilities(failing, {minimumBytes: 0})).toEqual([]);
	});
});

describe('the kernel log', () => {
	test('is counted by disk and by its ATA port', async () => {
		const disks = await disksOf('dying-disks');
		const counts = disks.map(({kernelErrors}) => kernelErrors?.known && kernelErrors.value.count);
		expect(counts).toEqual([3, 0, 2, 0]);
	});

	test('of a guest with a bad sector names that disk and no other', async () => {
		const disks = await disksOf('qemu-raid-card');
		const wrong = disks.filter(
			({kernelErrors}) => kernelErrors?.known && kernelErrors.value.count > 0,
		);
		expect(wrong.map(({fingerprint}) => fingerprint.serial)).toEqual(['QMBAD0000001']);
	});

	test.each([
		['[2.1] sd 2:0:0:0: [sda] tag#3 FAILED Result: hostbyte=DID_OK', 'sda'],
		['[2.1] Buffer I/O error on dev nvme0n1p3, logical block 1', 'nvme0n1'],
		['[2.1] nvme nvme0n1: I/O Cmd(0x2) @ LBA 8, 8 blocks, I/O Error', 'nvme0n1'],
	])('%s is of %s', (line, name) => {
		expect(kernelErrorsOf([line], name, undefined).count).toBe(1);
		expect(kernelErrorsOf([line], `${name}1`, undefined).count).toBe(0);
	});

	test('never brings control characters to a terminal', () => {
		const line = '[1] I/O error, dev sda \u001b[2J';
		expect(kernelErrorsOf([line], 'sda', undefined).last).toBe('I/O error, dev sda \\x1b[2J');
	});
});

test('a disk that answers nothing at all hides no other', async () => {
	const disks = await disksOf('dying-disks');
	expect(disks.map(({contents}) => contents.known)).toEqual([false, true, true, true]);
	expect(disks[0]?.health).toEqual({
		known: false,
		reason: 'Reading /dev/sda: no answer within 30 s.',
	});
});

describe('an earlier install', () => {
	test.each<readonly [MachineName, string, string | undefined]>([
		['coreos-node', '/dev/sda', 'image-based'],
		['coreos-node', '/dev/sdb', 'coreos'],
		['windows', '/dev/nvme0n1', 'windows'],
		['other-systems', '/dev/sda', 'vmware'],
		['other-systems', '/dev/sdc', 'windows'],
		['pools', '/dev/sdc', 'linux'],
		['pools', '/dev/sda', undefined],
		['factory-server', '/dev/sdb', undefined],
	])('on %s %s is %s', async (name, path, kind) => {
		const disk = (await disksOf(name)).find((one) => one.path === path);
		const contents = disk?.contents.known ? disk.contents.value : undefined;
		const install = contents?.kind === 'data' ? contents.earlierInstall?.kind : undefined;
		expect(install).toBe(kind);
	});
});

describe('the entry that the firmware started', () => {
	const partition = {number: 1, path: '/dev/sdb1', deviceNumber: '8:17', sizeBytes: 1, id: 'abc'};
	const contents = known({
		kind: 'data' as const,
		partitions: [partition],
		signatures: [],
		looksLike: 'x',
	});
	const entry = known({number: '0003', label: 'USB', partitionId: 'abc', device: 'usb' as const});

	test('makes a removable disk the medium, and no built-in one', () => {
		const stick = {...goodDisk, contents, isRemovable: true};
		const disks = withBootEntry(known([stick, {...goodDisk, contents}]), entry);
		expect(disks.known && disks.value.map(({mediumReason}) => mediumReason)).toEqual([
			'the firmware started this host from it (Boot0003 USB)',
			undefined,
		]);
	});
});
