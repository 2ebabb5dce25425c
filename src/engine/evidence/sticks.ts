/** Which filesystems a bundle may be copied to: those that somebody plugged in and that can be written. */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {listDevices} from '../site/devices.ts';
import {candidatesIn, judgeMedium} from '../site/judge-media.ts';
import type {Medium} from '../site/medium.ts';

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
	const media = await seenMedia(system, signal);
	const seen = media.find(({medium}) => medium.device === device);
	const why = seen === undefined ? 'it is not there' : reasonAgainst(seen);
	if (seen === undefined || why !== undefined) {
		throw new InstallError('STICK_UNFIT', {device, why: why ?? 'it is not there'});
	}
	return stickOf(seen);
};

type Seen = {readonly medium: Medium; readonly mountpoints: readonly string[]};

/** Judged from outside: nothing is mounted only to be listed. */
const seenMedia = async (system: System, signal: AbortSignal): Promise<readonly Seen[]> =>
	candidatesIn(await listDevices(system, signal)).map((candidate) => ({
		medium: judgeMedium(candidate),
		mountpoints: candidate.device.mountpoints,
	}));

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
	mountpoints,
}: Seen): string | undefined => {
	if (isPluggedIn !== true) {
		return 'it belongs to this host';
	}
	if (mountpoints.length > 0) {
		return `it is in use (${mountpoints.join(', ')})`;
	}
	return filesystem !== undefined && writableFilesystems.includes(filesystem)
		? undefined
		: `it has no filesystem that can be written (${filesystem ?? 'none'})`;
};
