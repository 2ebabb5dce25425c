/**
 * The part that a disk plays in multipath and RAID: a map or a volume is a disk to install to, the path or the
 * member below it is not. Pure.
 */
import type {BlockDevice} from '../tools/lsblk.ts';
import {type DeviceTree, diskKind, withAncestors} from './device-tree.ts';
import type {MultipathRole, RaidRole} from './disk-facts.ts';
import type {Disk} from './facts.ts';
import {networkFaults} from './kinds.ts';
import type {Stacks} from './stacks.ts';

export type RoleSources = {readonly tree: DeviceTree; readonly stacks: Stacks};

export const multipathRole = (
	device: BlockDevice,
	{tree, stacks}: RoleSources,
): MultipathRole | undefined => {
	if (device.type === 'mpath') {
		const name = stacks.mappings.get(device.deviceNumber)?.name ?? lastWord(device.path);
		return {role: 'map', name, paths: disksBelow(device, tree).map(({path}) => path)};
	}
	const map = device.children.find(({type}) => type === 'mpath');
	if (map !== undefined) {
		return {role: 'path', map: map.path};
	}
	return device.filesystem === 'mpath_member'
		? {role: 'path', map: 'a map that is not running'}
		: undefined;
};

/** Undefined for what is no array. */
export const raidRole = (
	device: BlockDevice,
	{tree, stacks}: RoleSources,
): RaidRole | undefined => {
	const array = stacks.arrays.get(device.deviceNumber);
	if (diskKind(device) !== 'raid' || array?.format === undefined) {
		return undefined;
	}
	const container = containerName(array.format);
	return {
		role: array.format.startsWith('external:') && container === undefined ? 'container' : 'volume',
		format: formatName(container, array.format, {tree, stacks}),
		isFirmware: array.format.startsWith('external:'),
		...(array.level !== undefined && {level: array.level}),
		...(array.state !== undefined && {state: array.state}),
		members: disksBelow(device, tree).map(({path}) => path),
	};
};

/** A map is reached as its paths are; a bad one of them counts for all. */
export const withSanOfPaths = (disks: readonly Disk[]): readonly Disk[] =>
	disks.map((disk) => {
		const {multipath} = disk;
		const paths =
			multipath?.role === 'map' ? disks.filter(({path}) => multipath.paths.includes(path)) : [];
		const places = paths.flatMap(({san}) => san ?? []);
		const san = places.find((one) => networkFaults({san: one}).length > 0) ?? places[0];
		return san === undefined ? disk : {...disk, san};
	});

/** The hardware that a device stands on. */
export const disksBelow = (device: BlockDevice, tree: DeviceTree): readonly BlockDevice[] =>
	withAncestors(tree, device.deviceNumber)
		.filter((number) => number !== device.deviceNumber)
		.map((number) => tree.nodes.get(number))
		.filter((node) => node !== undefined)
		.filter((node) => diskKind(node) === 'disk');

/** `md127` of `external:/md127/0`, `external:-md127/0` while it is read-only. */
const containerName = (format: string): string | undefined =>
	/^external:[-/](\w+)\//.exec(format)?.[1];

const formatName = (
	container: string | undefined,
	format: string,
	{tree, stacks}: RoleSources,
): string => {
	const node = [...tree.nodes.values()].find(({kernelName}) => kernelName === container);
	const whole = node && stacks.arrays.get(node.deviceNumber)?.format;
	return (whole ?? format).replace(/^external:/, '');
};

const lastWord = (path: string): string => path.split('/').at(-1) ?? path;
