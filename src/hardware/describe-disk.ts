/** What a snapshot tells of a disk before anything on it is read: who it is, and who uses it. Pure. */
import {escapeControl} from '../system/lines.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import {diskKind, withAncestors} from './device-tree.ts';
import {type Disk, known, unknown} from './facts.ts';
import {
	fingerprintOf,
	identityFaults,
	identityQuality,
	isSeenTwice,
	trustedLinks,
} from './identity.ts';
import {type DiskLinks, noLinks, slotOf} from './links.ts';
import {labelReason, mediumReasons} from './medium.ts';
import {disksBelow, multipathRole, raidRole} from './roles.ts';
import type {Snapshot} from './snapshot.ts';
import {fingerprintOfMap, fingerprintOfVolume} from './stacked-identity.ts';
import {usesOf} from './uses.ts';

/** In the order of `snapshot.disks`. */
export const describeDisks = (snapshot: Snapshot): readonly Disk[] => {
	const reasons = mediumReasons(snapshot);
	const disks = snapshot.disks.map((device) => describeDisk(device, snapshot, reasons));
	return disks.map((disk, index) => withIdentity(disk, snapshot.disks[index], disks, snapshot));
};

const describeDisk = (
	device: BlockDevice,
	snapshot: Snapshot,
	reasons: ReadonlyMap<string, string>,
): Disk => {
	const links = linksOf(device, snapshot);
	const sequence = snapshot.sequences.get(device.deviceNumber);
	const silence = snapshot.silent.get(device.deviceNumber);
	const labels = [device, ...device.children].map(({filesystemLabel}) => filesystemLabel);
	const mediumReason = reasons.get(device.deviceNumber) ?? labelReason(snapshot.liveLabel, labels);
	return {
		path: device.path,
		deviceNumber: device.deviceNumber,
		sequence:
			sequence === undefined ? unknown('this kernel does not number disks') : known(sequence),
		kind: diskKind(device) ?? 'other',
		fingerprint: fingerprintFor(device, snapshot),
		identity: 'slot',
		...(device.vendor !== undefined && {vendor: escapeControl(device.vendor)}),
		byId: links.byId,
		byPathLinks: links.byPath,
		...transportOf(device, snapshot),
		...(device.state !== undefined && {state: device.state}),
		...(device.zoned !== undefined && {zoned: device.zoned}),
		...(device.hctl !== undefined && {hctl: device.hctl}),
		physicalSectorBytes: device.physicalSectorBytes ?? 0,
		rotational:
			device.isRotational === undefined
				? unknown('lsblk does not say')
				: known(device.isRotational),
		isRemovable: device.isRemovable || device.isHotplug,
		isReadOnly: device.isReadOnly,
		contents: unknown(silence ?? 'the disk was not read'),
		uses: silence === undefined ? known(usesOf(device, snapshot)) : unknown(silence),
		...(mediumReason !== undefined && {mediumReason}),
		...rolesOf(device, snapshot),
	};
};

const fingerprintFor = (device: BlockDevice, snapshot: Snapshot): Disk['fingerprint'] => {
	const links = linksOf(device, snapshot);
	switch (diskKind(device)) {
		case 'multipath':
			return fingerprintOfMap(
				device,
				disksBelow(device, snapshot.tree),
				snapshot.stacks.mappings.get(device.deviceNumber)?.uuid,
			);
		case 'raid':
			return fingerprintOfVolume(device, links.byId);
		default:
			return fingerprintOf(device, slotOf(links));
	}
};

/** Links to a map point to its node, not to its name below /dev/mapper. */
const linksOf = ({path, kernelName}: BlockDevice, {links}: Snapshot): DiskLinks =>
	links.get(path) ?? links.get(`/dev/${kernelName}`) ?? noLinks;

/** A map is reached as its paths are. */
const transportOf = (device: BlockDevice, {tree}: Snapshot): {readonly transport?: string} => {
	const below = new Set(disksBelow(device, tree).map(({transport}) => transport));
	const [shared] = below;
	const transport = device.transport ?? (below.size === 1 ? shared : undefined);
	return transport === undefined ? {} : {transport};
};

const rolesOf = (device: BlockDevice, snapshot: Snapshot): Pick<Disk, 'multipath' | 'raid'> => {
	const multipath = multipathRole(device, snapshot);
	const raid = raidRole(device, snapshot);
	return {...(multipath && {multipath}), ...(raid && {raid})};
};

/** A map and its own paths, or an array and its members, share identity by nature. */
const withIdentity = (
	disk: Disk,
	device: BlockDevice | undefined,
	disks: readonly Disk[],
	{tree}: Snapshot,
): Disk => {
	const isRelated = (other: Disk): boolean =>
		withAncestors(tree, other.deviceNumber).includes(disk.deviceNumber) ||
		withAncestors(tree, disk.deviceNumber).includes(other.deviceNumber) ||
		isOtherPath(disk, other);
	const others = disks.filter((other) => !isRelated(other));
	const twins = others.filter((other) => isSeenTwice(disk.fingerprint, other.fingerprint));
	const faults = device === undefined ? [] : identityFaults(device, disk.fingerprint, others);
	return {
		...disk,
		identity: identityQuality(
			disk.fingerprint,
			others.map(({fingerprint}) => fingerprint),
		),
		...(twins.length > 0 && {twins: twins.map(({path}) => path)}),
		byId: trustedLinks(disk.byId, faults),
		...(faults.length > 0 && {identityFaults: faults.map(({words}) => words)}),
	};
};

const isOtherPath = ({multipath}: Disk, other: Disk): boolean =>
	multipath?.role === 'path' &&
	other.multipath?.role === 'path' &&
	multipath.map === other.multipath.map &&
	multipath.map.startsWith('/');
