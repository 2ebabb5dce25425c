/**
 * What is known of this host, as plain data. A fact is known, or unknown with the reason: an empty text or a
 * zero never stands for ignorance. Probes make it, checks and plans read it, screens show it.
 */

import type {
	DiskHealth,
	EarlierInstall,
	IdentitySpellings,
	KernelErrors,
	Membership,
	MultipathRole,
	NvmeFacts,
	RaidRole,
	SanFacts,
} from './disk-facts.ts';
import type {Fact} from './fact.ts';
import type {CpuFacts, PlatformFacts, StorageFacts, TimeFacts} from './host-facts.ts';
import type {NicDetails} from './nic-facts.ts';

export {type Fact, known, unknown} from './fact.ts';

/**
 * What a disk is, across boots: the attributes that must all be equal for it to be the same disk again.
 * A kernel name is not among them.
 */
export type DiskFingerprint = {
	readonly wwn?: string;
	readonly serial?: string;
	readonly model?: string;
	readonly sizeBytes: number;
	readonly logicalSectorBytes: number;
	/** The slot: a link below /dev/disk/by-path. */
	readonly byPath?: string;
	/** Of an array or a map, which is no piece of hardware: what its own metadata call it. */
	readonly uuid?: string;
};

/**
 * How good the identity is: `unique` has a WWN or serial that no other disk of this host has; `slot` can only
 * be told by where it is plugged in.
 */
export type IdentityQuality = 'unique' | 'slot';

export type Partition = {
	readonly number: number;
	/** Valid for this boot only, as `/dev/sda3`. */
	readonly path: string;
	readonly deviceNumber: string;
	readonly sizeBytes: number;
	/** GPT type GUID in lower case, or `0x..` of an MBR. */
	readonly type?: string;
	readonly typeName?: string;
	/** The GPT partition name. */
	readonly label?: string;
	/** The GUID of the partition itself. */
	readonly id?: string;
	readonly filesystem?: string;
	readonly filesystemLabel?: string;
};

export type DiskContents =
	| {readonly kind: 'empty'}
	| {
			readonly kind: 'data';
			/** `gpt`, `dos`, `PMBR`; absent without a partition table. */
			readonly table?: string;
			/** The id of the partition table: is this still what was shown? */
			readonly tableId?: string;
			readonly partitions: readonly Partition[];
			/** Partitions of the table that the kernel has no device for, as `3 boot`: nobody read them. */
			readonly unreadPartitions?: readonly string[];
			/** Signatures on the whole disk: a filesystem or a member of something larger. */
			readonly signatures: readonly string[];
			/** The likely owner in words for the card of what dies: `Windows`, `Red Hat CoreOS`, `LVM`. */
			readonly looksLike: string;
			/** What is broken or stale about the partition table, in words. */
			readonly tableFaults?: readonly string[];
			readonly earlierInstall?: EarlierInstall;
	  };

/** What holds a disk busy. */
export type DiskUse =
	| {readonly kind: 'mounted'; readonly device: string; readonly mountpoint: string}
	| {readonly kind: 'swap'; readonly device: string}
	| {
			readonly kind: 'held';
			readonly device: string;
			readonly holder: string;
			/** It stands on nothing besides this disk, so that an install can stop it. */
			readonly isOnlyHere?: true;
	  }
	| {readonly kind: 'loop'; readonly device: string; readonly loop: string};

export type DiskKind = 'disk' | 'rom' | 'loop' | 'multipath' | 'raid' | 'other';

export type Disk = {
	/** Kernel path as `/dev/sda`; valid for this boot only, never an identity. */
	readonly path: string;
	/** `major:minor`; valid for this boot only. */
	readonly deviceNumber: string;
	/** Rises with each attach within a boot: the same name with another number is another disk. */
	readonly sequence: Fact<number>;
	readonly kind: DiskKind;
	readonly fingerprint: DiskFingerprint;
	readonly identity: IdentityQuality;
	readonly vendor?: string;
	/** Links below /dev/disk/by-id that point here. */
	readonly byId: readonly string[];
	/** Links below /dev/disk/by-path that point here, the one of the fingerprint among them. */
	readonly byPathLinks?: readonly string[];
	/** Paths of other disks that are probably this same one, seen on another path of a SAN. */
	readonly twins?: readonly string[];
	/** What the driver says of it, as `running` or `live`; absent where the driver says nothing. */
	readonly state?: string;
	/** `none`, `host-aware`, `host-managed`. */
	readonly zoned?: string;
	/** `sata`, `nvme`, `usb`, …; absent is not the same as local. */
	readonly transport?: string;
	readonly physicalSectorBytes: number;
	readonly rotational: Fact<boolean>;
	readonly isRemovable: boolean;
	readonly isReadOnly: boolean;
	readonly contents: Fact<DiskContents>;
	readonly uses: Fact<readonly DiskUse[]>;
	/** Why this is (or may be) the medium that the running system was started from. */
	readonly mediumReason?: string;
	/** What of its identity cannot be trusted, and why, in words. */
	readonly identityFaults?: readonly string[];
	readonly spellings?: IdentitySpellings;
	/** Host, channel, target and LUN of a SCSI disk, as `2:0:0:0`; another one after each boot. */
	readonly hctl?: string;
	readonly multipath?: MultipathRole;
	readonly raid?: RaidRole;
	readonly memberships?: readonly Membership[];
	readonly nvme?: NvmeFacts;
	readonly san?: SanFacts;
	readonly health?: Fact<DiskHealth>;
	readonly kernelErrors?: Fact<KernelErrors>;
};

export type Address = {
	readonly family: 4 | 6;
	readonly address: string;
	readonly prefixLength: number;
};

export type Nic = {
	readonly name: string;
	readonly mac: string;
	readonly isPhysical: boolean;
	readonly link: Fact<'up' | 'down'>;
	readonly speedMbps: Fact<number>;
	readonly driver: Fact<string>;
	readonly mtu: number;
	readonly addresses: readonly Address[];
	readonly details?: NicDetails;
};

export type Route = {
	readonly family: 4 | 6;
	readonly gateway: string;
	readonly nic: string;
};

export type NetworkFacts = {
	readonly nics: Fact<readonly Nic[]>;
	readonly defaultRoutes: Fact<readonly Route[]>;
	readonly dnsServers: Fact<readonly string[]>;
};

export type HostFacts = {
	readonly hostName: Fact<string>;
	readonly vendor: Fact<string>;
	readonly product: Fact<string>;
	readonly serial: Fact<string>;
	readonly firmware: Fact<'uefi' | 'bios'>;
	/** As OCI images name it: `amd64`, `arm64`. */
	readonly architecture: Fact<string>;
	readonly cpuModel: Fact<string>;
	readonly onlineCpus: Fact<number>;
	readonly memoryBytes: Fact<number>;
	readonly kernel: Fact<string>;
	readonly isSelinuxEnabled: Fact<boolean>;
	/** Tells one boot from the next. */
	readonly bootId: Fact<string>;
	/** ISO 8601, when the host was probed. */
	readonly clock: string;
	readonly isClockSynchronised: Fact<boolean>;
};

export type Facts = {
	readonly host: HostFacts;
	readonly disks: Fact<readonly Disk[]>;
	readonly network: NetworkFacts;
	/** These four are absent in records of the first release. */
	readonly cpu?: CpuFacts;
	readonly platform?: PlatformFacts;
	readonly time?: TimeFacts;
	readonly storage?: StorageFacts;
};
