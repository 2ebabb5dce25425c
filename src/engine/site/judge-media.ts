/**
 * Which devices may carry a site's configuration, and why the others may not. Pure: what a look into an
 * unlabelled filesystem found is given.
 */
import {acceptedLabels, configurationLabel} from '../../iso/configuration-iso.ts';
import type {BlockDevice} from '../../tools/lsblk.ts';
import type {Medium, MediumVerdict} from './medium.ts';

/** What was seen inside of a filesystem without our label. */
export type Look =
	| {readonly kind: 'layout'}
	/** Our layout, but one directory deeper. */
	| {readonly kind: 'deeper'; readonly directory: string}
	| {readonly kind: 'nothing'}
	| {readonly kind: 'unreadable'; readonly reason: string};

/** Whole disks, partitions and drives, in the order of lsblk, each once. */
export const candidatesIn = (devices: readonly BlockDevice[]): readonly Candidate[] => {
	const all = devices.flatMap((disk) => [disk, ...disk.children].map((one) => ({one, disk})));
	const unique = new Map(all.map(({one, disk}) => [one.path, {device: one, disk}]));
	return [...unique.values()].filter(({device}) => mediumTypes.includes(device.type));
};

export type Candidate = {
	readonly device: BlockDevice;
	/** The whole disk that it is, or is a partition of. */
	readonly disk: BlockDevice;
};

/** Only what somebody may have plugged in is looked into: an internal disk is nobody's letter to us. */
export const isWorthALook = ({device, disk}: Candidate): boolean =>
	refusalOf({device, disk}) === undefined && isPluggedIn(disk);

export const judgeMedium = (candidate: Candidate, look?: Look): Medium => {
	const {path, sizeBytes, filesystem, filesystemLabel: label} = candidate.device;
	return {
		device: path,
		sizeBytes,
		...(filesystem !== undefined && {filesystem}),
		...(label !== undefined && {label}),
		verdict: verdictOf(candidate, look),
		...(isPluggedIn(candidate.disk) && !isOwn(candidate.disk) && {isPluggedIn: true}),
	};
};

const mediumTypes = ['disk', 'part', 'rom', 'loop'];

/** Where the running system has its own files. */
const ownMountpoints = ['/', '/sysroot', '/boot', '/boot/efi', '/var', '/etc'];

/** Filesystem types of blkid that hold something else than files. */
const noFiles: Readonly<Record<string, string>> = {
	swap: 'it is swap space',
	LVM2_member: 'it belongs to a volume group of LVM',
	linux_raid_member: 'it belongs to an array',
	crypto_LUKS: 'it is encrypted',
	mpath_member: 'it is one path of a multipath disk',
	ceph_bluestore: 'it belongs to Ceph',
};

const verdictOf = (candidate: Candidate, look: Look | undefined): MediumVerdict => {
	const {filesystem, filesystemLabel: label} = candidate.device;
	if (label !== undefined && acceptedLabels.includes(label) && filesystem !== undefined) {
		return {kind: 'labelled', isLegacyLabel: label !== configurationLabel};
	}
	if (look?.kind === 'layout') {
		return {kind: 'unlabelled'};
	}
	return {kind: 'refused', reason: refusalOf(candidate) ?? refusalAfter(candidate, look)};
};

/** What is seen from outside; undefined when only a look can tell. */
const refusalOf = ({device, disk}: Candidate): string | undefined => {
	const {filesystem, mountpoints, sizeBytes, type} = device;
	if (isOwn(disk)) {
		return 'it is the installation disk, or a part of it';
	}
	if (sizeBytes === 0 || (type === 'rom' && filesystem === undefined)) {
		return type === 'rom' ? 'no readable disc is in the drive' : 'it has no size';
	}
	if (mountpoints.length > 0) {
		return `it is in use (${mountpoints.join(', ')})`;
	}
	if (filesystem === undefined) {
		return device.children.length > 0
			? 'it has partitions, which are listed by themselves'
			: 'no filesystem was recognised on it';
	}
	return noFiles[filesystem];
};

const refusalAfter = ({device}: Candidate, look: Look | undefined): string => {
	const {filesystem = '', filesystemLabel: label} = device;
	const named = label === undefined ? 'has no label' : `is labelled ${label}`;
	const seen = `its filesystem (${filesystem}) ${named}, needed is the label ${configurationLabel}`;
	switch (look?.kind) {
		case undefined:
		case 'layout':
			return seen;
		case 'nothing':
			return `${seen}, and it holds no configuration`;
		case 'deeper':
			return `${seen}, and its configuration lies below the directory ${look.directory}`;
		case 'unreadable':
			return `${seen}, and it cannot be read: ${look.reason}`;
	}
};

const isOwn = (disk: BlockDevice): boolean =>
	mountpointsBelow(disk).some((mountpoint) => ownMountpoints.includes(mountpoint));

const mountpointsBelow = ({mountpoints, children}: BlockDevice): readonly string[] => [
	...mountpoints,
	...children.flatMap(mountpointsBelow),
];

const isPluggedIn = ({isRemovable, isHotplug, transport, type}: BlockDevice): boolean =>
	isRemovable || isHotplug || transport === 'usb' || type === 'rom';
