/**
 * What on a disk ties it to something larger, or to other hosts: judged by the signatures of the disk and of
 * its partitions, and by partition types. A disk that is idle may still be half of an array. Pure.
 */
import {escapeControl} from '../system/lines.ts';
import type {Membership} from './disk-facts.ts';
import type {Disk, DiskContents} from './facts.ts';

/**
 * One phrase for each membership that forbids to wipe the disk, as `/dev/sda2 is a member of an LVM volume
 * group (LVM2_member)`. A group or array that is proven to stand on this disk alone forbids nothing: it dies
 * with the disk.
 */
export const memberships = (disk: Disk): readonly string[] =>
	disk.multipath?.role === 'path'
		? []
		: [
				...fromTraces(disk, (device, trace) => {
					const whole = trace.endsWith('_raid_member') ? 'a RAID array' : members.get(trace);
					const known = membershipAt(disk, device, trace);
					return whole === undefined || isAlone(known)
						? undefined
						: `${device} is a member of ${wholeWords(whole, known)} (${traceName(trace)})`;
				}),
				...(disk.memberships ?? [])
					.filter(({kind}) => kind === 'filesystem')
					.map(
						(one) =>
							`${one.device} holds part of a ${one.signature} filesystem${togetherWith(one)}`,
					),
			];

/** What dies with this disk and with no other: volume groups and arrays that stand on it alone. */
export const soleMemberships = (disk: Disk): readonly Membership[] =>
	(disk.memberships ?? []).filter(isAlone);

const membershipAt = (disk: Disk, device: string, trace: string): Membership | undefined =>
	disk.memberships?.find((one) => one.device === device && one.signature === trace);

const isAlone = (membership: Membership | undefined): boolean =>
	membership !== undefined &&
	(membership.kind === 'volume-group' || membership.kind === 'array') &&
	membership.siblings.known &&
	membership.siblings.value.length === 0 &&
	membership.missingMembers === undefined;

/** As `an LVM volume group named span, together with /dev/sdb`. */
const wholeWords = (whole: string, membership: Membership | undefined): string =>
	membership === undefined
		? whole
		: `${whole}${membership.name === undefined ? '' : ` named ${escapeControl(membership.name)}`}${togetherWith(membership)}`;

const togetherWith = ({siblings, missingMembers}: Membership): string => {
	const others = siblings.known ? siblings.value : [];
	const missing =
		missingMembers === undefined ? [] : [`${missingMembers} that this host does not have`];
	const all = [...others, ...missing];
	return all.length === 0 ? '' : `, together with ${all.join(' and ')}`;
};

/** One phrase for each filesystem that several hosts may have mounted at once. */
export const sharedFilesystems = (disk: Disk): readonly string[] =>
	fromTraces(disk, (device, trace) => {
		const name = clusterFilesystems.get(trace);
		return name && `${device} holds ${name}, which several hosts may share`;
	});

const fromTraces = (
	{path, contents}: Disk,
	describe: (device: string, trace: string) => string | undefined,
): readonly string[] =>
	contents.known && contents.value.kind === 'data'
		? tracesOf(path, contents.value).flatMap(([device, trace]) => describe(device, trace) ?? [])
		: [];

type Data = Extract<DiskContents, {kind: 'data'}>;

const tracesOf = (
	path: string,
	{signatures, partitions}: Data,
): readonly (readonly [device: string, trace: string])[] => [
	...signatures.map((type) => [path, type] as const),
	...partitions.flatMap((partition) =>
		[partition.filesystem, partition.type]
			.filter((trace) => trace !== undefined)
			.map((trace) => [partition.path, trace] as const),
	),
];

const members: ReadonlyMap<string, string> = new Map(
	Object.entries({
		LVM2_member: 'an LVM volume group',
		LVM1_member: 'an LVM volume group',
		zfs_member: 'a ZFS pool',
		mpath_member: 'a multipath map',
		bcache: 'a bcache set',
		drbd: 'a DRBD device',
		stratis: 'a Stratis pool',
		vdo: 'a VDO volume',
		ceph_bluestore: 'a Ceph cluster',
		VMFS_volume_member: 'a VMware datastore',
		'5808c8aa-7e8f-42e0-85d2-e1e90434cfb3': 'a Windows dynamic disk group',
		'af9b60a0-1431-4f62-bc68-3311714a69ad': 'a Windows dynamic disk group',
		'0x42': 'a Windows dynamic disk group',
		'e75caf8f-f680-4cee-afa3-b001e56efc2d': 'a Windows storage pool',
	}),
);

const clusterFilesystems: ReadonlyMap<string, string> = new Map(
	Object.entries({
		VMFS: 'VMware VMFS',
		gfs2: 'GFS2',
		gfs: 'GFS',
		ocfs2: 'OCFS2',
		ocfs: 'OCFS',
		oracleasm: 'Oracle ASM',
		'37affc90-ef7d-4e96-91c3-2d7ae055b174': 'IBM Storage Scale (GPFS)',
		'aa31e02a-400f-11db-9590-000c2911d1b8': 'VMware VMFS',
		'381cfccc-7288-11e0-92ee-000c2911d0b2': 'VMware vSAN',
		'0xfb': 'VMware VMFS',
	}),
);

/** A type of the partition table says nothing to a person. */
const traceName = (trace: string): string => (/^0x|-/.test(trace) ? 'by partition type' : trace);
