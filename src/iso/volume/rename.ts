/**
 * Other identifiers in the records of a directory (ECMA-119 9.1.11), no longer than those that are there: each record
 * keeps its place and its length, and what follows the identifier moves up. Pure.
 */
import {identifierAt, identifierBytesAt, sectorBytes} from './format.ts';

/** @param names what an identifier becomes. A longer one stays what it is. */
export const withIdentifiers = (bytes: Buffer, names: ReadonlyMap<string, string>): Buffer => {
	const changed = Buffer.from(bytes);
	let start = 0;
	while (start < changed.length) {
		const length = changed[start] ?? 0;
		if (length === 0) {
			start = (Math.floor(start / sectorBytes) + 1) * sectorBytes;
			continue;
		}
		renameRecord(changed.subarray(start, start + length), names);
		start += length;
	}
	return changed;
};

const renameRecord = (record: Buffer, names: ReadonlyMap<string, string>): void => {
	const sizeBytes = record[identifierBytesAt] ?? 0;
	const found = record.toString('latin1', identifierAt, identifierAt + sizeBytes);
	const wanted = names.get(found);
	if (wanted === undefined || wanted.length > sizeBytes) {
		return;
	}
	const rest = Buffer.from(record.subarray(endOf(sizeBytes)));
	record.fill(0, identifierAt);
	record[identifierBytesAt] = wanted.length;
	record.write(wanted, identifierAt, 'latin1');
	rest.copy(record, endOf(wanted.length));
};

/** A byte fills up an identifier of even length (9.1.12). */
const endOf = (sizeBytes: number): number => identifierAt + sizeBytes + ((sizeBytes + 1) % 2);
