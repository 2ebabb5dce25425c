/**
 * What a directory holds, exactly enough to say whether a restore gave everything back: type, mode, owner,
 * content, extended attributes (labels, capabilities and ACLs among them), link targets, hard links.
 * Times and the sizes of directories are left out: no archive promises them.
 */
import {createHash} from 'node:crypto';
import {createReadStream, type Stats} from 'node:fs';
import {lstat, readdir, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import type {System} from '../src/system/types.ts';
import {readAttributes} from './attributes.ts';

export type EntryType = 'file' | 'directory' | 'symlink' | 'fifo' | 'socket' | 'device';

export type Entry = {
	/** Relative to the directory; `.` is the directory itself. */
	readonly path: string;
	readonly type: EntryType;
	/** Four octal digits. */
	readonly mode: string;
	readonly uid: number;
	readonly gid: number;
	readonly sizeBytes?: number;
	readonly sha256?: string;
	readonly target?: string;
	/** The first path, in sorted order, of all the paths that are the same file. */
	readonly hardLinkOf?: string;
	/** Hexadecimal values by name. */
	readonly attributes?: Readonly<Record<string, string>>;
};

export const inventory = async (system: System, directory: string): Promise<readonly Entry[]> => {
	const paths = await pathsBelow(directory);
	const attributes = await readAttributes(system, directory);
	const firstPaths = new Map<string, string>();
	const entries: Entry[] = [];
	for (const path of paths) {
		const found = await lstat(join(directory, path));
		const entry = await describe(directory, path, found);
		const sameAs = hardLink(path, found, firstPaths);
		const own = attributes.get(path);
		entries.push({
			...entry,
			...(sameAs !== undefined && {hardLinkOf: sameAs}),
			...(own !== undefined && {attributes: own}),
		});
	}
	return entries;
};

/** Lines such as `lib/x: mode 0644 expected, 0600 found`; empty when both say the same. */
export const differences = (
	expected: readonly Entry[],
	found: readonly Entry[],
): readonly string[] => {
	const foundByPath = new Map(found.map((entry) => [entry.path, entry]));
	const expectedPaths = new Set(expected.map(({path}) => path));
	return [
		...expected.flatMap((entry) => entryDifferences(entry, foundByPath.get(entry.path))),
		...found
			.filter(({path}) => !expectedPaths.has(path))
			.map(({path, type}) => `${JSON.stringify(path)}: unexpected ${type}`),
	];
};

const entryDifferences = (expected: Entry, found: Entry | undefined): readonly string[] => {
	const name = JSON.stringify(expected.path);
	if (found === undefined) {
		return [`${name}: ${expected.type} is missing`];
	}
	const fields = new Set([...Object.keys(expected), ...Object.keys(found)]) as Set<keyof Entry>;
	return [...fields]
		.filter((field) => textOf(expected[field]) !== textOf(found[field]))
		.map(
			(field) =>
				`${name}: ${field} ${textOf(expected[field])} expected, ${textOf(found[field])} found`,
		);
};

const textOf = (value: Entry[keyof Entry]): string =>
	typeof value === 'object'
		? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: String(value);

/** Byte order, so that every machine sorts alike. */
const pathsBelow = async (directory: string): Promise<readonly string[]> => {
	const below = await readdir(directory, {recursive: true});
	return ['.', ...below].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
};

const describe = async (directory: string, path: string, found: Stats): Promise<Entry> => {
	const base = {
		path,
		mode: (found.mode & 0o7777).toString(8).padStart(4, '0'),
		uid: found.uid,
		gid: found.gid,
	};
	const type = typeOf(found);
	switch (type) {
		case 'file':
			return {
				...base,
				type,
				sizeBytes: found.size,
				sha256: await sha256Of(join(directory, path)),
			};
		case 'symlink':
			return {...base, type, target: await readlink(join(directory, path))};
		case 'directory':
		case 'fifo':
		case 'socket':
		case 'device':
			return {...base, type};
	}
};

const typeOf = (found: Stats): EntryType => {
	if (found.isFile()) return 'file';
	if (found.isDirectory()) return 'directory';
	if (found.isSymbolicLink()) return 'symlink';
	if (found.isFIFO()) return 'fifo';
	return found.isSocket() ? 'socket' : 'device';
};

const hardLink = (
	path: string,
	found: Stats,
	firstPaths: Map<string, string>,
): string | undefined => {
	if (found.isDirectory() || found.nlink < 2) {
		return undefined;
	}
	const identity = `${found.dev}:${found.ino}`;
	const first = firstPaths.get(identity) ?? path;
	firstPaths.set(identity, first);
	return first;
};

const sha256Of = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) {
		hash.update(chunk);
	}
	return hash.digest('hex');
};
