/** How a person tells one disk from another: model, serial number and size; never the kernel name alone. Pure. */
import type {DiskFingerprint} from './facts.ts';

/** As `Samsung PM9A3, serial S64G1, 960.2 GB`. */
export const diskName = ({model, serial, sizeBytes}: DiskFingerprint): string =>
	[
		model ?? 'disk',
		...(serial === undefined ? [] : [`serial ${serial}`]),
		sizeText(sizeBytes),
	].join(', ');

/** Decimal, as printed on the label of the disk. */
export const sizeText = (sizeBytes: number): string => {
	const [unit, bytes] = units.find(([, least]) => sizeBytes >= least) ?? ['B', 1];
	return `${trimmed(sizeBytes / bytes)} ${unit}`;
};

const units: readonly (readonly [unit: string, bytes: number])[] = [
	['TB', 1e12],
	['GB', 1e9],
	['MB', 1e6],
];

/** Rounded down: a disk is never said to be as large as what it falls short of. */
const trimmed = (value: number): string => String(Math.floor(value * 10) / 10);
