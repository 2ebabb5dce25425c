/**
 * Which of the attributes of a disk tell it from all others. WWN and serial number are hints: placeholders,
 * numbers shared by a batch and numbers of the controller are all seen in the field. Pure.
 */
import {escapeControl} from '../system/lines.ts';
import type {BlockDevice} from '../tools/lsblk.ts';
import type {Disk, DiskFingerprint, IdentityQuality} from './facts.ts';

const fewestDistinctCharacters = 4;

const placeholderWords: ReadonlySet<string> = new Set([
	'unknown',
	'none',
	'default string',
	'not specified',
	'to be filled by o.e.m.',
	'0123456789abcdef',
	'1234567890abcdef',
]);

/** The text, or undefined when it identifies nothing: zeros, one letter repeated, `Default string`. */
export const identifying = (text: string | undefined): string | undefined => {
	if (text === undefined) {
		return undefined;
	}
	const bare = text.toLowerCase().replace(/^(0x|eui\.|naa\.|uuid\.)/, '');
	const distinct = new Set(bare.replaceAll(/[^a-z0-9]/g, ''));
	return placeholderWords.has(bare) || distinct.size < fewestDistinctCharacters
		? undefined
		: escapeControl(text);
};

export const fingerprintOf = (device: BlockDevice, byPath: string | undefined): DiskFingerprint => {
	const wwn = identifying(device.wwn);
	const serial = identifying(device.serial);
	const model = device.model && escapeControl(device.model);
	return {
		...(wwn !== undefined && {wwn}),
		...(serial !== undefined && {serial}),
		...(model !== undefined && {model}),
		sizeBytes: device.sizeBytes,
		logicalSectorBytes: device.logicalSectorBytes ?? 0,
		...(byPath !== undefined && {byPath}),
	};
};

/** A value that another disk has too identifies neither. */
export const identityQuality = (
	fingerprint: DiskFingerprint,
	others: readonly DiskFingerprint[],
): IdentityQuality => {
	const isOwn = (name: 'wwn' | 'serial' | 'uuid'): boolean =>
		fingerprint[name] !== undefined && !others.some((other) => other[name] === fingerprint[name]);
	return isOwn('wwn') || isOwn('serial') || isOwn('uuid') ? 'unique' : 'slot';
};

export type IdentityFault = {readonly value: string; readonly words: string};

/** What of its identity cannot be trusted: placeholders, and values that other disks have too. */
export const identityFaults = (
	device: Pick<BlockDevice, 'wwn' | 'serial'>,
	fingerprint: DiskFingerprint,
	others: readonly Disk[],
): readonly IdentityFault[] =>
	(['wwn', 'serial'] as const).flatMap((name) => {
		const said = device[name];
		const value = fingerprint[name];
		if (value === undefined) {
			return said === undefined
				? []
				: [{value: said, words: `${names[name]} ${escapeControl(said)} is a placeholder`}];
		}
		const sharing = others.filter((other) => other.fingerprint[name] === value);
		const paths = sharing.map(({path}) => path).join(', ');
		return sharing.length === 0
			? []
			: [{value, words: `${names[name]} ${value} is also that of ${paths}`}];
	});

/**
 * A link that is made of such a value points to whichever disk claimed it last, and to another one tomorrow:
 * it names no disk.
 */
export const trustedLinks = (
	links: readonly string[],
	faults: readonly IdentityFault[],
): readonly string[] => links.filter((link) => !faults.some(({value}) => isMadeOf(link, value)));

/** As a word of the name; a WWN also behind the digit that tells its kind, as in `scsi-3600…`. */
const isMadeOf = (link: string, value: string): boolean => {
	const name = link.toLowerCase();
	const bare = value.toLowerCase().replace(/^0x/, '');
	const words = name.split(/[^a-z0-9]/);
	return words.includes(value.toLowerCase()) || (bare.length >= 16 && name.endsWith(bare));
};

const names = {wwn: 'WWN', serial: 'serial number'} as const;

/** One disk on two paths of a SAN has one WWN and one size; a second disk of a bad batch has its own serial. */
export const isSeenTwice = (one: DiskFingerprint, other: DiskFingerprint): boolean =>
	one.wwn !== undefined &&
	one.wwn === other.wwn &&
	one.sizeBytes === other.sizeBytes &&
	(one.serial === undefined || other.serial === undefined || one.serial === other.serial);
