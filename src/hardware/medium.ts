/**
 * Which disks the running system was started from: mounts and loops are followed down to whole disks, since
 * a label alone lies (two sticks may carry it, and a copy in memory leaves nothing but the label). Pure.
 */
import type {LoopDevice} from '../tools/losetup.ts';
import type {Mount} from '../tools/mountinfo.ts';
import {type DeviceTree, withAncestors} from './device-tree.ts';

/** Where the live system mounts its medium, and what any running system stands on. */
const systemMounts: readonly (readonly [mountpoint: string, reason: string])[] = [
	['/run/media/iso', 'the live ISO is mounted from it'],
	['/sysroot', 'the running system is mounted from it (/sysroot)'],
	['/', 'the running system is mounted from it (/)'],
	['/usr', 'the running system is mounted from it (/usr)'],
	['/boot', 'the running system is mounted from it (/boot)'],
	['/etc', 'the running system is mounted from it (/etc)'],
	['/var', 'the running system is mounted from it (/var)'],
];

export type MediumSources = {
	readonly tree: DeviceTree;
	readonly mounts: readonly Mount[];
	readonly loops: readonly LoopDevice[];
};

/** The reason by device number: of the disks, and of all between them and the mount. */
export const mediumReasons = (sources: MediumSources): ReadonlyMap<string, string> => {
	const reasons = new Map<string, string>();
	for (const [mountpoint, reason] of systemMounts) {
		for (const mount of sources.mounts.filter((one) => one.mountpoint === mountpoint)) {
			for (const number of devicesUnder(mount, sources)) {
				reasons.set(number, reasons.get(number) ?? reason);
			}
		}
	}
	return reasons;
};

/** The volume label that the kernel argument of a live ISO names. */
export const liveIsoLabel = (commandLine: string): string | undefined => {
	const prefix = 'coreos.liveiso=';
	return commandLine
		.split(/\s+/)
		.findLast((word) => word.startsWith(prefix))
		?.slice(prefix.length);
};

/** Copied to memory, the medium is no longer mounted: then its label is the only evidence. */
export const labelReason = (
	liveLabel: string | undefined,
	labels: readonly (string | undefined)[],
): string | undefined =>
	liveLabel !== undefined && labels.includes(liveLabel)
		? `it carries the label of the running live ISO (${liveLabel})`
		: undefined;

const devicesUnder = (mount: Mount, sources: MediumSources): readonly string[] => {
	const found = new Set<string>();
	const visitMount = (one: Mount | undefined): void => visitStack(one && nodeOf(one, sources.tree));
	const visitStack = (top: string | undefined): void => {
		for (const number of top === undefined ? [] : withAncestors(sources.tree, top)) {
			visitDevice(number);
		}
	};
	const visitDevice = (number: string): void => {
		if (found.has(number)) {
			return;
		}
		found.add(number);
		for (const {backingPath} of loopsAt(number, sources)) {
			visitStack(nodeAt(backingPath, sources.tree));
			visitMount(mountOfFile(backingPath, sources.mounts));
		}
	};
	visitMount(mount);
	return [...found];
};

/** By number, else by source: btrfs makes its number up. */
const nodeOf = ({deviceNumber, source}: Mount, tree: DeviceTree): string | undefined =>
	tree.nodes.has(deviceNumber) ? deviceNumber : nodeAt(source, tree);

const nodeAt = (path: string, tree: DeviceTree): string | undefined =>
	[...tree.nodes.values()].find((node) => node.path === path)?.deviceNumber;

const loopsAt = (deviceNumber: string, {tree, loops}: MediumSources): readonly LoopDevice[] =>
	loops.filter(({path}) => tree.nodes.get(deviceNumber)?.path === path);

/** The mount with the longest path above the file; of several on one place the last is on top. */
const mountOfFile = (path: string, mounts: readonly Mount[]): Mount | undefined =>
	mounts
		.filter(({mountpoint}) => path.startsWith(mountpoint === '/' ? '/' : `${mountpoint}/`))
		.reduce<Mount | undefined>(
			(best, mount) =>
				best !== undefined && best.mountpoint.length > mount.mountpoint.length ? best : mount,
			undefined,
		);
