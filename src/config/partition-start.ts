/**
 * Where the partition for container images starts: `-40G` is 40 GiB before the end of the disk, `100G` is
 * 100 GiB after its start. K, M, G and T are powers of 1024 whether or not `B` or `iB` follows, in any case,
 * as the partition tools read them; a fraction is allowed. A number without a unit is refused: one of those
 * tools counts it in sectors, another in bytes.
 */
import {InstallError} from '../errors.ts';

export type PartitionStart = {readonly from: 'end' | 'start'; readonly sizeBytes: number};

/** Throws CONFIG_INVALID; settings that came through a document were checked there. */
export const parsePartitionStart = (text: string): PartitionStart => {
	const start = readStart(text);
	if (start === undefined) {
		const fault = `extraPartitionStart: ${partitionStartFault(text)}`;
		throw new InstallError('CONFIG_INVALID', {source: 'the settings', faults: [fault]});
	}
	return start;
};

/** Why the text is refused; undefined when it is good. */
export const partitionStartFault = (text: string): string | undefined => {
	if (readStart(text) !== undefined) {
		return undefined;
	}
	return isNumber(text) ? `${accepted}; a number needs a unit` : accepted;
};

/** The first byte of the partition on a disk; negative when it would lie before the disk. */
export const startByte = ({from, sizeBytes}: PartitionStart, diskBytes: number): number =>
	from === 'start' ? sizeBytes : diskBytes - sizeBytes;

const accepted = 'needed a size as -40G (before the end of the disk) or 100G (after its start)';
const unitPowers = ['K', 'M', 'G', 'T'];

const readStart = (text: string): PartitionStart | undefined => {
	const match = /^(-?)(\d+(?:\.\d+)?)\s*([KMGT])(?:i?B)?$/i.exec(text.trim());
	if (match === null) {
		return undefined;
	}
	const [, sign, number, unit] = match;
	const sizeBytes = Math.floor(Number(number) * unitBytes(unit ?? ''));
	if (sizeBytes === 0 || !Number.isSafeInteger(sizeBytes)) {
		return undefined;
	}
	return {from: sign === '-' ? 'end' : 'start', sizeBytes};
};

const isNumber = (text: string): boolean => /^\s*[+-]?\d+(\.\d+)?\s*$/.test(text);

const unitBytes = (unit: string): number => 1024 ** (unitPowers.indexOf(unit.toUpperCase()) + 1);
