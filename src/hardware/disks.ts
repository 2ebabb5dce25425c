/**
 * The disks of this host: who they are, what is on them, what holds them, what they are part of. First a look
 * at all devices that reads no disk, then each disk on its own, so that a dying one hides no other, then what
 * ties them together.
 */
import type {System} from '../system/types.ts';
import {readKernelLog} from '../tools/dmesg.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import {readingTimeoutMs} from '../tools/reading.ts';
import type {Signature} from '../tools/wipefs.ts';
import {askRelations} from './ask-relations.ts';
import {withCloneFaults} from './clones.ts';
import {type DiskReading, readContents} from './contents.ts';
import {describeDisks} from './describe-disk.ts';
import {type DetailSources, withDetails} from './disk-details.ts';
import {type Disk, type Fact, known, unknown} from './facts.ts';
import {labelReason} from './medium.ts';
import {probeLimitMs} from './probes.ts';
import {membershipsOf} from './relations.ts';
import {withSanOfPaths} from './roles.ts';
import {type Snapshot, takeSnapshot} from './snapshot.ts';
import {asFact} from './time-limit.ts';

/** All disks, whole; one whose contents cannot be read says so and is never eligible. */
export const probeDisks = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly Disk[]> => {
	const logLimit = {what: 'the kernel log', limitMs: probeLimitMs, signal};
	const [snapshot, kernelLog] = await Promise.all([
		takeSnapshot(system, signal),
		asFact(system, logLimit, async (either) => known(await readKernelLog(system, either))),
	]);
	const read = await Promise.all(
		describeDisks(snapshot).map(async (disk, index) => {
			const device = snapshot.disks[index];
			const sources = detailSources(device, snapshot, kernelLog);
			const [found, details] = await Promise.all([
				readDisk(system, snapshot, disk, device, signal),
				withDetails(system, disk, sources, signal),
			]);
			return {disk: {...details, ...found.disk}, signatures: found.signatures};
		}),
	);
	return withMemberships(system, read, signal);
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
		withContents: async (contentsSignal) => {
			const device = snapshot.disks[index];
			return (await readDisk(system, snapshot, disk, device, contentsSignal)).disk;
		},
	}));
};

type ReadDisk = {readonly disk: Disk; readonly signatures: readonly Signature[]};

const withMemberships = async (
	system: System,
	read: readonly ReadDisk[],
	signal: AbortSignal | undefined,
): Promise<readonly Disk[]> => {
	const disks = withCloneFaults(withSanOfPaths(read.map(({disk}) => disk)));
	const signatures = new Map(read.map(({disk, signatures: found}) => [disk.path, found]));
	const sources = await askRelations(system, disks, signatures, signal);
	return disks.map((disk) => {
		const memberships = membershipsOf(disk, disks, sources);
		return memberships.length === 0 ? disk : {...disk, memberships};
	});
};

const detailSources = (
	device: BlockDevice | undefined,
	{devicePaths}: Snapshot,
	kernelLog: DetailSources['kernelLog'],
): DetailSources => ({
	kernelName: device?.kernelName ?? '',
	devicePath: device && devicePaths.get(device.deviceNumber),
	kernelLog,
});

const readDisk = async (
	system: System,
	{liveLabel, silent}: Snapshot,
	disk: Disk,
	device: BlockDevice | undefined,
	signal: AbortSignal | undefined,
): Promise<ReadDisk> => {
	if (silent.has(disk.deviceNumber)) {
		return {disk, signatures: []};
	}
	const reading = await readingOf(system, disk, device, signal);
	if (!reading.known) {
		return {disk: {...disk, contents: reading}, signatures: []};
	}
	const {contents, labels, signatures} = reading.value;
	const mediumReason = disk.mediumReason ?? labelReason(liveLabel, labels);
	const read = {
		...disk,
		contents: known(contents),
		...(mediumReason !== undefined && {mediumReason}),
	};
	return {disk: read, signatures};
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
