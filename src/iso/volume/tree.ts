/**
 * The content of a volume as a tree, from a flat list of paths. Every entry gets the short name that plain
 * ISO 9660 demands, unique in its directory; the real name travels in Rock Ridge.
 */
import {InstallError} from '../../errors.ts';

export type VolumeContent = {
	readonly files: readonly {readonly path: string; readonly content: Uint8Array}[];
	/** Those that must exist even if nothing is in them; parents of files need not be named. */
	readonly directories: readonly string[];
};

export type FileNode = {
	readonly kind: 'file';
	readonly name: string;
	/** As `MANIFEST.JSO;1`. */
	readonly identifier: string;
	readonly content: Uint8Array;
};

export type DirectoryNode = {
	readonly kind: 'directory';
	readonly name: string;
	readonly identifier: string;
	/** Sorted by identifier. */
	readonly children: readonly TreeNode[];
};

export type TreeNode = FileNode | DirectoryNode;

/** @throws InstallError ISO_PATH_INVALID */
export const treeOf = ({files, directories}: VolumeContent): DirectoryNode => {
	const root: Draft = new Map();
	for (const path of directories) {
		draftDirectory(root, path, path.split('/'));
	}
	for (const {path, content} of files) {
		draftFile(root, path, content);
	}
	return finished('', '', root);
};

type Draft = Map<string, Draft | Uint8Array>;

/** ECMA-119 6.8.2.1 allows eight levels, the root being the first. */
const deepestLevel = 8;
const longestNameBytes = 255;

const draftFile = (root: Draft, path: string, content: Uint8Array): void => {
	const names = path.split('/');
	const name = names.pop() ?? '';
	const directory = draftDirectory(root, path, names);
	requireName(path, name);
	if (directory.has(name)) {
		throw invalid(path, 'is there twice');
	}
	directory.set(name, content);
};

const draftDirectory = (root: Draft, path: string, names: readonly string[]): Draft => {
	if (names.length >= deepestLevel) {
		throw invalid(path, `lies deeper than ${deepestLevel - 1} directories`);
	}
	return names.reduce<Draft>((directory, name) => {
		requireName(path, name);
		const found = directory.get(name) ?? new Map();
		if (!(found instanceof Map)) {
			throw invalid(path, `needs ${name} to be a directory, but it is a file`);
		}
		directory.set(name, found);
		return found;
	}, root);
};

const requireName = (path: string, name: string): void => {
	if (name === '' || name === '.' || name === '..' || name.includes('\0')) {
		throw invalid(JSON.stringify(path), 'is no path below the root of an ISO');
	}
	if (Buffer.byteLength(name) > longestNameBytes) {
		throw invalid(path, `has a name of more than ${longestNameBytes} bytes`);
	}
};

const finished = (name: string, identifier: string, draft: Draft): DirectoryNode => {
	const used = new Set<string>();
	const names = [...draft.keys()].sort();
	const children = names.map((child): TreeNode => {
		const found = draft.get(child) ?? new Map();
		if (found instanceof Map) {
			return finished(child, unused(shortName(child, ''), used), found);
		}
		const shortened = unused(shortName(child, extensionOf(child)), used);
		return {kind: 'file', name: child, identifier: `${shortened};1`, content: found};
	});
	return {kind: 'directory', name, identifier, children: children.sort(byIdentifier)};
};

type ShortName = {readonly base: string; readonly extension: string};

const extensionOf = (name: string): string => /[^.]\.([^.]*)$/.exec(name)?.[1] ?? '';

const shortName = (name: string, extension: string): ShortName => ({
	base: plain(extension === '' ? name : name.slice(0, -extension.length - 1)).slice(0, 8),
	extension: plain(extension).slice(0, 3),
});

/** The characters that ECMA-119 7.4.1 knows. */
const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');

const unused = ({base, extension}: ShortName, used: Set<string>): string => {
	for (let number = 0; ; number++) {
		const suffix = number === 0 ? '' : String(number);
		const candidate = `${base.slice(0, 8 - suffix.length)}${suffix}.${extension}`;
		if (!used.has(candidate)) {
			used.add(candidate);
			return candidate.replace(/\.$/, '');
		}
	}
};

/** ECMA-119 10.3: names as if filled with spaces, then extensions. */
const byIdentifier = (a: TreeNode, b: TreeNode): number =>
	sortKey(a.identifier) < sortKey(b.identifier) ? -1 : 1;

const sortKey = (identifier: string): string => {
	const [base = '', extension = ''] = identifier.replace(/;1$/, '').split('.');
	return `${base.padEnd(8)}${extension.padEnd(3)}`;
};

const invalid = (path: string, why: string): InstallError =>
	new InstallError('ISO_PATH_INVALID', {path, why});
