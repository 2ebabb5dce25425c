/**
 * Root device hints, with the keys that fleets already use: all that are given must hold. Values match whole and
 * exact; `contains:` before a text asks for a part of it. Which disk is meant is an answer only when it is one.
 * Pure.
 */
import type {Disk} from './facts.ts';

export type RootDeviceHints = {
	/** A kernel path or a link below /dev/disk. */
	readonly deviceName?: string;
	readonly hctl?: string;
	readonly model?: string;
	readonly vendor?: string;
	readonly serialNumber?: string;
	/** Decimal, as printed on the label of a disk. */
	readonly minSizeGigabytes?: number;
	readonly wwn?: string;
	readonly wwnWithExtension?: string;
	readonly wwnVendorExtension?: string;
	readonly rotational?: boolean;
};

/** Every disk that is a target by its nature and that all hints fit. */
export const matchHints = (disks: readonly Disk[], hints: RootDeviceHints): readonly Disk[] =>
	disks.filter((disk) => isTarget(disk) && rules.every((rule) => rule(hints, disk)));

/** A path below a map and the running medium are never meant; what else speaks against a disk is told later. */
const isTarget = ({kind, multipath, mediumReason, fingerprint}: Disk): boolean =>
	(kind === 'disk' || kind === 'multipath' || kind === 'raid') &&
	multipath?.role !== 'path' &&
	mediumReason === undefined &&
	fingerprint.sizeBytes > 0;

type Rule = (hints: RootDeviceHints, disk: Disk) => boolean;

const partPrefix = 'contains:';

/** A hint that is not given holds; an attribute that is not known never does. */
const text =
	(
		hintOf: (hints: RootDeviceHints) => string | undefined,
		valuesOf: (disk: Disk) => readonly (string | undefined)[],
	): Rule =>
	(hints, disk) => {
		const wanted = hintOf(hints);
		return (
			wanted === undefined ||
			valuesOf(disk).some((value) => value !== undefined && isMeant(wanted, value))
		);
	};

const isMeant = (wanted: string, value: string): boolean =>
	wanted.startsWith(partPrefix)
		? wanted.length > partPrefix.length && value.includes(wanted.slice(partPrefix.length))
		: value === wanted;

const rules: readonly Rule[] = [
	text(
		({deviceName}) => deviceName,
		({path, byId, byPathLinks = []}) => [path, ...byId, ...byPathLinks],
	),
	text(
		({hctl}) => hctl,
		({hctl}) => [hctl],
	),
	text(
		({model}) => model,
		({fingerprint}) => [fingerprint.model],
	),
	text(
		({vendor}) => vendor,
		({vendor}) => [vendor],
	),
	text(
		({serialNumber}) => serialNumber,
		({fingerprint, spellings}) => [fingerprint.serial, ...(spellings?.serials ?? [])],
	),
	text(
		({wwn}) => wwn,
		({fingerprint}) => [fingerprint.wwn],
	),
	text(
		({wwnWithExtension}) => wwnWithExtension,
		({spellings}) => [spellings?.wwnWithExtension],
	),
	text(
		({wwnVendorExtension}) => wwnVendorExtension,
		({spellings}) => [spellings?.wwnVendorExtension],
	),
	({minSizeGigabytes}, {fingerprint}) =>
		minSizeGigabytes === undefined || fingerprint.sizeBytes >= minSizeGigabytes * 1e9,
	({rotational}, disk) =>
		rotational === undefined || (disk.rotational.known && disk.rotational.value === rotational),
];
