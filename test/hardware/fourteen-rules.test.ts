/** The fourteen rules that keep an install from the wrong disk, each with what the probes make of real records. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {confirmationFor, isConfirmed} from '../../src/hardware/confirmation.ts';
import {probeDisks} from '../../src/hardware/disks.ts';
import {type IneligibilityCode, ineligibilities} from '../../src/hardware/eligibility.ts';
import {type Disk, known, unknown} from '../../src/hardware/facts.ts';
import {findPartition} from '../../src/hardware/find-partition.ts';
import {kernelErrorsOf} from '../../src/hardware/kernel-errors.ts';
import {matchDisk} from '../../src/hardware/match.ts';
import {findPinnedDisk, pickPinned, pinDisk} from '../../src/hardware/pin.ts';
import {probeHost} from '../../src/hardware/probe.ts';
import {isReadOnlyCommand} from '../../src/hardware/read-only.ts';
import type {Command} from '../../src/system/types.ts';
import {makeMachine} from '../helpers/made-machine.ts';
import {
	type MachineName,
	machineNames,
	readMachine,
	recordedSystem,
} from '../helpers/recorded-system.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';

const disksOf = (name: MachineName): Promise<readonly Disk[]> =>
	probeDisks(recordedSystem(readMachine(name)));

const diskAt = async (name: MachineName, path: string): Promise<Disk> => {
	const disk = (await disksOf(name)).find((one) => one.path === path);
	if (disk === undefined) {
		throw new Error(`${name} has no ${path}`);
	}
	return disk;
};

const codesOf = (disk: Disk): readonly IneligibilityCode[] =>
	ineligibilities(disk, {minimumBytes: 120e9}).map(({code}) => code);

const anotherBoot = {host: {bootId: known('another boot')}};

const twoDisks = (first: string, second: string) =>
	makeMachine({
		note: 'two disks',
		disks: [
			{name: first, deviceNumber: '8:0', sizeBytes: 200e9, serial: 'GOOD0001', sequence: 1},
			{name: second, deviceNumber: '8:16', sizeBytes: 200e9, serial: 'FINE0002', sequence: 2},
		],
	});

test('1 a kernel name is a handle for this boot only', async () => {
	const [chosen] = await probeDisks(recordedSystem(twoDisks('sda', 'sdb')));
	const pin = pinDisk(chosen ?? goodDisk, anotherBoot);
	expect(JSON.stringify(pin.fingerprint)).not.toContain('sda');
	const found = await findPinnedDisk(recordedSystem(twoDisks('sdb', 'sda')), pin);
	expect(found).toMatchObject({path: '/dev/sdb', fingerprint: {serial: 'GOOD0001'}});
});

test('2 the choice is a fingerprint that must match exactly once', async () => {
	for (const disk of await disksOf('storage-server')) {
		const found = await findPinnedDisk(
			recordedSystem(readMachine('storage-server')),
			pinDisk(disk, anotherBoot),
		);
		expect(found.deviceNumber).toBe(disk.deviceNumber);
	}
});

describe('3 no match, two matches or a changed attribute stop', () => {
	const pin = pinDisk(goodDisk, anotherBoot);
	test.each([
		['none', []],
		['two', [goodDisk, {...goodDisk, deviceNumber: '259:9'}]],
		['another serial number', [withFingerprint(goodDisk, {serial: 'OTHER123'})]],
		['another size', [withFingerprint(goodDisk, {sizeBytes: 1e12})]],
		['another slot', [withFingerprint(goodDisk, {byPath: '/dev/disk/by-path/x'})]],
	])('%s', (_, disks) => {
		expect(() => pickPinned(disks, pin, false)).toThrow();
	});
});

test('4 WWN and serial number are hints: placeholders and shared values are none', async () => {
	expect((await diskAt('same-identity', '/dev/sda')).fingerprint.wwn).toBeUndefined();
	const lun = await diskAt('raid-card', '/dev/sda');
	expect(lun.identityFaults).toEqual(['serial number 00f3a1b2c3d4e5f6 is also that of /dev/sdb']);
	expect(lun.identity).toBe('unique');
	expect(matchDisk(await disksOf('raid-card'), 'serial:00f3a1b2c3d4e5f6').kind).toBe('many');
	expect((await diskAt('cloned-disks', '/dev/sdb')).identityFaults).toEqual([
		'its partition table has the id of that on /dev/sda',
	]);
});

test('4 a link made of a shared or empty value names no disk', async () => {
	const machine = makeMachine({
		note: 'links that two disks claim',
		disks: ['sda', 'sdb'].map((name, index) => ({
			name,
			deviceNumber: `8:${16 * index}`,
			sizeBytes: 200e9,
			serial: `OWNSERIAL${index}`,
			wwn: '0x0000000000000000',
			byId: [`ata-DISK_OWNSERIAL${index}`, ...(index === 0 ? ['wwn-0x0000000000000000'] : [])],
		})),
	});
	const disks = await probeDisks(recordedSystem(machine));
	expect(disks.map(({byId}) => byId)).toEqual([
		['/dev/disk/by-id/ata-DISK_OWNSERIAL0'],
		['/dev/disk/by-id/ata-DISK_OWNSERIAL1'],
	]);
	expect(matchDisk(disks, '/dev/disk/by-id/wwn-0x0000000000000000')).toEqual({kind: 'none'});
});

test('5 a disk is its device number and attach number, whatever its path points to now', async () => {
	const replaced = {...goodDisk, sequence: known(8)};
	const pin = pinDisk(goodDisk, {host: {bootId: known('this')}});
	expect(() => pickPinned([replaced], pin, true)).toThrow('attach number was 7, is 8');
	const system = recordedSystem(twoDisks('sda', 'sdb'));
	await expect(findPartition(system, {path: '/dev/sda', deviceNumber: '8:16'}, 1)).rejects.toThrow(
		'device number was 8:16, is 8:0',
	);
});

test('6 the medium is found through mounts and loops, by label only where nothing else is left', async () => {
	expect(codesOf(await diskAt('factory-server', '/dev/sr0'))).toContain('medium');
	expect(codesOf(await diskAt('coreos-node', '/dev/sdc'))).toContain('medium');
	const machine = readMachine('factory-server');
	const files = {...machine.files, '/proc/cmdline': 'coreos.liveiso=another-label\n'};
	const disks = await probeDisks(recordedSystem({...machine, files}));
	expect(disks.find(({path}) => path === '/dev/sr0')?.mediumReason).toBe(
		'the live ISO is mounted from it',
	);
});

test('7 an idle disk is not an empty one', async () => {
	for (const [name, path] of [
		['vroc', '/dev/sdc'],
		['members', '/dev/sdb'],
		['members', '/dev/sde'],
		['pools', '/dev/sda'],
		['pools', '/dev/sdh'],
	] as const) {
		const disk = await diskAt(name, path);
		expect(disk.uses).toEqual({known: true, value: []});
		expect([...new Set(codesOf(disk))]).toEqual(['member']);
	}
});

describe('8 busy is whatever any of the tests says', () => {
	test.each([
		['mounted', '/dev/sda', {mounts: ['50 1 8:0 / /data rw - xfs /dev/sda rw']}],
		['swap', '/dev/sda', {swaps: ['/dev/sda partition 1 0 -2']}],
		['loop', '/dev/sda', {loops: [{path: '/dev/loop7', backingPath: '/dev/sda'}]}],
	])('%s', async (kind, path, more) => {
		const disk = {name: 'sda', deviceNumber: '8:0', sizeBytes: 200e9, serial: 'GOOD0001'};
		const [busy] = await probeDisks(
			recordedSystem(makeMachine({note: kind, disks: [disk], ...more})),
		);
		expect(busy?.uses).toMatchObject({value: [{kind, device: path}]});
		expect(codesOf(busy ?? goodDisk)).toEqual(['busy']);
	});

	test('held by what stands on another disk too', async () => {
		expect(codesOf(await diskAt('members', '/dev/sdc'))).toContain('busy');
	});
});

test('9 names match whole: sda is not sdaa, and its errors are not those of sdaa', () => {
	const neighbours = ['/dev/sdaa', '/dev/sda1', '/dev/nvme0n1', '/dev/nvme0n10'].map(
		(path, index) => ({...goodDisk, path, deviceNumber: `8:${index}`, byId: [], byPathLinks: []}),
	);
	expect(matchDisk(neighbours, '/dev/sda').kind).toBe('none');
	expect(matchDisk(neighbours, '/dev/nvme0n1')).toMatchObject({disk: {path: '/dev/nvme0n1'}});
	const log = ['[1.0] I/O error, dev sdaa, sector 8', '[1.1] nvme0n10: I/O Cmd(0x2) error'];
	expect(kernelErrorsOf(log, 'sda', 'ata1').count).toBe(0);
	expect(kernelErrorsOf(log, 'nvme0n1', undefined).count).toBe(0);
	expect(kernelErrorsOf(log, 'sdaa', undefined).count).toBe(1);
});

test('10 a group or array that reaches beyond the disk forbids it and names the others', async () => {
	const wordsAt = async (name: MachineName, path: string) =>
		ineligibilities(await diskAt(name, path), {minimumBytes: 0}).map(({words}) => words);
	expect(await wordsAt('storage-server', '/dev/sda')).toEqual([
		'/dev/sda is a member of an LVM volume group named data, together with /dev/sdb and 1 that this host does not have (LVM2_member)',
	]);
	expect(await wordsAt('storage-server', '/dev/sdc')).toEqual([]);
	expect(await wordsAt('vroc', '/dev/sdc')).toEqual([
		'/dev/sdc is a member of a RAID array, together with 1 that this host does not have (isw_raid_member)',
	]);
});

test('11 unknown is never eligible, on any disk of any machine', async () => {
	for (const name of machineNames) {
		for (const disk of await disksOf(name)) {
			for (const ignorance of [{contents: unknown('x')}, {uses: unknown('x')}]) {
				expect(codesOf({...disk, ...ignorance})).not.toEqual([]);
			}
		}
	}
});

test('12 looking only reads', async () => {
	const commands: Command[] = [];
	for (const name of machineNames) {
		await probeHost(recordedSystem(readMachine(name), (command) => commands.push(command)));
	}
	expect(commands.filter((command) => !isReadOnlyCommand(command))).toEqual([]);
	const programs = new Set(commands.map(({program}) => program));
	for (const writer of ['fio', 'mount', 'mkfs.xfs', 'multipath', 'dd', 'vgchange', 'sgdisk']) {
		expect(programs).not.toContain(writer);
	}
});

test('13 what is typed is read off that very disk', async () => {
	for (const name of machineNames) {
		const disks = await disksOf(name);
		for (const disk of disks.filter((one) => codesOf(one).length === 0)) {
			const confirmation = confirmationFor(disk, disks);
			for (const other of disks.filter((one) => codesOf(one).length === 0 && one !== disk)) {
				expect(isConfirmed(confirmation, confirmationFor(other, disks).text)).toBe(false);
			}
			expect(isConfirmed(confirmation, 'yes')).toBe(false);
		}
	}
});

test('14 the tables of all disks are known before, so that they can be compared afterwards', async () => {
	const ids = (await disksOf('coreos-node')).flatMap(({contents}) =>
		contents.known && contents.value.kind === 'data' ? (contents.value.tableId ?? []) : [],
	);
	expect(ids).toEqual([
		'0a11ce00-0000-4000-8000-000000000001',
		'0a11ce00-0000-4000-8000-000000000002',
	]);
	const [partition] = await partitionIdsOf('qemu-virtio');
	expect(partition).toMatch(/^[0-9a-f-]{36}$/);
});

const partitionIdsOf = async (name: MachineName): Promise<readonly (string | undefined)[]> =>
	(await disksOf(name)).flatMap(({contents}) =>
		contents.known && contents.value.kind === 'data'
			? contents.value.partitions.map(({id}) => id)
			: [],
	);

test('every machine on record is played, and every one played is on record', () => {
	const folder = new URL('../fixtures/machines/', import.meta.url);
	const recorded = readdirSync(folder).map((file) => file.replace('.json', ''));
	expect([...machineNames].sort()).toEqual(recorded.sort());
	expect(recorded.length).toBeGreaterThanOrEqual(20);
	for (const name of recorded) {
		const {origin} = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
		expect(origin).toBe(
			name.startsWith('qemu-') || name === 'loop-disks' ? 'captured' : 'made by hand',
		);
	}
});
