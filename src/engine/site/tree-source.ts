/**
 * A tree of files that strangers made, in two forms: a directory of this machine, and an ISO that no kernel
 * has mounted. Links are told as something else than files, and never followed.
 */
import {InstallError} from '../../errors.ts';
import {readEntry, readVolume, type VolumeEntry} from '../../iso/volume/read.ts';
import type {ByteSource} from '../../iso/volume/source.ts';
import type {System} from '../../system/types.ts';
import {siteLimits} from './limits.ts';

export type SourceEntry = {
	readonly name: string;
	/** `other` is a link, a device, a pipe, or a name that cannot be opened again. */
	readonly kind: 'file' | 'directory' | 'other';
	readonly sizeBytes: number;
};

export type TreeSource = {
	/** As the person knows it. */
	readonly name: string;
	/** A missing directory has none. The root is the empty path. */
	readonly list: (path: string) => Promise<readonly SourceEntry[]>;
	/** The whole file. @throws InstallError when it has more bytes than that. */
	readonly read: (path: string, maxBytes: number) => Promise<Uint8Array>;
};

export const directorySource = (system: System, top: string, name = top): TreeSource => {
	const {files} = system;
	const below = (path: string): string => (path === '' ? top : `${top}/${path}`);
	return {
		name,
		list: async (path) => {
			const names = await reading(name, () => files.list(below(path)));
			// One more than may be, so that whoever counts sees it.
			const looked = names.slice(0, siteLimits.entries + 1);
			return Promise.all(looked.map((one) => directoryEntry(system, below(path), one)));
		},
		read: (path, maxBytes) => reading(name, () => readBounded(system, below(path), maxBytes)),
	};
};

export const volumeSource = async (bytes: ByteSource): Promise<TreeSource> => {
	const {entries} = await readVolume(bytes);
	const parents = Map.groupBy(entries, ({path}) => parentOf(path));
	const byPath = new Map(entries.map((entry) => [entry.path, entry]));
	return {
		name: bytes.name,
		list: async (path) => (parents.get(path) ?? []).map(volumeEntry),
		read: async (path, maxBytes) => {
			const entry = byPath.get(path);
			return entry === undefined ? new Uint8Array() : readEntry(bytes, entry, maxBytes);
		},
	};
};

/** Whatever the system says of a file is the fault of its medium, not a bug of ours. */
export const reading = async <Result>(
	source: string,
	work: () => Promise<Result>,
): Promise<Result> => {
	try {
		return await work();
	} catch (cause) {
		if (cause instanceof InstallError) {
			throw cause;
		}
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new InstallError('SITE_UNREADABLE', {source, why}, {cause});
	}
};

/** A link resolves to another path than its own; what no text names resolves to nothing. */
const directoryEntry = async (
	{files}: System,
	directory: string,
	name: string,
): Promise<SourceEntry> => {
	const path = `${directory}/${name}`;
	try {
		const [parent, real] = await Promise.all([directory, path].map(files.resolve));
		const found = real === `${parent}/${name}` ? await files.stat(path) : undefined;
		const kind = found?.kind === 'file' || found?.kind === 'directory' ? found.kind : 'other';
		return {name, kind, sizeBytes: found?.sizeBytes ?? 0};
	} catch {
		return {name, kind: 'other', sizeBytes: 0};
	}
};

/** It is counted while it is read, since a file may grow. */
export const readBounded = async (
	{files}: System,
	path: string,
	maxBytes: number,
): Promise<Uint8Array> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for await (const chunk of files.readStream(path)) {
		sizeBytes += chunk.byteLength;
		if (sizeBytes > maxBytes) {
			throw new Error(`${path} has more than ${maxBytes} bytes`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const volumeEntry = ({path, kind, sizeBytes}: VolumeEntry): SourceEntry => ({
	name: path.slice(path.lastIndexOf('/') + 1),
	kind: kind === 'symlink' ? 'other' : kind,
	sizeBytes,
});
