/**
 * What holds a disk busy, as far as reading tells: mounts, swap, holders and loops of the disk and of all
 * that stands on it. "Not busy" is not "empty": a stopped array or another host's LUN looks idle. Pure.
 */

import type {LoopDevice} from '../tools/losetup.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import type {Mount} from '../tools/mountinfo.ts';
import {type DeviceTree, withAncestors, withDescendants} from './device-tree.ts';
import type {DiskUse} from './facts.ts';
import type {Stacks} from './stacks.ts';

export type UseSources = {
	readonly mounts: readonly Mount[];
	/** Paths of the devices that are swapped on. */
	readonly swaps: readonly string[];
	readonly loops: readonly LoopDevice[];
	/** Paths of holders by path of the device that is held. */
	readonly holders: ReadonlyMap<string, readonly string[]>;
	readonly tree: DeviceTree;
	readonly stacks: Stacks;
};

export const usesOf = (disk: BlockDevice, sources: UseSources): readonly DiskUse[] =>
	withDescendants(disk).flatMap((device) => [
		...mountUses(device, sources.mounts),
		...swapUses(device, sources.swaps),
		...heldUses(device, disk, sources),
		...loopUses(device, sources.loops),
	]);

/** lsblk shows swap as a mount point of this name. */
const swapMark = '[SWAP]';

/** By number, and by source for the filesystems that make a number up (btrfs); lsblk knows both too. */
const mountUses = (device: BlockDevice, mounts: readonly Mount[]): readonly DiskUse[] => {
	const own = mounts.filter(
		({deviceNumber, source}) => deviceNumber === device.deviceNumber || source === device.path,
	);
	const mountpoints = new Set([
		...own.map(({mountpoint}) => mountpoint),
		...device.mountpoints.filter((mountpoint) => mountpoint !== swapMark),
	]);
	return [...mountpoints].map((mountpoint) => ({
		kind: 'mounted',
		device: device.path,
		mountpoint,
	}));
};

const swapUses = (device: BlockDevice, swaps: readonly string[]): readonly DiskUse[] =>
	device.mountpoints.includes(swapMark) ||
	swaps.includes(device.path) ||
	swaps.includes(`/dev/${device.kernelName}`)
		? [{kind: 'swap', device: device.path}]
		: [];

/** A partition of a map is a mapping too, but no more a user than that of a plain disk. */
const heldUses = (
	device: BlockDevice,
	disk: BlockDevice,
	{holders, tree, stacks}: UseSources,
): readonly DiskUse[] =>
	(holders.get(device.path) ?? []).flatMap((holder) => {
		const node = [...tree.nodes.values()].find(({kernelName}) => holder === `/dev/${kernelName}`);
		const uuid = node && stacks.mappings.get(node.deviceNumber)?.uuid;
		return uuid?.startsWith('part')
			? []
			: [{kind: 'held', device: device.path, holder, ...ownOnly(node, disk, tree)}];
	});

const ownOnly = (
	holder: BlockDevice | undefined,
	disk: BlockDevice,
	tree: DeviceTree,
): {readonly isOnlyHere?: true} => {
	const own = new Set([
		...withDescendants(disk).map(({deviceNumber}) => deviceNumber),
		...withAncestors(tree, disk.deviceNumber),
	]);
	return holder !== undefined &&
		withAncestors(tree, holder.deviceNumber).every((number) => own.has(number))
		? {isOnlyHere: true}
		: {};
};

const loopUses = (device: BlockDevice, loops: readonly LoopDevice[]): readonly DiskUse[] =>
	loops
		.filter(({backingPath}) => backingPath === device.path)
		.map(({path}) => ({kind: 'loop', device: device.path, loop: path}));
