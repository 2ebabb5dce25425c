/**
 * The text that a person types to destroy a disk: something read off that very disk, and of no other disk of
 * this host. Serial number first, then WWN, then size and slot. Pure.
 */
import type {Disk, DiskFingerprint} from './facts.ts';

export type Confirmation = {
	readonly text: string;
	readonly kind: 'serial' | 'wwn' | 'size-and-slot';
	/** The whole value that the text is taken from. */
	readonly from: string;
};

const tailCharacters = 4;

/** @param disks all disks of this host */
export const confirmationFor = (disk: Disk, disks: readonly Disk[]): Confirmation => {
	const others = disks.filter(
		({deviceNumber, path}) => deviceNumber !== disk.deviceNumber && !isPathOf(disk, path),
	);
	return (
		tailOf('serial', disk.fingerprint, others) ??
		tailOf('wwn', disk.fingerprint, others) ??
		sizeAndSlot(disk)
	);
};

/** The paths of a map have its number, since they are the same disk. */
const isPathOf = ({multipath}: Disk, path: string): boolean =>
	multipath?.role === 'map' && multipath.paths.includes(path);

/** Upper and lower case are one, and spaces around do not count; all else must be equal. */
export const isConfirmed = ({text}: Confirmation, typed: string): boolean =>
	typed.trim().toLowerCase() === text.toLowerCase();

const tailOf = (
	kind: 'serial' | 'wwn',
	fingerprint: DiskFingerprint,
	others: readonly Disk[],
): Confirmation | undefined => {
	const from = fingerprint[kind];
	const text = tail(from);
	const isShared = others.some((other) => tail(other.fingerprint[kind]) === text);
	return from === undefined || text === undefined || isShared ? undefined : {text, kind, from};
};

/** Undefined when there are not so many letters and digits at the end. */
const tail = (value: string | undefined): string | undefined =>
	/[a-z0-9]{4}$/i.test(value ?? '') ? value?.slice(-tailCharacters).toUpperCase() : undefined;

const sizeAndSlot = ({fingerprint, path}: Disk): Confirmation => {
	const gigabytes = Math.floor(fingerprint.sizeBytes / 1e9);
	const slot = (fingerprint.byPath ?? path).split('/').at(-1);
	const from = `${gigabytes} ${slot}`;
	return {text: from, kind: 'size-and-slot', from};
};
