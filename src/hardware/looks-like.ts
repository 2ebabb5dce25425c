/**
 * The likely owner of what is on a disk, in words for the card of what dies: judged by signatures, partition
 * types and partition labels alone, without mounting anything. Pure. Types: util-linux `include/pt-gpt-partnames.h`.
 */
import type {Signature} from '../tools/wipefs.ts';

export type Traces = {
	readonly signatures: readonly Pick<Signature, 'type'>[];
	/** GPT GUIDs in lower case or `0x..`. */
	readonly partitionTypes: readonly string[];
	readonly partitionLabels: readonly string[];
	readonly hasTable: boolean;
};

export type InstallKind = 'image-based' | 'coreos' | 'windows' | 'vmware' | 'linux';

/** Who the contents belong to, in words, and whether that is an operating system. */
export type Ownership = {readonly words: string; readonly install?: InstallKind};

/** The first row that fits, most telling first. */
export const ownership = (traces: Traces): Ownership =>
	owners.find(({fits}) => fits(traces)) ?? {words: 'unknown data'};

type Owner = Ownership & {readonly fits: (traces: Traces) => boolean};

const signed =
	(...types: readonly string[]) =>
	({signatures}: Traces): boolean =>
		signatures.some(({type}) => types.includes(type));

const typed =
	(...types: readonly string[]) =>
	({partitionTypes}: Traces): boolean =>
		partitionTypes.some((type) => types.includes(type));

const labelled =
	(...labels: readonly string[]) =>
	({partitionLabels}: Traces): boolean =>
		labels.every((label) => partitionLabels.includes(label));

const either =
	(...rules: readonly Owner['fits'][]) =>
	(traces: Traces): boolean =>
		rules.some((fits) => fits(traces));

const all =
	(...rules: readonly Owner['fits'][]) =>
	(traces: Traces): boolean =>
		rules.every((fits) => fits(traces));

const coreosLayout = all(
	labelled('boot', 'root'),
	either(labelled('EFI-SYSTEM'), labelled('BIOS-BOOT'), labelled('PowerPC-PReP-boot')),
);

const microsoftReserved = 'e3c9e316-0b5c-4db8-817d-f92df00215ae';
const microsoftBasicData = 'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7';
const windowsRecovery = 'de94bba4-06d1-4d40-a16a-bfd50179d6ac';
const logicalDiskManager = [
	'5808c8aa-7e8f-42e0-85d2-e1e90434cfb3',
	'af9b60a0-1431-4f62-bc68-3311714a69ad',
	'0x42',
];
const storageSpaces = 'e75caf8f-f680-4cee-afa3-b001e56efc2d';
const vmware = [
	'aa31e02a-400f-11db-9590-000c2911d1b8',
	'381cfccc-7288-11e0-92ee-000c2911d0b2',
	'9d275380-40ad-11db-bf97-000c2911d1b8',
	'0xfb',
];
const linuxData = [
	'0fc63daf-8483-4772-8e79-3d69d8477de4',
	'4f68bce3-e8cd-4db1-96e7-fbcaf984b709',
	'0x83',
];

const owners: readonly Owner[] = [
	{
		words: 'OpenShift node prepared by image-based install',
		install: 'image-based',
		fits: all(coreosLayout, either(labelled('var-lib-containers'), labelled('varlibcontainers'))),
	},
	{words: 'Red Hat or Fedora CoreOS', install: 'coreos', fits: coreosLayout},
	{words: 'Intel RAID (VROC) member', fits: signed('isw_raid_member')},
	{
		words: 'RAID member',
		fits: either(
			({signatures}) => signatures.some(({type}) => type.endsWith('_raid_member')),
			typed('a19d880f-05fc-4d3b-a006-743f0f84911e', '0xfd'),
		),
	},
	{words: 'multipath member', fits: signed('mpath_member')},
	{
		words: 'LVM',
		fits: either(
			signed('LVM2_member', 'LVM1_member'),
			typed('e6d6d379-f507-44c2-a23c-238f2a3df928', '0x8e'),
		),
	},
	{
		words: 'ZFS',
		fits: either(signed('zfs_member'), typed('6a898cc3-1dd2-11b2-99a6-080020736631')),
	},
	{
		words: 'Ceph',
		fits: either(signed('ceph_bluestore'), typed('4fbd7e29-9d25-41b8-afd0-062c0ceff05d')),
	},
	{
		words: 'VMware',
		install: 'vmware',
		fits: either(signed('VMFS', 'VMFS_volume_member'), typed(...vmware)),
	},
	{words: 'IBM Storage Scale', fits: typed('37affc90-ef7d-4e96-91c3-2d7ae055b174')},
	{words: 'shared cluster filesystem', fits: signed('gfs2', 'ocfs2', 'oracleasm')},
	{
		words: 'Windows',
		install: 'windows',
		fits: either(
			typed(microsoftReserved, windowsRecovery, storageSpaces, ...logicalDiskManager),
			signed('BitLocker', 'ReFS'),
			all(typed(microsoftBasicData, '0x07'), signed('ntfs')),
		),
	},
	{words: 'Stratis', fits: signed('stratis')},
	{words: 'encrypted disk', fits: signed('crypto_LUKS')},
	{words: 'installation medium', fits: signed('iso9660', 'udf')},
	{
		words: 'Linux',
		install: 'linux',
		fits: either(typed(...linuxData), signed('ext4', 'ext3', 'ext2', 'xfs', 'btrfs', 'swap')),
	},
	{
		words: 'data partitions',
		fits: either(typed(microsoftBasicData), signed('ntfs', 'vfat', 'exfat')),
	},
	{words: 'EFI boot files', fits: typed('c12a7328-f81f-11d2-ba4b-00a0c93ec93b', '0xef')},
	{
		words: 'an empty partition table',
		fits: ({hasTable, partitionTypes, signatures}) =>
			hasTable && partitionTypes.length === 0 && signatures.length === 0,
	},
];
