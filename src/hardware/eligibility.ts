/**
 * Why a disk cannot be the installation disk. Ignorance is a reason as good as any: only a disk of which
 * everything is known, and nothing speaks against, has none. Pure.
 */
import {sizeText} from './disk-name.ts';
import type {Disk, DiskContents, DiskUse} from './facts.ts';

/** What the product documentation asks of a single node. A lab may record a smaller one. */
export const defaultMinimumBytes = 120e9;

export type IneligibilityCode =
	| 'kind'
	| 'size-zero'
	| 'medium'
	| 'read-only'
	| 'state'
	| 'sector-size'
	| 'zoned'
	| 'too-small'
	| 'removable'
	| 'seen-twice'
	| 'identity'
	| 'busy'
	| 'uses-unknown'
	| 'contents-unknown'
	| 'member'
	| 'shared-filesystem';

export type Ineligibility = {
	readonly code: IneligibilityCode;
	/** What was found, and what is needed where that is not plain. */
	readonly words: string;
	/** What to do about it, as an order. */
	readonly remedy: string;
};

export type EligibilityRules = {readonly minimumBytes: number};

/** All reasons, gravest first; none means eligible. */
export const ineligibilities = (disk: Disk, rules: EligibilityRules): readonly Ineligibility[] =>
	reasons.flatMap(({code, remedy, find}) =>
		find(disk, rules).map((words) => ({code, words, remedy})),
	);

type Reason = Pick<Ineligibility, 'code' | 'remedy'> & {
	readonly find: (disk: Disk, rules: EligibilityRules) => readonly string[];
};

const when = (condition: boolean, words: string): readonly string[] => (condition ? [words] : []);

const sectorSizes: readonly number[] = [512, 4096];
const workingStates: readonly string[] = ['running', 'live'];
const pluggableTransports: readonly string[] = ['usb', 'mmc', 'sbp'];
const chooseAnother = 'Choose another disk.';

const reasons: readonly Reason[] = [
	{
		code: 'medium',
		remedy: 'Choose another disk; this one carries the system that is running now.',
		find: ({mediumReason}) => (mediumReason === undefined ? [] : [mediumReason]),
	},
	{code: 'kind', remedy: chooseAnother, find: ({kind}) => kindWords(kind)},
	{
		code: 'size-zero',
		remedy: 'Insert a medium, or choose another disk.',
		find: ({fingerprint}) => when(fingerprint.sizeBytes === 0, 'it has no medium (size 0)'),
	},
	{
		code: 'read-only',
		remedy: 'Release the write protection (switch, controller or virtual media), then rescan.',
		find: ({isReadOnly}) => when(isReadOnly, 'it is write-protected'),
	},
	{
		code: 'state',
		remedy: 'Reseat the disk and read the log of its controller, then rescan.',
		find: ({state}) =>
			state === undefined
				? []
				: when(!workingStates.includes(state), `its driver calls it ${state}`),
	},
	{
		code: 'sector-size',
		remedy: 'Format the disk to 512 or 4096 byte sectors with the tool of its maker.',
		find: ({fingerprint: {logicalSectorBytes}}) =>
			when(
				!sectorSizes.includes(logicalSectorBytes),
				`its sectors have ${logicalSectorBytes} bytes, need 512 or 4096`,
			),
	},
	{
		code: 'zoned',
		remedy: chooseAnother,
		find: ({zoned}) =>
			zoned === undefined ? [] : when(zoned !== 'none', `it is a zoned disk (${zoned})`),
	},
	{
		code: 'too-small',
		remedy: 'Choose a larger disk.',
		find: (disk, rules) => tooSmall(disk, rules),
	},
	{
		code: 'removable',
		remedy: 'Choose a built-in disk.',
		find: ({isRemovable, transport}) =>
			when(
				isRemovable || pluggableTransports.includes(transport ?? ''),
				transport === undefined ? 'it is removable' : `it is removable (${transport})`,
			),
	},
	{
		code: 'seen-twice',
		remedy: 'Leave one path connected, then rescan: this release does not install to multipath.',
		find: ({twins = []}) =>
			when(
				twins.length > 0,
				`the same disk seems to be there on another path (${twins.join(', ')})`,
			),
	},
	{
		code: 'identity',
		remedy: 'Give the disk a serial number (virtual machine), or choose another disk.',
		find: ({identity, fingerprint}) =>
			when(
				identity === 'slot' && fingerprint.byPath === undefined,
				'nothing tells it from another disk: no own WWN, serial number or slot',
			),
	},
	{
		code: 'busy',
		remedy: 'Release it (unmount, swapoff, stop what holds it), then rescan.',
		find: ({uses}) => (uses.known ? uses.value.map(useWords) : []),
	},
	{
		code: 'uses-unknown',
		remedy: 'Rescan; if it stays so, choose another disk.',
		find: ({uses}) => (uses.known ? [] : [`its users are not known: ${uses.reason}`]),
	},
	{
		code: 'member',
		remedy:
			'Take it out of the array, volume group or pool in a shell, clear its signature there, then rescan.',
		find: (disk) => withData(disk, memberWords),
	},
	{
		code: 'shared-filesystem',
		remedy: 'Other hosts may use this disk: unmap it from them, clear it there, then rescan.',
		find: (disk) => withData(disk, sharedWords),
	},
	{
		code: 'contents-unknown',
		remedy: 'Check the disk and its cable, then rescan.',
		find: ({contents}) =>
			contents.known ? [] : [`its contents are not known: ${contents.reason}`],
	},
];

const kindWords = (kind: Disk['kind']): readonly string[] => {
	switch (kind) {
		case 'disk':
			return [];
		case 'rom':
			return ['it is an optical drive'];
		case 'loop':
			return ['it is a loop device'];
		case 'multipath':
			return ['it is a multipath map, which this release does not install to'];
		case 'raid':
			return ['it is a RAID array, which this release does not install to'];
		case 'other':
			return ['it is not a disk of its own'];
	}
};

const tooSmall = (
	{fingerprint: {sizeBytes}}: Disk,
	{minimumBytes}: EligibilityRules,
): readonly string[] =>
	when(
		sizeBytes < minimumBytes,
		`${sizeText(sizeBytes)}, need ${sizeText(minimumBytes)} (short by ${sizeText(minimumBytes - sizeBytes)})`,
	);

/** As a short phrase, for lists. */
export const useWords = (use: DiskUse): string => {
	switch (use.kind) {
		case 'mounted':
			return `${use.device} is mounted on ${use.mountpoint}`;
		case 'swap':
			return `${use.device} is swap space in use`;
		case 'held':
			return `${use.device} is held by ${use.holder}`;
		case 'loop':
			return `${use.device} is behind ${use.loop}`;
	}
};

type Data = Extract<DiskContents, {kind: 'data'}>;

const withData = (
	{path, contents}: Disk,
	find: (device: string, type: string) => readonly string[],
): readonly string[] =>
	contents.known && contents.value.kind === 'data'
		? tracesOf(path, contents.value).flatMap(([device, trace]) => find(device, trace))
		: [];

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

const members: Readonly<Record<string, string>> = {
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
};

const memberWords = (device: string, trace: string): readonly string[] => {
	const whole = trace.endsWith('_raid_member') ? 'a RAID array' : members[trace];
	return whole === undefined ? [] : [`${device} is a member of ${whole} (${traceName(trace)})`];
};

const sharedFilesystems: Readonly<Record<string, string>> = {
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
};

const sharedWords = (device: string, trace: string): readonly string[] => {
	const name = sharedFilesystems[trace];
	return name === undefined ? [] : [`${device} holds ${name}, which several hosts may share`];
};

/** A type of the partition table says nothing to a person. */
const traceName = (trace: string): string => (/^0x|-/.test(trace) ? 'by partition type' : trace);
