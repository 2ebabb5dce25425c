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
		.filter((medium) => reasonAgainst(medium) === undefined)
		.map(stickOf);

/** @throws InstallError STICK_UNFIT */
export const findStick = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<Stick> => {
	const media = await seenMedia(system, signal);
	const medium = media.find((one) => one.device === device);
	const why = medium === undefined ? 'it is not there' : reasonAgainst(medium);
	if (medium === undefined || why !== undefined) {
		throw new InstallError('STICK_UNFIT', {device, why: why ?? 'it is not there'});
	}
	return stickOf(medium);
};

/** Judged from outside: nothing is mounted only to be listed. */
const seenMedia = async (system: System, signal: AbortSignal): Promise<readonly Medium[]> =>
	candidatesIn(await listDevices(system, signal)).map((candidate) => judgeMedium(candidate));

/** Those that Linux writes; the others only hold things to be read. */
const writableFilesystems = ['vfat', 'exfat', 'ntfs', 'ext2', 'ext3', 'ext4', 'xfs'];

const stickOf = ({device, sizeBytes, filesystem, label}: Medium): Stick => ({
	device,
	sizeBytes,
	...(filesystem !== undefined && {filesystem}),
	...(label !== undefined && {label}),
});

const reasonAgainst = ({isPluggedIn, filesystem, verdict}: Medium): string | undefined => {
	if (isPluggedIn !== true) {
		return 'it belongs to this host';
	}
	if (filesystem === undefined || !writableFilesystems.includes(filesystem)) {
		return `it has no filesystem that can be written (${filesystem ?? 'none'})`;
	}
	return verdict.kind === 'refused' && /^it is (in use|the installation disk)/.test(verdict.reason)
		? verdict.reason
		: undefined;
};
