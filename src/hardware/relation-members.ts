/** The other members of a volume group or array: what LVM lists, and what the metadata of arrays name. Pure. */
import type {PhysicalVolume} from '../tools/lvm.ts';
import type {ArrayMember} from '../tools/mdadm.ts';
import type {Membership} from './disk-facts.ts';
import {type Disk, type Fact, known, unknown} from './facts.ts';

/** A device on a disk: the disk itself or a partition of it. */
export type Place = {readonly device: string; readonly disk: Disk};

export type Group = Pick<Membership, 'name' | 'id' | 'siblings' | 'missingMembers'>;

export const groupOf = (
	{device, disk}: Place,
	disks: readonly Disk[],
	volumes: Fact<readonly PhysicalVolume[]>,
): Group => {
	if (!volumes.known) {
		return {siblings: volumes};
	}
	const own = volumes.value.find(({path}) => path === device);
	if (own === undefined) {
		return {siblings: unknown('LVM does not list it')};
	}
	if (own.group === undefined) {
		return {siblings: known([])};
	}
	const members = volumes.value.filter(({group}) => group?.id === own.group?.id);
	const missing = members.filter(({path}) => path === undefined).length;
	const places = members.flatMap(({path}) => (path === undefined ? [] : [diskOf(path, disks)]));
	return {
		name: own.group.name,
		id: own.group.id,
		siblings: known(unique(places).filter((path) => path !== disk.path)),
		...(missing > 0 && {missingMembers: missing}),
	};
};

export const arrayOf = (
	{device, disk}: Place,
	disks: readonly Disk[],
	arrays: ReadonlyMap<string, Fact<ArrayMember | undefined>>,
): Group => {
	const own = arrays.get(device) ?? unknown('its array was not asked for');
	if (!own.known) {
		return {siblings: own};
	}
	const array = own.value;
	if (array === undefined) {
		return {siblings: unknown('mdadm finds no array in it')};
	}
	const members = [...arrays].filter(([, fact]) => fact.known && fact.value?.id === array.id);
	const missing = (array.members ?? members.length) - members.length;
	const places = unique(members.map(([path]) => diskOf(path, disks)));
	return {
		...(array.name !== undefined && {name: array.name}),
		id: array.id,
		siblings: known(places.filter((path) => path !== disk.path)),
		...(missing > 0 && {missingMembers: missing}),
	};
};

/** The disk that a device is, or is a partition of; else the device itself, as a volume on an array. */
const diskOf = (device: string, disks: readonly Disk[]): string =>
	disks.find(
		({path, contents}) =>
			path === device ||
			(contents.known &&
				contents.value.kind === 'data' &&
				contents.value.partitions.some((one) => one.path === device)),
	)?.path ?? device;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
