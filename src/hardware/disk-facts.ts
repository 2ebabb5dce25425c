/**
 * What a disk is part of, how it is reached and how it fares: the facts beside its identity, contents and
 * users. Each is absent where it does not apply; ignorance is an unknown fact, never absence.
 */
import type {Fact} from './fact.ts';

export type MembershipKind =
	| 'volume-group'
	| 'array'
	| 'firmware-raid'
	| 'pool'
	| 'cache'
	| 'filesystem'
	| 'other';

/** Something larger that the disk, or a partition of it, is a part of. */
export type Membership = {
	readonly kind: MembershipKind;
	/** What carries the signature, as `/dev/sda2`. */
	readonly device: string;
	/** As libblkid names the signature. */
	readonly signature: string;
	/** Of the volume group, array or pool. */
	readonly name?: string;
	readonly id?: string;
	/** Paths of the other disks of this host that it stands on. */
	readonly siblings: Fact<readonly string[]>;
	/** Members that this host does not have. */
	readonly missingMembers?: number;
};

/** A path is never a target, its map is. */
export type MultipathRole =
	| {readonly role: 'path'; readonly map: string}
	| {readonly role: 'map'; readonly name: string; readonly paths: readonly string[]};

/** An array of the firmware (IMSM, DDF) is a disk to firmware and kernel; one of the kernel alone is not. */
export type RaidRole = {
	readonly role: 'volume' | 'container';
	/** `imsm`, `ddf`, or the version of the kernel's own format, as `1.2`. */
	readonly format: string;
	readonly isFirmware: boolean;
	/** As `raid1`. */
	readonly level?: string;
	/** As `clean`, `active`, `inactive`, `read-auto`. */
	readonly state?: string;
	/** Paths of the disks that it stands on. */
	readonly members: readonly string[];
};

export type NvmePath = {
	/** As `nvme0`. */
	readonly controller: string;
	/** As `0000:81:00.0` or `traddr=192.0.2.9,trsvcid=4420`. */
	readonly address?: string;
	/** `pcie`, `tcp`, `rdma`, `fc`, `loop`. */
	readonly transport?: string;
	/** `live` is the only good one. */
	readonly state?: string;
};

export type NvmeFacts = {
	readonly paths: readonly NvmePath[];
	readonly namespaceId?: number;
	readonly firmware?: string;
	readonly subsystem?: string;
};

/** A disk that is reached over a network, and that other hosts may reach too. */
export type SanFacts =
	| {
			readonly kind: 'fc';
			/** Port names of the targets. */
			readonly targets: readonly string[];
	  }
	| {
			readonly kind: 'iscsi';
			readonly target: Fact<string>;
			/** `running` is the only good one. */
			readonly session: Fact<string>;
			/** Whether the firmware knows the target, without which the host cannot start from it. */
			readonly isInFirmware: Fact<boolean>;
			readonly hostAddress: Fact<string>;
	  }
	| {readonly kind: 'nvme-of'; readonly transport: string};

export type DiskHealth = {
	readonly source: 'nvme' | 'smart';
	readonly verdict: 'good' | 'warning' | 'failing';
	/** What speaks against it, in words; none when it is good. */
	readonly notes: readonly string[];
	readonly temperatureCelsius?: number;
	readonly usedPercent?: number;
};

/** What the kernel logged of this disk since it started. */
export type KernelErrors = {
	readonly count: number;
	/** The last line. */
	readonly last?: string;
};

/** Spellings of identity that other programs use: for hints, never for telling disks apart. */
export type IdentitySpellings = {
	readonly serials: readonly string[];
	readonly wwnWithExtension?: string;
	readonly wwnVendorExtension?: string;
};

/** What was installed on the disk before; by partition set and labels alone. */
export type EarlierInstall =
	| {readonly kind: 'image-based'; readonly isComplete: Fact<boolean>}
	| {readonly kind: 'coreos'}
	| {readonly kind: 'windows'}
	| {readonly kind: 'vmware'}
	| {readonly kind: 'linux'};
