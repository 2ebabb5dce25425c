/**
 * The disks of this host: who they are, what is on them, what holds them. Two passes: a look at all devices
 * that reads no disk, then the contents of each disk on its own, so that a dying one hides no other.
 */
import {escapeControl} from '../system/lines.ts';
import type {System} from '../system/types.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import {readingTimeoutMs} from '../tools/reading.ts';
import {type DiskReading, readContents} from './contents.ts';
import {diskKind, withAncestors} from './device-tree.ts';
import {type Disk, type Fact, known, unknown} from './facts.ts';
import {fingerprintOf, identityQuality, isSeenTwice} from './identity.ts';
import {noLinks, slotOf} from './links.ts';
import {labelReason, mediumReasons} from './medium.ts';
import {type Snapshot, takeSnapshot} from './snapshot.ts';
import {asFact} from './time-limit.ts';
import {usesOf} from './uses.ts';

/** All disks with their contents; one whose contents cannot be read says so and is never eligible. */
export const probeDisks = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly Disk[]> => {
	const listed = await listDisks(system, signal);
	return Promise.all(listed.map(({withContents}) => withContents(signal)));
};

/** A disk whose contents were not read yet: enough to tell which it is. */
export type ListedDisk = {
	readonly disk: Disk;
	readonly withContents: (signal?: AbortSignal) => Promise<Disk>;
};

export const listDisks = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly ListedDisk[]> => {
	const snapshot = await takeSnapshot(system, signal);
	return describeDisks(snapshot).map((disk, index) => ({
		disk,
		withContents: (contentsSignal) =>
			addContents(system, snapshot, disk, snapshot.disks[index], contentsSignal),
	}));
};

/** In the order of `snapshot.disks`. */
export const describeDisks = (snapshot: Snapshot): readonly Disk[] => {
	const reasons = mediumReasons(snapshot);
	const disks = snapshot.disks.map((device) => describeDisk(device, snapshot, reasons));
	return disks.map((disk) => withIdentity(disk, disks, snapshot));
};

const describeDisk = (
	device: BlockDevice,
	snapshot: Snapshot,
	reasons: ReadonlyMap<string, string>,
): Disk => {
	const links = snapshot.links.get(device.path) ?? noLinks;
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
		fingerprint: fingerprintOf(device, slotOf(links)),
		identity: 'slot',
		...(device.vendor !== undefined && {vendor: escapeControl(device.vendor)}),
		byId: links.byId,
		byPathLinks: links.byPath,
		...(device.transport !== undefined && {transport: device.transport}),
		...(device.state !== undefined && {state: device.state}),
		...(device.zoned !== undefined && {zoned: device.zoned}),
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
	};
};

/** A map and its own paths, or an array and its members, share identity by nature. */
const withIdentity = (disk: Disk, disks: readonly Disk[], {tree}: Snapshot): Disk => {
	const isRelated = (other: Disk): boolean =>
		withAncestors(tree, other.deviceNumber).includes(disk.deviceNumber) ||
		withAncestors(tree, disk.deviceNumber).includes(other.deviceNumber);
	const others = disks.filter((other) => !isRelated(other));
	const twins = others.filter((other) => isSeenTwice(disk.fingerprint, other.fingerprint));
	return {
		...disk,
		identity: identityQuality(
			disk.fingerprint,
			others.map(({fingerprint}) => fingerprint),
		),
		...(twins.length > 0 && {twins: twins.map(({path}) => path)}),
	};
};

const addContents = async (
	system: System,
	{liveLabel, silent}: Snapshot,
	disk: Disk,
	device: BlockDevice | undefined,
	signal: AbortSignal | undefined,
): Promise<Disk> => {
	if (silent.has(disk.deviceNumber)) {
		return disk;
	}
	const reading = await readingOf(system, disk, device, signal);
	if (!reading.known) {
		return {...disk, contents: reading};
	}
	const mediumReason = disk.mediumReason ?? labelReason(liveLabel, reading.value.labels);
	return {
		...disk,
		contents: known(reading.value.contents),
		...(mediumReason !== undefined && {mediumReason}),
	};
};

const readingOf = async (
	system: System,
	disk: Disk,
	device: BlockDevice | undefined,
	signal: AbortSignal | undefined,
): Promise<Fact<DiskReading>> => {
	if (device === undefined || disk.kind === 'rom' || disk.fingerprint.sizeBytes === 0) {
		return unknown(
			disk.kind === 'rom' ? 'optical media are not read' : 'there is nothing to read (size 0)',
		);
	}
	const limit = {what: disk.path, limitMs: readingTimeoutMs, signal};
	return asFact(system, limit, async (either) => known(await readContents(system, device, either)));
};
