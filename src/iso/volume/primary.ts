/** The primary volume descriptor: what the volume is called, and where its root lies (ECMA-119 8.4). */
import {InstallError} from '../../errors.ts';
import {
	directoryFlag,
	firstDescriptorSector,
	rootRecordBytes,
	sectorBytes,
	standardIdentifier,
} from './format.ts';
import {type DirectoryRecord, readRecord} from './records.ts';
import type {ByteSource} from './source.ts';

export type Primary = {readonly volumeId: string; readonly root: DirectoryRecord};

/** Whether it begins as an ISO 9660 volume does, good or damaged. */
export const isIso = async (source: ByteSource): Promise<boolean> => {
	const offsetBytes = firstDescriptorSector * sectorBytes + 1;
	const lengthBytes = standardIdentifier.length;
	return (
		source.sizeBytes >= offsetBytes + lengthBytes &&
		(await source.read({offsetBytes, lengthBytes})).toString('latin1') === standardIdentifier
	);
};

/** @throws InstallError ISO_UNREADABLE */
export const readPrimary = async (source: ByteSource): Promise<Primary> => {
	const offsetBytes = firstDescriptorSector * sectorBytes;
	const unreadable = (why: string): InstallError =>
		new InstallError('ISO_UNREADABLE', {iso: source.name, why});
	if (source.sizeBytes < offsetBytes + sectorBytes) {
		throw unreadable('it is too small for one');
	}
	const bytes = await source.read({offsetBytes, lengthBytes: sectorBytes});
	if (bytes[0] !== 1 || bytes.toString('latin1', 1, 6) !== standardIdentifier) {
		throw unreadable('it is no ISO 9660 volume');
	}
	const record = bytes.subarray(156, 156 + rootRecordBytes);
	const root = readRecord(record, rootRecordBytes);
	if (root === undefined || bytes.readUInt16LE(128) !== sectorBytes || !isDirectory(root)) {
		throw unreadable('its volume descriptor is damaged');
	}
	return {volumeId: bytes.toString('latin1', 40, 72).trimEnd(), root};
};

const isDirectory = ({flags}: DirectoryRecord): boolean => (flags & directoryFlag) !== 0;
