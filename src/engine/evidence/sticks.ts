/** Which filesystems a bundle may be copied to: those that somebody plugged in and that can be written. */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {listDevices} from '../site/devices.ts';
import {candidatesIn, judgeMedium} from '../site/judge-media.ts';
import type {Medium} from '../site/medium.ts';
import {mountpoints} from '../site/mounted.ts';

export type Stick = {
	/** As `/dev/sdb1`. */
	readonly device: string;
	readonly sizeBytes: number;
	readonly filesystem?: string;
	readonly label?: string;
};

export const listSticks = async (system: System, signal: AbortSignal): Promise<readonly Stick[]> =>
	(await seenMedia(system, signal))
		.filter((seen) => reasonAgainst(seen) === undefined)
		.map(stickOf);

/** @throws InstallError STICK_UNFIT */
export const findStick = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<Stick> => {
	const seen = await seenAlone(system, device, signal);
	const why = seen === undefined ? 'it is not there' : reasonAgainst(seen);
	if (seen === undefined || why !== undefined) {
		throw new InstallError('STICK_UNFIT', {device, why: why ?? 'it is not there'});
	}
	return stickOf(seen);
};

const looks = 20;
const lookEveryMs = 500;

/** A stick that was just plugged in is looked into for a configuration; that is over in a moment. */
const seenAlone = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<Seen | undefined> => {
	for (let look = 1; ; look += 1) {
		const media = await seenMedia(system, signal);
		const seen = media.find(({medium}) => medium.device === device);
		if (!seen?.isLookedInto || look === looks) {
			return seen;
		}
		await system.clock.sleep(lookEveryMs, signal);
	}
};

type Seen = {
	readonly medium: Medium;
	readonly mountpoints: readonly string[];
	/** By ourselves. */
	readonly isLookedInto: boolean;
};

/** Judged from outside: nothing is mounted only to be listed. */
const seenMedia = async (system: System, signal: AbortSignal): Promise<readonly Seen[]> =>
	candidatesIn(await listDevices(system, signal)).map((candidate) => ({
		medium: judgeMedium(candidate),
		mountpoints: candidate.device.mountpoints.filter((place) => !isOurs(place)),
		isLookedInto: candidate.device.mountpoints.some(isOurs),
	}));

const isOurs = (mountpoint: string): boolean => mountpoint.startsWith(`${mountpoints}/`);

/** Those that Linux writes; the others only hold things to be read. */
const writableFilesystems = ['vfat', 'exfat', 'ntfs', 'ext2', 'ext3', 'ext4', 'xfs'];

const stickOf = ({medium: {device, sizeBytes, filesystem, label}}: Seen): Stick => ({
	device,
	sizeBytes,
	...(filesystem !== undefined && {filesystem}),
	...(label !== undefined && {label}),
});

const reasonAgainst = ({
	medium: {isPluggedIn, filesystem},
	mountpoints: places,
}: Seen): string | undefined => {
	if (isPluggedIn !== true) {
		return 'it belongs to this host';
	}
	if (places.length > 0) {
		return `it is in use (${places.join(', ')})`;
	}
	return filesystem !== undefined && writableFilesystems.includes(filesystem)
		? undefined
		: `it has no filesystem that can be written (${filesystem ?? 'none'})`;
};
