/**
 * A disk pinned when it was confirmed, and found again before each destructive step: every attribute that it
 * had must still be equal, on exactly one disk. Within one boot the device itself must be the same too.
 * Never falls back to "the disk at that path".
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {diskName} from './disk-name.ts';
import {type ListedDisk, listDisks} from './disks.ts';
import type {Disk, DiskFingerprint, HostFacts} from './facts.ts';

/** Plain data: it stands in the plan. */
export type PinnedDisk = {
	readonly fingerprint: DiskFingerprint;
	/** The three that hold for one boot only. */
	readonly path: string;
	readonly deviceNumber: string;
	readonly sequence?: number;
	/** Which boot that was. */
	readonly bootId?: string;
	/** For messages: model, serial number, size. */
	readonly name: string;
};

export const pinDisk = (
	disk: Disk,
	{host}: {readonly host: Pick<HostFacts, 'bootId'>},
): PinnedDisk => ({
	fingerprint: disk.fingerprint,
	path: disk.path,
	deviceNumber: disk.deviceNumber,
	...(disk.sequence.known && {sequence: disk.sequence.value}),
	...(host.bootId.known && {bootId: host.bootId.value}),
	name: diskName(disk.fingerprint),
});

/** The one disk that is the pinned one, freshly read. Fails with DISK_CHANGED, DISK_NOT_FOUND or DISK_AMBIGUOUS. */
export const findPinnedDisk = async (
	system: System,
	pinned: PinnedDisk,
	signal?: AbortSignal,
): Promise<Disk> => (await listPinned(system, pinned, signal)).withContents(signal);

/** The same, but what is on it is not read: who writes to its mounted filesystems has no use for that. */
export const findPinnedIdentity = async (
	system: System,
	pinned: PinnedDisk,
	signal?: AbortSignal,
): Promise<Disk> => (await listPinned(system, pinned, signal)).disk;

const listPinned = async (
	system: System,
	pinned: PinnedDisk,
	signal: AbortSignal | undefined,
): Promise<ListedDisk> => {
	const [listed, bootId] = await Promise.all([listDisks(system, signal), readBootId(system)]);
	const isSameBoot = pinned.bootId !== undefined && pinned.bootId === bootId;
	const disks = listed.map(({disk}) => disk);
	const disk = pickPinned(disks, pinned, isSameBoot);
	const again = listed.find((one) => one.disk === disk);
	return again ?? {disk, withContents: async () => disk};
};

/** Pure part of `findPinnedDisk`: which of these disks is the pinned one. */
export const pickPinned = (
	disks: readonly Disk[],
	pinned: PinnedDisk,
	isSameBoot: boolean,
): Disk => {
	const [disk, ...more] = disks.filter(
		({fingerprint}) => changedAttributes(pinned.fingerprint, fingerprint).length === 0,
	);
	if (disk === undefined) {
		throw notFound(disks, pinned, isSameBoot);
	}
	if (more.length > 0) {
		const matches = [disk, ...more].map(({path}) => path).join(', ');
		throw new InstallError('DISK_AMBIGUOUS', {disk: pinned.name, matches});
	}
	const moved = isSameBoot ? changedHandles(pinned, disk) : [];
	if (moved.length > 0) {
		throw changed(pinned, moved);
	}
	return disk;
};

const attributes: readonly (readonly [name: keyof DiskFingerprint, words: string])[] = [
	['wwn', 'WWN'],
	['serial', 'serial number'],
	['model', 'model'],
	['sizeBytes', 'size'],
	['logicalSectorBytes', 'sector size'],
	['byPath', 'slot'],
	['uuid', 'array or map id'],
];

/** An attribute that was absent at selection says nothing. */
const changedAttributes = (before: DiskFingerprint, now: DiskFingerprint): readonly string[] =>
	attributes
		.filter(([name]) => before[name] !== undefined && before[name] !== now[name])
		.map(([name, words]) => difference(words, before[name], now[name]));

const changedHandles = (pinned: PinnedDisk, disk: Disk): readonly string[] => {
	const sequence = disk.sequence.known ? disk.sequence.value : undefined;
	return [
		...(pinned.deviceNumber === disk.deviceNumber
			? []
			: [difference('device number', pinned.deviceNumber, disk.deviceNumber)]),
		...(pinned.sequence === undefined || pinned.sequence === sequence
			? []
			: [difference('attach number', pinned.sequence, sequence)]),
	];
};

const difference = (
	words: string,
	before: string | number | undefined,
	now: string | number | undefined,
): string => `${words} was ${before}, is ${now ?? 'not told'}`;

const notFound = (
	disks: readonly Disk[],
	pinned: PinnedDisk,
	isSameBoot: boolean,
): InstallError => {
	const successor = disks.find((disk) => isSuccessor(disk, pinned, isSameBoot));
	return successor === undefined
		? new InstallError('DISK_NOT_FOUND', {disk: pinned.name})
		: changed(pinned, changedAttributes(pinned.fingerprint, successor.fingerprint));
};

/** The disk that a person would take for the pinned one: in its place, or with its number. */
const isSuccessor = (disk: Disk, pinned: PinnedDisk, isSameBoot: boolean): boolean => {
	const {wwn, serial, byPath} = pinned.fingerprint;
	return (
		(isSameBoot && disk.deviceNumber === pinned.deviceNumber) ||
		(wwn !== undefined && wwn === disk.fingerprint.wwn) ||
		(serial !== undefined && serial === disk.fingerprint.serial) ||
		(byPath !== undefined && byPath === disk.fingerprint.byPath)
	);
};

const changed = (pinned: PinnedDisk, changes: readonly string[]): InstallError =>
	new InstallError('DISK_CHANGED', {disk: pinned.name, changes: changes.join('; ')});

const readBootId = async (system: System): Promise<string> =>
	(await system.files.readText('/proc/sys/kernel/random/boot_id')).trim();
