/** The durable names that udev gives to disks: links below /dev/disk/by-id and /dev/disk/by-path. */
import type {System} from '../system/types.ts';

export type DiskLinks = {
	readonly byId: readonly string[];
	readonly byPath: readonly string[];
};

/** Links by the path they point to; links of partitions point to partitions and so never to a disk. */
export type LinkTable = ReadonlyMap<string, DiskLinks>;

export const noLinks: DiskLinks = {byId: [], byPath: []};

export const readLinks = async (system: System): Promise<LinkTable> => {
	const [byId, byPath] = await Promise.all([
		readDirectory(system, '/dev/disk/by-id'),
		readDirectory(system, '/dev/disk/by-path'),
	]);
	const targets = new Set([...byId, ...byPath].map(({target}) => target));
	const pointingTo = (links: readonly Link[], target: string): readonly string[] =>
		links.filter((link) => link.target === target).map(({path}) => path);
	const durableFirst = byId.toSorted((one, other) => rankOf(one.path) - rankOf(other.path));
	return new Map(
		[...targets].map((target) => [
			target,
			{byId: pointingTo(durableFirst, target), byPath: pointingTo(byPath, target)},
		]),
	);
};

/** Names that change with the host name or with the order of disks come last. */
const rankOf = (link: string): number => {
	const first = ranks.findIndex((pattern) => pattern.test(link));
	return first === -1 ? ranks.length : first;
};

const ranks: readonly RegExp[] = [
	/\/wwn-/,
	/\/nvme-(eui|uuid)\./,
	/\/(md|dm)-uuid-/,
	/\/(?!(md|dm)-name-)/,
];

/**
 * The one of several names of a slot that stands in the fingerprint: systemd gives `…-ata-1` and
 * `…-ata-1.0` to one disk, and the shorter is the older.
 */
export const slotOf = (links: DiskLinks): string | undefined =>
	[...links.byPath].sort((one, other) => one.length - other.length || (one < other ? -1 : 1))[0];

type Link = {readonly path: string; readonly target: string};

const readDirectory = async (system: System, directory: string): Promise<readonly Link[]> => {
	const names = await system.files.list(directory);
	const links = await Promise.all(
		names.map(async (name) => {
			const path = `${directory}/${name}`;
			const target = await system.files.resolve(path);
			return target === undefined ? undefined : {path, target};
		}),
	);
	return links.filter((link) => link !== undefined);
};
