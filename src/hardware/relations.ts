/**
 * What the disks are parts of, and with which other disks: volume groups as LVM lists them, arrays as their
 * metadata name them, pools and filesystems as one id on several disks tells. Pure.
 */
import type {PhysicalVolume} from '../tools/lvm.ts';
import type {ArrayMember} from '../tools/mdadm.ts';
import type {Signature} from '../tools/wipefs.ts';
import type {Membership, MembershipKind} from './disk-facts.ts';
import {type Disk, type Fact, known, unknown} from './facts.ts';
import {arrayOf, groupOf} from './relation-members.ts';

export type RelationSources = {
	/** Signatures by path of the disk they were found on. */
	readonly signatures: ReadonlyMap<string, readonly Signature[]>;
	readonly volumes: Fact<readonly PhysicalVolume[]>;
	/** By path of the device that carries the signature. */
	readonly arrays: ReadonlyMap<string, Fact<ArrayMember | undefined>>;
};

export const membershipsOf = (
	disk: Disk,
	disks: readonly Disk[],
	sources: RelationSources,
): readonly Membership[] =>
	signed(disk, sources).flatMap((one) => {
		const kind = kindOf(one.signature.type);
		const membership = kind && describe(kind, one, disks, sources);
		return membership ? [membership] : [];
	});

/** Where arrays leave their metadata: these devices mdadm is asked about. */
export const raidMemberPaths = (disk: Disk, signatures: readonly Signature[]): readonly string[] =>
	unique(
		signatures
			.filter(({type}) => type.endsWith('_raid_member'))
			.map(({kernelName}) => pathOf(disk, kernelName)),
	);

type Signed = {readonly device: string; readonly disk: Disk; readonly signature: Signature};

const signed = (disk: Disk, {signatures}: RelationSources): readonly Signed[] => {
	const all = (signatures.get(disk.path) ?? []).map((signature) => ({
		disk,
		device: pathOf(disk, signature.kernelName),
		signature,
	}));
	const keys = all.map(({device, signature}) => `${device} ${signature.type}`);
	return all.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
};

const pathOf = (disk: Disk, name: string): string => {
	const {contents, path} = disk;
	const partitions =
		contents.known && contents.value.kind === 'data' ? contents.value.partitions : [];
	return [path, ...partitions.map((one) => one.path)].find((one) => lastWord(one) === name) ?? path;
};

const kindOf = (type: string): MembershipKind | undefined => {
	if (type === 'LVM2_member' || type === 'LVM1_member') {
		return 'volume-group';
	}
	if (type === 'linux_raid_member') {
		return 'array';
	}
	return type.endsWith('_raid_member') ? 'firmware-raid' : otherKinds.get(type);
};

const otherKinds: ReadonlyMap<string, MembershipKind> = new Map([
	['zfs_member', 'pool'],
	['stratis', 'pool'],
	['bcache', 'cache'],
	['btrfs', 'filesystem'],
	['drbd', 'other'],
	['vdo', 'other'],
	['ceph_bluestore', 'other'],
	['VMFS_volume_member', 'other'],
]);

const describe = (
	kind: MembershipKind,
	one: Signed,
	disks: readonly Disk[],
	sources: RelationSources,
): Membership | undefined => {
	const base = {kind, device: one.device, signature: one.signature.type};
	switch (kind) {
		case 'volume-group':
			return {...base, ...groupOf(one, disks, sources.volumes)};
		case 'array':
		case 'firmware-raid':
			return {...base, ...arrayOf(one, disks, sources.arrays)};
		case 'filesystem': {
			const siblings = sharing(one, disks, sources);
			return siblings.length === 0
				? undefined
				: {...base, ...identityOf(one.signature), siblings: known(siblings)};
		}
		case 'pool':
		case 'cache':
		case 'other':
			return {
				...base,
				...identityOf(one.signature),
				siblings: siblingsOrIgnorance(sharing(one, disks, sources)),
			};
	}
};

/** Other disks with the same kind of signature and the same id. */
const sharing = (
	{disk, signature}: Signed,
	disks: readonly Disk[],
	sources: RelationSources,
): readonly string[] =>
	signature.id === undefined
		? []
		: disks
				.filter(({path}) => path !== disk.path)
				.filter((other) =>
					signed(other, sources).some(
						(one) => one.signature.type === signature.type && one.signature.id === signature.id,
					),
				)
				.map(({path}) => path);

/** That no other disk has the id proves nothing: the members may be on other hosts, or taken out. */
const siblingsOrIgnorance = (siblings: readonly string[]): Fact<readonly string[]> =>
	siblings.length > 0 ? known(siblings) : unknown('its other members cannot be told from here');

const identityOf = ({label, id}: Signature): Pick<Membership, 'name' | 'id'> => ({
	...(label !== undefined && {name: label}),
	...(id !== undefined && {id}),
});

const lastWord = (path: string): string => path.split('/').at(-1) ?? path;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
