/**
 * A reader of ISO 9660 with Rock Ridge names, for media that strangers made: no name leads out, no directory
 * leads back, nothing beyond the end is read, and the work is bounded. Symlinks are listed, never followed.
 * No Joliet, no compressed files, no relocated directories.
 */
import {InstallError} from '../../errors.ts';
import type {ByteRange} from '../../system/types.ts';
import {associatedFlag, directoryFlag, multiExtentFlag, sectorBytes} from './format.ts';
import {readPrimary} from './primary.ts';
import {type DirectoryRecord, readRecords} from './records.ts';
import type {ByteSource} from './source.ts';
import {nothingUsed, readSystemUse, type SystemUse, skippedBytes} from './system-use.ts';

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export type VolumeEntry = {
	/** As `cluster-configuration/manifest.json`. */
	readonly path: string;
	/** Its name of plain ISO 9660, as `MANIFEST.JSO;1`. */
	readonly identifier: string;
	readonly kind: EntryKind;
	readonly sizeBytes: number;
	/** Where its bytes lie, in order. */
	readonly extents: readonly ByteRange[];
};

export type Volume = {
	readonly volumeId: string;
	/** Parents before children. */
	readonly entries: readonly VolumeEntry[];
};

/** @throws InstallError ISO_UNREADABLE */
export const readVolume = async (source: ByteSource): Promise<Volume> => {
	const {volumeId, root} = await readPrimary(source);
	const walk = await startWalk(source, root);
	const entries: VolumeEntry[] = [];
	const queue: Directory[] = [{path: '', record: root, depth: 0}];
	for (const directory of queue) {
		for (const found of await entriesOf(walk, directory)) {
			entries.push(found.entry);
			if (found.entry.kind === 'directory') {
				queue.push({path: found.entry.path, record: found.record, depth: directory.depth + 1});
			}
		}
		if (entries.length > limits.entries) {
			throw unreadable(source, `it has more than ${limits.entries} files`);
		}
	}
	return {volumeId, entries};
};

/** @throws InstallError ISO_UNREADABLE when it is no file or larger than that. */
export const readEntry = async (
	source: ByteSource,
	{path, kind, sizeBytes, extents}: VolumeEntry,
	maxBytes: number,
): Promise<Buffer> => {
	if (kind !== 'file') {
		throw unreadable(source, `${path} is no regular file`);
	}
	if (sizeBytes > maxBytes) {
		throw unreadable(
			source,
			`${path} has ${sizeBytes} bytes, more than the ${maxBytes} that are read`,
		);
	}
	return Buffer.concat(await Promise.all(extents.map(source.read)));
};

const limits = {
	entries: 100_000,
	directoryBytes: 8 * 1024 * 1024,
	depth: 32,
	continuations: 8,
};

type Directory = {
	readonly path: string;
	readonly record: DirectoryRecord;
	readonly depth: number;
};

type Walk = {
	readonly source: ByteSource;
	/** Bytes to skip before System Use entries; undefined: there is no Rock Ridge. */
	readonly skipped: number | undefined;
	/** Sectors of directories that were read: a second visit is a loop. */
	readonly visited: Set<number>;
};

const startWalk = async (source: ByteSource, root: DirectoryRecord): Promise<Walk> => {
	const range = {offsetBytes: root.sector * sectorBytes, lengthBytes: sectorBytes};
	const [itself] = readRecords(await source.read(range)) ?? [];
	return {
		source,
		skipped: itself === undefined ? undefined : skippedBytes(itself.systemUse),
		visited: new Set(),
	};
};

type Found = {readonly entry: VolumeEntry; readonly record: DirectoryRecord};

const entriesOf = async (walk: Walk, directory: Directory): Promise<readonly Found[]> => {
	const records = await recordsOf(walk, directory);
	const found = new Map<string, Found>();
	let earlier: Found | undefined;
	for (const record of records.filter(isListed)) {
		const one = await foundOf(walk, directory, record);
		const {path} = one.entry;
		const continues = earlier?.entry.path === path;
		if (found.has(path) !== continues || (earlier !== undefined && !continues)) {
			throw unreadable(walk.source, `${shown(path)} is there twice, or only in part`);
		}
		found.set(path, earlier === undefined ? one : joined(earlier, one));
		earlier = (record.flags & multiExtentFlag) === 0 ? undefined : found.get(path);
	}
	return [...found.values()];
};

const recordsOf = async (
	{source, visited}: Walk,
	{path, record, depth}: Directory,
): Promise<readonly DirectoryRecord[]> => {
	if (visited.has(record.sector)) {
		throw unreadable(source, `the directory ${shown(path)} leads back to an earlier one`);
	}
	if (depth > limits.depth) {
		throw unreadable(source, `the directory ${shown(path)} lies far too deep`);
	}
	if (record.sizeBytes > limits.directoryBytes) {
		throw unreadable(source, `the directory ${shown(path)} is far too large`);
	}
	visited.add(record.sector);
	const range = {offsetBytes: record.sector * sectorBytes, lengthBytes: record.sizeBytes};
	const records = readRecords(await source.read(range));
	if (records === undefined) {
		throw unreadable(source, `the directory ${shown(path)} is damaged`);
	}
	return records;
};

const isListed = ({identifier, flags}: DirectoryRecord): boolean =>
	identifier !== '\0' && identifier !== '\u0001' && (flags & associatedFlag) === 0;

const foundOf = async (
	walk: Walk,
	{path: parent}: Directory,
	record: DirectoryRecord,
): Promise<Found> => {
	const use = await systemUseOf(walk, record.systemUse);
	const name = use.name === undefined ? plainName(record.identifier) : use.name.toString();
	if (name === '' || name === '.' || name === '..' || /[/\0]/.test(name)) {
		throw unreadable(walk.source, `${shown(parent)} holds ${shown(name)}, which leads out of it`);
	}
	const path = parent === '' ? name : `${parent}/${name}`;
	const extent = {offsetBytes: record.sector * sectorBytes, lengthBytes: record.sizeBytes};
	if (record.sizeBytes > 0 && extent.offsetBytes + extent.lengthBytes > walk.source.sizeBytes) {
		throw unreadable(walk.source, `${shown(path)} lies beyond its end; it is incomplete`);
	}
	const {identifier, sizeBytes} = record;
	const kind = kindOf(record, use);
	return {record, entry: {path, identifier, kind, sizeBytes, extents: [extent]}};
};

/** Follows the chain of continuations, which must end. */
const systemUseOf = async ({source, skipped}: Walk, bytes: Buffer): Promise<SystemUse> => {
	if (skipped === undefined) {
		return nothingUsed;
	}
	let use = readSystemUse(bytes.subarray(skipped), nothingUsed);
	for (let count = 0; use.next !== undefined; count++) {
		const {sector, offsetBytes, lengthBytes} = use.next;
		if (count === limits.continuations || offsetBytes + lengthBytes > sectorBytes) {
			throw unreadable(source, 'a name in it is damaged');
		}
		const range = {offsetBytes: sector * sectorBytes + offsetBytes, lengthBytes};
		use = readSystemUse(await source.read(range), use);
	}
	return use;
};

/** As the kernel shows a name without Rock Ridge. */
const plainName = (identifier: string): string =>
	identifier.replace(/;\d+$/, '').replace(/\.$/, '').toLowerCase();

const kindOf = ({flags}: DirectoryRecord, {mode, isSpecial}: SystemUse): EntryKind => {
	const isDirectory = (flags & directoryFlag) !== 0;
	const kind = kindOfMode(mode) ?? (isDirectory ? 'directory' : 'file');
	return isSpecial || isDirectory !== (kind === 'directory') ? 'other' : kind;
};

const kindOfMode = (mode: number | undefined): EntryKind | undefined => {
	switch (mode === undefined ? undefined : mode & 0o170000) {
		case undefined:
			return undefined;
		case 0o100000:
			return 'file';
		case 0o040000:
			return 'directory';
		case 0o120000:
			return 'symlink';
		default:
			return 'other';
	}
};

const joined = ({entry}: Found, next: Found): Found => ({
	record: next.record,
	entry: {
		...entry,
		sizeBytes: entry.sizeBytes + next.entry.sizeBytes,
		extents: [...entry.extents, ...next.entry.extents],
	},
});

const shown = (path: string): string => JSON.stringify(path.slice(0, 200));

const unreadable = (source: ByteSource, why: string): InstallError =>
	new InstallError('ISO_UNREADABLE', {iso: source.name, why});
