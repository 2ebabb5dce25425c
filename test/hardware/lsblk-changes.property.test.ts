/** Whatever a release of lsblk leaves out or lists in another order, no disk is mistaken for another. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {ineligibilities} from '../../src/hardware/eligibility.ts';
import {type Disk, known} from '../../src/hardware/facts.ts';
import {pickPinned, pinDisk} from '../../src/hardware/pin.ts';
import {commandLine} from '../../src/system/run.ts';
import {lsblkCommand} from '../../src/tools/lsblk.ts';
import {
	type Machine,
	type MachineName,
	machineNames,
	readMachine,
	recordedSystem,
} from '../helpers/recorded-system.ts';

type Row = Readonly<Record<string, unknown>> & {readonly children?: readonly Row[]};

const rowsOf = ({commands}: Machine): readonly Row[] => {
	const answer = commands[commandLine(lsblkCommand())];
	return (answer as {json: {blockdevices: readonly Row[]}}).json.blockdevices;
};

const withRows = (machine: Machine, blockdevices: readonly Row[]): Machine => ({
	...machine,
	commands: {...machine.commands, [commandLine(lsblkCommand())]: {json: {blockdevices}}},
});

const eligible = (disks: readonly Disk[]): readonly Disk[] =>
	disks.filter((disk) => ineligibilities(disk, {minimumBytes: 120e9}).length === 0);

const pathsOf = (disks: readonly Disk[]) => disks.map(({path}) => path).sort();

const boot = {host: {bootId: known('a boot')}};

const machineName = fc.constantFrom<MachineName>(
	...machineNames.filter((name) => name !== 'dying-disks' && name !== 'members'),
);

test('in another order the same disks are eligible, and each is found again', async () => {
	await fc.assert(
		fc.asyncProperty(machineName, fc.infiniteStream(fc.nat()), async (name, numbers) => {
			const machine = readMachine(name);
			const before = await probeDisks(recordedSystem(machine));
			const keyed = rowsOf(machine).map((row) => ({row, key: numbers.next().value ?? 0}));
			const shuffled = keyed.toSorted((one, other) => one.key - other.key).map(({row}) => row);
			const after = await probeDisks(recordedSystem(withRows(machine, shuffled)));
			expect(pathsOf(eligible(after))).toEqual(pathsOf(eligible(before)));
			for (const disk of eligible(before)) {
				expect(pickPinned(after, pinDisk(disk, boot), true).deviceNumber).toBe(disk.deviceNumber);
			}
		}),
		{numRuns: 40},
	);
});

const columns = ['serial', 'wwn', 'model', 'tran', 'state', 'zoned', 'fstype', 'hctl', 'log-sec'];

const without = (row: Row, column: string): Row => {
	const {[column]: _, ...rest} = row;
	const {children} = row;
	return children === undefined
		? rest
		: {...rest, children: children.map((child) => without(child, column))};
};

test('without a column a disk that was pinned is found or refused, never another one', async () => {
	await fc.assert(
		fc.asyncProperty(machineName, fc.constantFrom(...columns), async (name, column) => {
			const machine = readMachine(name);
			const before = await probeDisks(recordedSystem(machine));
			const rows = rowsOf(machine).map((row) => without(row, column));
			const after = await probeDisks(recordedSystem(withRows(machine, rows)));
			for (const disk of before) {
				const found = foundOrRefused(after, disk);
				expect([disk.deviceNumber, 'refused']).toContain(found);
			}
		}),
		{numRuns: 60},
	);
});

const foundOrRefused = (disks: readonly Disk[], disk: Disk): string => {
	try {
		return pickPinned(disks, pinDisk(disk, boot), false).deviceNumber;
	} catch {
		return 'refused';
	}
};

test('without sector sizes no disk is eligible', async () => {
	const machine = readMachine('factory-server');
	const rows = rowsOf(machine).map((row) => without(row, 'log-sec'));
	expect(eligible(await probeDisks(recordedSystem(withRows(machine, rows))))).toEqual([]);
});
