/**
 * The copy of all that recert can change, taken while nothing runs on it, and putting it back. A digest over the
 * data proves that the copy is whole, and later that what was put back is what was there.
 */
import {dirname} from 'node:path/posix';
import {z} from 'zod';
import {InstallError, isCancelled} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {makePrivate} from '../../../tools/chmod.ts';
import {copyOnto, copyUnder} from '../../../tools/cp-archive.ts';
import {removeAll} from '../../../tools/rm.ts';
import {lastLineOf} from '../../../tools/said.ts';
import {syncFilesystem} from '../../../tools/sync.ts';
import {treeDigest} from '../../../tools/tree-digest.ts';
import type {EdgeParams} from './inputs.ts';

const wholeShape = z.strictObject({
	version: z.literal(1),
	digest: z.string(),
	/** Absolute, and below which all lies under the copy's own root. */
	present: z.array(z.string()).readonly(),
	/** Were not there, and are not to be there again. */
	absent: z.array(z.string()).readonly(),
});

export type Snapshot = z.output<typeof wholeShape>;

/** undefined when there is none, or one that was not finished. */
export const readSnapshot = async (
	{files}: System,
	params: EdgeParams,
): Promise<Snapshot | undefined> => {
	const path = wholePath(params);
	if ((await files.stat(path)) === undefined) {
		return undefined;
	}
	return wholeShape.safeParse(parseJson(await files.readText(path))).data;
};

/** @throws InstallError SNAPSHOT_FAILED */
export const takeSnapshot = async (
	system: System,
	params: EdgeParams,
	paths: readonly string[],
	signal: AbortSignal,
): Promise<Snapshot> => {
	try {
		await removeSnapshot(system, params, signal);
		const tree = treePath(params);
		await system.files.makeDirectory(tree, 0o700);
		const {present, absent} = await partByPresence(system, paths);
		const names = present.map(relative);
		await copyUnder(system, names, tree, signal);
		const [digest, copied] = await Promise.all([
			treeDigest(system, '/', names, signal),
			treeDigest(system, tree, names, signal),
		]);
		requireSame(copied, digest);
		await syncFilesystem(system, tree, signal);
		const snapshot: Snapshot = {version: 1, digest, present, absent};
		await system.files.writeText(wholePath(params), `${JSON.stringify(snapshot)}\n`, 0o600);
		return snapshot;
	} catch (error) {
		throw told(error, signal, 'SNAPSHOT_FAILED');
	}
};

/** Whether the data is, byte for byte, what the copy is of. */
export const isAsInSnapshot = async (
	system: System,
	{digest, present, absent}: Snapshot,
	signal: AbortSignal,
): Promise<boolean> => {
	for (const path of present) {
		if ((await system.files.stat(path)) === undefined) {
			return false;
		}
	}
	for (const path of absent) {
		if ((await system.files.stat(path)) !== undefined) {
			return false;
		}
	}
	return (await treeDigest(system, '/', present.map(relative), signal)) === digest;
};

/** May be repeated after any interruption, since the copy stays. @throws InstallError ROLLBACK_FAILED */
export const restoreSnapshot = async (
	system: System,
	params: EdgeParams,
	snapshot: Snapshot,
	signal: AbortSignal,
): Promise<void> => {
	try {
		for (const path of snapshot.absent) {
			await removeAll(system, path, signal);
		}
		for (const path of snapshot.present) {
			await restorePath(system, treePath(params), path, signal);
		}
		await requireDigest(system, '/', snapshot.present, snapshot.digest, signal);
		for (const folder of new Set(snapshot.present.map((path) => dirname(path)))) {
			await syncFilesystem(system, folder, signal);
		}
	} catch (error) {
		throw told(error, signal, 'ROLLBACK_FAILED');
	}
};

export const removeSnapshot = async (
	system: System,
	params: EdgeParams,
	signal: AbortSignal,
): Promise<void> => {
	if (await system.files.remove(wholePath(params))) {
		// A power cut must not bring back the word that a copy is whole when half of it is gone.
		await syncFilesystem(system, params.stateDirectory, signal);
	}
	await removeAll(system, directoryOf(params), signal);
};

/** A folder stays itself, since it may be a mount point: what is in it goes, and comes back. */
const restorePath = async (
	system: System,
	tree: string,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	if ((await system.files.stat(path))?.kind === 'directory') {
		for (const name of await system.files.list(path)) {
			await removeAll(system, `${path}/${name}`, signal);
		}
		await makePrivate(system, path, signal);
	} else {
		await removeAll(system, path, signal);
		await system.files.makeDirectory(dirname(path), 0o755);
	}
	await copyOnto(system, `${tree}${path}`, path, signal);
};

const requireDigest = async (
	system: System,
	root: string,
	present: readonly string[],
	digest: string,
	signal: AbortSignal,
): Promise<void> => {
	requireSame(await treeDigest(system, root, present.map(relative), signal), digest);
};

const requireSame = (found: string, digest: string): void => {
	if (found !== digest) {
		throw new Error('a copy is not what it is a copy of; something else was writing there');
	}
};

const partByPresence = async (
	{files}: System,
	paths: readonly string[],
): Promise<Pick<Snapshot, 'present' | 'absent'>> => {
	const present: string[] = [];
	const absent: string[] = [];
	for (const path of paths) {
		const real = await files.resolve(path);
		if (real === undefined) {
			absent.push(path);
		} else {
			present.push(real);
		}
	}
	return {present, absent};
};

const told = (
	error: unknown,
	signal: AbortSignal,
	code: 'SNAPSHOT_FAILED' | 'ROLLBACK_FAILED',
): unknown =>
	signal.aborted || isCancelled(error)
		? error
		: new InstallError(code, {why: lastLineOf(error).replace(/\.$/, '')}, {cause: error});

const relative = (path: string): string => path.slice(1);

const directoryOf = ({stateDirectory}: EdgeParams): string => `${stateDirectory}/snapshot`;

const treePath = (params: EdgeParams): string => `${directoryOf(params)}/tree`;

/** Beside the copy, and gone before it: a copy that is half removed is none. */
const wholePath = ({stateDirectory}: EdgeParams): string => `${stateDirectory}/snapshot.json`;

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
