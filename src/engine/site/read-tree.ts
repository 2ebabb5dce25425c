/**
 * From a medium to a tree in memory, bounded in every direction. Only the directories of our layout are read.
 * A name, a kind or a size that cannot be taken becomes a fault, and the walk goes on.
 */
import type {DocumentFault} from '../../config/document-fault.ts';
import {requireNotCancelled} from './cancelled.ts';
import {siteLimits} from './limits.ts';
import {layoutBelow} from './look.ts';
import {type SiteTree, siteDirectories} from './tree.ts';
import type {SourceEntry, TreeSource} from './tree-source.ts';

/** @throws InstallError SITE_UNREADABLE, ISO_UNREADABLE, CANCELLED */
export const readTree = async (source: TreeSource, signal: AbortSignal): Promise<SiteTree> => {
	const root = await source.list('');
	const walk: Walk = {source, files: new Map(), directories: new Set(), faults: [], sizeBytes: 0};
	const isOurs = ({name}: SourceEntry): boolean =>
		(siteDirectories as readonly string[]).includes(name);
	const queue: Found[] = root.filter(isOurs).map((entry) => ({path: entry.name, entry}));
	for (const found of queue) {
		requireNotCancelled(signal);
		queue.push(...(await take(walk, found)));
		if (queue.length > siteLimits.entries) {
			const why = `with it there are more than ${siteLimits.entries} files and directories`;
			walk.faults.push({file: shownPath(found.path), why});
			break;
		}
		if (walk.isFull) {
			break;
		}
	}
	const deeper = root.some(isOurs) ? undefined : await layoutBelow(source);
	const {files, directories, faults} = walk;
	const rootNames = root.map(({name}) => name);
	return {files, directories, faults, rootNames, ...(deeper !== undefined && {deeper})};
};

type Found = {readonly path: string; readonly entry: SourceEntry};

type Walk = {
	readonly source: TreeSource;
	readonly files: Map<string, Uint8Array>;
	readonly directories: Set<string>;
	readonly faults: DocumentFault[];
	sizeBytes: number;
	/** Nothing more is read. */
	isFull?: true;
};

/** What it leads to. */
const take = async (walk: Walk, found: Found): Promise<readonly Found[]> => {
	const why = refusalOf(found);
	if (why !== undefined) {
		walk.faults.push({file: shownPath(found.path), why});
		return [];
	}
	if (found.entry.kind === 'file') {
		await takeFile(walk, found);
		return [];
	}
	walk.directories.add(found.path);
	const entries = await walk.source.list(found.path);
	return entries.map((entry) => ({path: `${found.path}/${entry.name}`, entry}));
};

const refusalOf = ({path, entry}: Found): string | undefined => {
	if (!isPlainName(entry.name)) {
		return 'its name has control characters, or is no UTF-8 text, so it is not taken';
	}
	if (path.split('/').length > siteLimits.depth + 1) {
		return `it lies below more than ${siteLimits.depth} directories, so it is not taken`;
	}
	return entry.kind === 'other'
		? 'it is a link or a device; only files and directories are taken'
		: undefined;
};

/** U+FFFD is what Node makes of bytes that are no text. */
const isPlainName = (name: string): boolean =>
	name !== '' && name !== '.' && name !== '..' && !/[/\p{Cc}\ufffd]/u.test(name);

const takeFile = async (walk: Walk, {path, entry}: Found): Promise<void> => {
	const refuse = (why: string): void => {
		walk.faults.push({file: shownPath(path), why});
	};
	const {fileBytes, totalBytes, files} = siteLimits;
	if (entry.sizeBytes > fileBytes) {
		refuse(`it has ${entry.sizeBytes} bytes, more than the ${fileBytes} that a file may have`);
		return;
	}
	if (walk.files.size === files || walk.sizeBytes + entry.sizeBytes > totalBytes) {
		refuse(`with it there are more than ${files} files or ${totalBytes} bytes in all`);
		walk.isFull = true;
		return;
	}
	const bytes = await walk.source.read(path, fileBytes);
	walk.sizeBytes += bytes.byteLength;
	walk.files.set(path, bytes);
};

const shownPath = (path: string): string => path.replaceAll(/\p{Cc}/gu, '\ufffd').slice(0, 200);
