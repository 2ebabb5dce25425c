/** A look into a filesystem without our label: whether it holds our layout, or nearly so. */
import {isCancelled, toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import type {BlockDevice} from '../../tools/lsblk.ts';
import type {Look} from './judge-media.ts';
import {whileOpen} from './open-medium.ts';
import {manifestPath, siteDirectories} from './tree.ts';
import type {TreeSource} from './tree-source.ts';

export const lookInto = async (
	system: System,
	{path}: BlockDevice,
	signal: AbortSignal,
): Promise<Look> => {
	try {
		return await whileOpen(system, path, 'look', signal, layoutIn);
	} catch (error) {
		if (isCancelled(error)) {
			throw error;
		}
		return {kind: 'unreadable', reason: toProblem(error).message.replace(/\.$/, '')};
	}
};

/** The first directory below the root that has our layout in it. */
export const layoutBelow = async (source: TreeSource): Promise<string | undefined> => {
	const directories = (await source.list('')).filter(
		({kind, name}) =>
			kind === 'directory' && !(siteDirectories as readonly string[]).includes(name),
	);
	for (const {name} of directories.slice(0, mostDirectories)) {
		if (await hasManifest(source, `${name}/`)) {
			return name;
		}
	}
	return undefined;
};

const mostDirectories = 100;

const layoutIn = async (source: TreeSource): Promise<Look> => {
	if (await hasManifest(source, '')) {
		return {kind: 'layout'};
	}
	const directory = await layoutBelow(source);
	return directory === undefined ? {kind: 'nothing'} : {kind: 'deeper', directory};
};

const hasManifest = async (source: TreeSource, prefix: string): Promise<boolean> => {
	const [directory = '', name = ''] = manifestPath.split('/');
	const entries = await source.list(`${prefix}${directory}`);
	return entries.some((entry) => entry.kind === 'file' && entry.name === name);
};
