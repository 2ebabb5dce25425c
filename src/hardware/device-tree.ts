/**
 * The block devices as a graph: lsblk repeats a device below each of its parents, here it is one node.
 * Nodes are told apart by device number. Pure.
 */
import type {BlockDevice} from '../tools/lsblk.ts';
import type {DiskKind} from './facts.ts';

export type DeviceTree = {
	readonly nodes: ReadonlyMap<string, BlockDevice>;
	/** Device numbers of the devices that a device stands on. */
	readonly parents: ReadonlyMap<string, readonly string[]>;
};

export const buildDeviceTree = (roots: readonly BlockDevice[]): DeviceTree => {
	const nodes = new Map<string, BlockDevice>();
	const parents = new Map<string, string[]>();
	const visit = (device: BlockDevice, parent: BlockDevice | undefined): void => {
		nodes.set(device.deviceNumber, nodes.get(device.deviceNumber) ?? device);
		const above = parents.get(device.deviceNumber) ?? [];
		if (parent !== undefined && !above.includes(parent.deviceNumber)) {
			above.push(parent.deviceNumber);
		}
		parents.set(device.deviceNumber, above);
		for (const child of device.children) {
			visit(child, device);
		}
	};
	for (const root of roots) {
		visit(root, undefined);
	}
	return {nodes, parents};
};

/** The devices that a person would call a disk, in the order of the listing. */
export const wholeDisks = (tree: DeviceTree): readonly BlockDevice[] =>
	[...tree.nodes.values()].filter((device) => diskKind(device) !== undefined);

/** Undefined for what stands on a disk: partitions, logical volumes, opened LUKS. */
export const diskKind = ({type, kernelName}: BlockDevice): DiskKind | undefined => {
	switch (type) {
		case 'disk':
			return hardwareNames.test(kernelName) ? 'disk' : 'other';
		case 'rom':
		case 'loop':
			return type;
		case 'mpath':
			return 'multipath';
		case 'part':
		case 'lvm':
		case 'crypt':
		case 'dm':
			return undefined;
		default:
			return /^(raid\d*|md|linear)$/.test(type) ? 'raid' : 'other';
	}
};

/**
 * lsblk calls much a `disk` that is none: memory (zram, ram, pmem), network (nbd, rbd, drbd), floppies, caches
 * and volumes (bcache, zd), boot areas of eMMC. Only names of drivers for disks are those of disks. Loop devices
 * are told apart by lsblk's own type, so a name alone does not make one.
 */
const hardwareNames =
	/^((sd|hd|vd|xvd|dasd)[a-z]+|nvme\d+n\d+|mmcblk\d+|(cciss|ida)!c\d+d\d+|loop\d+)$/;

/** The device and all that stands on it, each once. */
export const withDescendants = (device: BlockDevice): readonly BlockDevice[] => {
	const found = new Map<string, BlockDevice>();
	const visit = (node: BlockDevice): void => {
		if (!found.has(node.deviceNumber)) {
			found.set(node.deviceNumber, node);
			node.children.forEach(visit);
		}
	};
	visit(device);
	return [...found.values()];
};

export const partitionsOf = (device: BlockDevice): readonly BlockDevice[] =>
	device.children.filter(({type}) => type === 'part');

/** Device numbers of a device and of everything that it stands on. */
export const withAncestors = (tree: DeviceTree, deviceNumber: string): readonly string[] => {
	const found = new Set<string>();
	const visit = (number: string): void => {
		if (!found.has(number)) {
			found.add(number);
			tree.parents.get(number)?.forEach(visit);
		}
	};
	visit(deviceNumber);
	return [...found];
};
