/**
 * Our own small writer of ISO 9660 with Rock Ridge: a pure function from files to bytes, the same bytes for
 * the same input. Not bootable, no Joliet, everything in memory: it is for configuration ISOs, which are
 * smaller than a photograph. Large ISOs are changed in place or by xorriso.
 */
import {type DirectoryBytes, directoryBytes, type Place} from './directory.ts';
import {
	both16,
	both32,
	field,
	firstDescriptorSector,
	longDate,
	noLongDate,
	padToSector,
	rootRecordBytes,
	sectorBytes,
	sectorsFor,
	standardIdentifier,
} from './format.ts';
import {type NumberedDirectory, numberDirectories, pathTable} from './path-table.ts';
import {type FileNode, type TreeNode, treeOf, type VolumeContent} from './tree.ts';

export type VolumeSettings = {
	/** At most 32 characters. */
	readonly volumeId: string;
	/** The time of everything on the volume. */
	readonly madeAt: Date;
};

/** @throws InstallError ISO_PATH_INVALID */
export const writeVolume = (content: VolumeContent, settings: VolumeSettings): Buffer => {
	const directories = numberDirectories(treeOf(content));
	const {places, endSector} = placeAll(directories, settings);
	const placeOf = (node: TreeNode): Place => places.get(node) ?? nowhere;
	const tables = (['little', 'big'] as const).map((order) =>
		padToSector(pathTable(directories, placeOf, order)),
	);
	const volumeSectors = endSector + paddingSectors;
	return Buffer.concat([
		Buffer.alloc(firstDescriptorSector * sectorBytes),
		primaryDescriptor(directories, placeOf, settings, volumeSectors),
		terminator(),
		...tables,
		...directories.flatMap((directory) => {
			const {records, continuation} = bytesOf(directory, placeOf, settings);
			return [records, continuation];
		}),
		...filesOf(directories).map(({content: bytes}) => padToSector(bytes)),
		Buffer.alloc(paddingSectors * sectorBytes),
	]);
};

/** Drives read ahead; without this, the last file of a burned disc may fail. As xorriso pads. */
const paddingSectors = 150;

const firstTableSector = firstDescriptorSector + 2;

const nowhere: Place = {sector: 0, sizeBytes: 0};

type PlaceOf = (node: TreeNode) => Place;

const bytesOf = (
	{node, parent, number}: NumberedDirectory,
	placeOf: PlaceOf,
	{madeAt}: VolumeSettings,
): DirectoryBytes => directoryBytes(node, {placeOf, parent, isRoot: number === 1, madeAt});

const filesOf = (directories: readonly NumberedDirectory[]): readonly FileNode[] =>
	directories.flatMap(({node}) => node.children.filter((child) => child.kind === 'file'));

/** Descriptors, two path tables, directories, files: one after another. */
const placeAll = (directories: readonly NumberedDirectory[], settings: VolumeSettings) => {
	const places = new Map<TreeNode, Place>();
	let endSector = firstTableSector + 2 * tableSectors(directories);
	for (const directory of directories) {
		const {records, continuation} = bytesOf(directory, () => nowhere, settings);
		places.set(directory.node, {sector: endSector, sizeBytes: records.length});
		endSector += sectorsFor(records.length + continuation.length);
	}
	for (const file of filesOf(directories)) {
		places.set(file, {sector: endSector, sizeBytes: file.content.byteLength});
		endSector += sectorsFor(file.content.byteLength);
	}
	return {places, endSector};
};

const tableSectors = (directories: readonly NumberedDirectory[]): number =>
	sectorsFor(pathTable(directories, () => nowhere, 'little').length);

/** ECMA-119 8.4 */
const primaryDescriptor = (
	directories: readonly NumberedDirectory[],
	placeOf: PlaceOf,
	{volumeId, madeAt}: VolumeSettings,
	volumeSectors: number,
): Buffer => {
	const [root] = directories as [NumberedDirectory];
	const tableBytes = pathTable(directories, placeOf, 'little').length;
	const bigTable = Buffer.alloc(8);
	bigTable.writeUInt32BE(firstTableSector + tableSectors(directories));
	const date = longDate(madeAt);
	return padToSector(
		Buffer.concat([
			descriptorHeader(1),
			Buffer.of(0),
			field('LINUX', 32),
			field(volumeId, 32),
			Buffer.alloc(8),
			both32(volumeSectors),
			Buffer.alloc(32),
			both16(1),
			both16(1),
			both16(sectorBytes),
			both32(tableBytes),
			both32(firstTableSector).subarray(0, 4),
			Buffer.alloc(4),
			bigTable,
			rootRecord(bytesOf(root, placeOf, {volumeId, madeAt})),
			field('', 128 * 3),
			field('IBI-CONSOLE', 128),
			field('', 37 * 3),
			date,
			date,
			noLongDate,
			noLongDate,
			Buffer.of(1),
		]),
	);
};

/** The root's own record, without its System Use. */
const rootRecord = ({records}: DirectoryBytes): Buffer =>
	Buffer.concat([Buffer.of(rootRecordBytes), records.subarray(1, rootRecordBytes)]);

const terminator = (): Buffer => padToSector(descriptorHeader(255));

const descriptorHeader = (type: number): Buffer =>
	Buffer.concat([Buffer.of(type), Buffer.from(standardIdentifier, 'latin1'), Buffer.of(1)]);
