/** The tree at each place that a kernel argument can name; a digest that was asked for is compared. */
import {createHash} from 'node:crypto';
import type {SiteSource} from '../../config/site-source.ts';
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {listDevices} from './devices.ts';
import {fetchBounded, shownUrl} from './fetch.ts';
import {candidatesIn} from './judge-media.ts';
import {siteLimits} from './limits.ts';
import {whileOpen} from './open-medium.ts';
import {readTree} from './read-tree.ts';
import type {SiteOrigin} from './site.ts';
import {filesOf, type SiteTree, treeDigest} from './tree.ts';
import {treeOfBytes} from './tree-of-bytes.ts';
import {directorySource, readBounded, reading, type TreeSource} from './tree-source.ts';

export type Located = {
	readonly name: string;
	readonly origin: SiteOrigin;
	readonly tree: SiteTree;
};

/** @throws InstallError SITE_UNREADABLE, SITE_DIGEST_MISMATCH, ISO_UNREADABLE, COMMAND_…, CANCELLED */
export const locateSource = (
	system: System,
	source: SiteSource,
	signal: AbortSignal,
): Promise<Located> => {
	switch (source.kind) {
		case 'file':
		case 'iso':
			return locateFile(system, source.path, source.sha256, signal);
		case 'label':
			return locateLabel(system, source, signal);
		case 'url':
			return locateUrl(system, source, signal);
	}
};

export const locateMedium = async (
	system: System,
	{device, label}: {readonly device: string; readonly label?: string},
	signal: AbortSignal,
): Promise<Located> => ({
	name: device,
	origin: {kind: 'medium', device, ...(label !== undefined && {label})},
	tree: await whileOpen(system, device, 'import', signal, (source) => readTree(source, signal)),
});

/** Whoever named a path of this machine may have named a link. */
const locateFile = async (
	system: System,
	path: string,
	sha256: string | undefined,
	signal: AbortSignal,
): Promise<Located> => {
	const found = await reading(path, () => system.files.stat(path));
	const origin = {kind: 'file', path} as const;
	if (found?.kind === 'directory') {
		const tree = await treeBelow(directorySource(system, path), '', sha256, signal);
		return {name: path, origin, tree};
	}
	if (found?.kind !== 'file') {
		throw new InstallError('SITE_UNREADABLE', {source: path, why: 'no file or directory is there'});
	}
	const bytes = await reading(path, () => readBounded(system, path, siteLimits.sourceBytes));
	return {name: path, origin, tree: await treeOfChecked(path, bytes, sha256, signal)};
};

const locateLabel = async (
	system: System,
	{label, path, sha256}: Extract<SiteSource, {kind: 'label'}>,
	signal: AbortSignal,
): Promise<Located> => {
	const device = await deviceLabelled(system, label, signal);
	const tree = await whileOpen(system, device, 'import', signal, (source) =>
		treeBelow(source, path?.replace(/^\//, '') ?? '', sha256, signal),
	);
	return {name: device, origin: {kind: 'medium', device, label}, tree};
};

/** @throws InstallError SITE_UNREADABLE when there is not exactly one, COMMAND_… */
export const deviceLabelled = async (
	system: System,
	label: string,
	signal: AbortSignal,
): Promise<string> => {
	const candidates = candidatesIn(await listDevices(system, signal));
	const paths = candidates
		.filter(({device}) => device.filesystemLabel === label)
		.map(({device}) => device.path);
	const [path] = paths;
	if (path === undefined || paths.length > 1) {
		const why = path === undefined ? 'there is none' : `several have it (${paths.join(', ')})`;
		throw new InstallError('SITE_UNREADABLE', {source: `a filesystem labelled ${label}`, why});
	}
	return path;
};

const locateUrl = async (
	system: System,
	{url, sha256}: Extract<SiteSource, {kind: 'url'}>,
	signal: AbortSignal,
): Promise<Located> => {
	const name = shownUrl(url);
	const bytes = await fetchBounded(system, url, siteLimits.sourceBytes, signal);
	const tree = await treeOfChecked(name, bytes, sha256, signal);
	return {name, origin: {kind: 'url', url: name}, tree};
};

/** The path is that of a directory with our layout, of an ISO, or of a manifest. */
const treeBelow = async (
	source: TreeSource,
	path: string,
	sha256: string | undefined,
	signal: AbortSignal,
): Promise<SiteTree> => {
	const kind = await kindAt(source, path);
	if (kind === 'file') {
		const bytes = await source.read(path, siteLimits.sourceBytes);
		return treeOfChecked(source.name, bytes, sha256, signal);
	}
	const tree = await readTree(below(source, path), signal);
	requireDigest(source.name, sha256, treeDigest(filesOf(tree)));
	return tree;
};

const treeOfChecked = (
	name: string,
	bytes: Uint8Array,
	sha256: string | undefined,
	signal: AbortSignal,
): Promise<SiteTree> => {
	requireDigest(name, sha256, createHash('sha256').update(bytes).digest('hex'));
	return treeOfBytes(name, bytes, signal);
};

/** Name by name, so that no link is followed. */
const kindAt = async (source: TreeSource, path: string): Promise<'file' | 'directory'> => {
	let at = '';
	let kind: string = 'directory';
	for (const name of path.split('/').filter((part) => part !== '')) {
		const entry = kind === 'directory' ? await entryAt(source, at, name) : undefined;
		kind = entry?.kind ?? 'nothing';
		at = at === '' ? name : `${at}/${name}`;
	}
	if (kind !== 'file' && kind !== 'directory') {
		const why = `${path} is ${kind === 'nothing' ? 'not there' : 'neither a file nor a directory'}`;
		throw new InstallError('SITE_UNREADABLE', {source: source.name, why});
	}
	return kind;
};

const entryAt = async (source: TreeSource, directory: string, name: string) =>
	(await source.list(directory)).find((entry) => entry.name === name);

const below = (source: TreeSource, path: string): TreeSource => {
	const prefixed = (inner: string): string => [path, inner].filter((part) => part !== '').join('/');
	return {
		name: source.name,
		list: (inner) => source.list(prefixed(inner)),
		read: (inner, maxBytes) => source.read(prefixed(inner), maxBytes),
	};
};

const requireDigest = (source: string, expected: string | undefined, found: string): void => {
	if (expected !== undefined && found !== expected.toLowerCase()) {
		throw new InstallError('SITE_DIGEST_MISMATCH', {source, expected, found});
	}
};
