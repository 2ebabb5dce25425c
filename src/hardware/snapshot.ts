/**
 * One look at all block devices without reading any disk itself: the tree, links, mounts, swap, loops and
 * holders. Devices that vanish between two reads make the whole look start again.
 */
import {InstallError, isCancelled} from '../errors.ts';
import type {System} from '../system/types.ts';
import {type LoopDevice, listLoops} from '../tools/losetup.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import {listMounts, listSwaps, type Mount} from '../tools/mountinfo.ts';
import {readDiskSequence, readHolders} from '../tools/sysfs.ts';
import {readBlockDevices} from './block-devices.ts';
import {buildDeviceTree, type DeviceTree, wholeDisks, withDescendants} from './device-tree.ts';
import {type LinkTable, readLinks} from './links.ts';
import {liveIsoLabel} from './medium.ts';
import {readStacks, type Stacks} from './stacks.ts';

export type Snapshot = {
	readonly tree: DeviceTree;
	readonly disks: readonly BlockDevice[];
	/** Why a disk did not answer, by device number. */
	readonly silent: ReadonlyMap<string, string>;
	readonly links: LinkTable;
	readonly mounts: readonly Mount[];
	readonly swaps: readonly string[];
	readonly loops: readonly LoopDevice[];
	readonly holders: ReadonlyMap<string, readonly string[]>;
	/** By device number. */
	readonly sequences: ReadonlyMap<string, number | undefined>;
	readonly liveLabel: string | undefined;
	readonly stacks: Stacks;
	/** Where each disk hangs in the tree of hardware, by device number. */
	readonly devicePaths: ReadonlyMap<string, string | undefined>;
};

const attempts = 3;
const pauseMs = 200;

export const takeSnapshot = async (
	system: System,
	signal?: AbortSignal,
	attemptsLeft = attempts,
): Promise<Snapshot> => {
	try {
		return await lookOnce(system, signal);
	} catch (error) {
		if (isCancelled(error) || !isMoving(error) || attemptsLeft <= 1) {
			throw error;
		}
		await system.clock.sleep(pauseMs, signal);
		return takeSnapshot(system, signal, attemptsLeft - 1);
	}
};

/** A sysfs file that vanishes after its stat rejects as unreadable. */
const isMoving = (error: unknown): boolean =>
	error instanceof InstallError &&
	(error.code === 'DEVICES_UNSTABLE' || error.code === 'FILE_UNREADABLE');

const lookOnce = async (system: System, signal: AbortSignal | undefined): Promise<Snapshot> => {
	const [{devices, silent}, links, mounts, swaps, loops, commandLine] = await Promise.all([
		readBlockDevices(system, signal),
		readLinks(system),
		listMounts(system),
		listSwaps(system),
		listLoops(system, signal),
		system.files.readText('/proc/cmdline'),
	]);
	const tree = buildDeviceTree(devices);
	const disks = wholeDisks(tree);
	return {
		tree,
		disks,
		silent,
		links,
		mounts,
		swaps,
		loops,
		holders: await readAllHolders(system, disks),
		sequences: await readOfEach(disks, ({kernelName}) => readDiskSequence(system, kernelName)),
		liveLabel: liveIsoLabel(commandLine),
		stacks: await readStacks(system, [...tree.nodes.values()]),
		devicePaths: await readOfEach(disks, ({kernelName}) =>
			system.files.resolve(`/sys/class/block/${kernelName}`),
		),
	};
};

const readAllHolders = async (
	system: System,
	disks: readonly BlockDevice[],
): Promise<Snapshot['holders']> => {
	const devices = [...new Set(disks.flatMap(withDescendants))];
	const entries = await Promise.all(
		devices.map(async ({path, kernelName}) => {
			const holders = await readHolders(system, kernelName);
			if (holders === undefined) {
				throw new InstallError('DEVICES_UNSTABLE', {device: path});
			}
			return [path, holders.map((name) => `/dev/${name}`)] as const;
		}),
	);
	return new Map(entries);
};

const readOfEach = async <Value>(
	disks: readonly BlockDevice[],
	read: (disk: BlockDevice) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> =>
	new Map(
		await Promise.all(disks.map(async (disk) => [disk.deviceNumber, await read(disk)] as const)),
	);
