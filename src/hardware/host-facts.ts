/** What is known of the host besides its name and size: processors, firmware, management, clock, storage. */
import type {Fact} from './fact.ts';

export type NumaNode = {
	readonly number: number;
	/** A list of ranges as `0-19,40-59`. */
	readonly cpus: string;
	readonly memoryBytes: Fact<number>;
};

/** The microarchitecture level of x86-64: RHEL 9 needs 2, RHEL 10 needs 3. */
export type CpuLevel = 1 | 2 | 3 | 4;

export type CpuFacts = {
	readonly sockets: Fact<number>;
	/** Of all sockets together. */
	readonly cores: Fact<number>;
	/** Logical processors that could be online. */
	readonly presentCpus: Fact<number>;
	readonly isSmtActive: Fact<boolean>;
	/** A list of ranges; the empty list of none is known too. */
	readonly isolated: Fact<string>;
	readonly flags: Fact<readonly string[]>;
	readonly level: Fact<CpuLevel>;
	readonly hasVirtualisation: Fact<boolean>;
	readonly numaNodes: Fact<readonly NumaNode[]>;
};

/** The entry that the firmware started. */
export type BootEntry = {
	/** Four hexadecimal digits. */
	readonly number: string;
	readonly label: string;
	/** The GPT partition in its device path. */
	readonly partitionId?: string;
	readonly device: 'disk' | 'optical' | 'usb' | 'network' | 'other';
};

export type PlatformFacts = {
	/** 32 only on an UEFI that cannot start a 64-bit system as shipped. */
	readonly firmwareBits: Fact<32 | 64>;
	readonly secureBoot: Fact<'on' | 'off' | 'setup' | 'unsupported'>;
	readonly bootEntry: Fact<BootEntry>;
	readonly tpm: Fact<'none' | '1.2' | '2.0'>;
	readonly isFipsEnabled: Fact<boolean>;
	/** `none` on bare metal, else the name of the hypervisor. */
	readonly virtualisation: Fact<string>;
	readonly uuid: Fact<string>;
	readonly board: Fact<string>;
	readonly chassisTag: Fact<string>;
	readonly biosVersion: Fact<string>;
	readonly biosDate: Fact<string>;
	readonly bmc: Fact<Bmc>;
};

export type Bmc =
	| {readonly kind: 'none'}
	| {
			readonly kind: 'present';
			readonly address: Fact<string>;
			readonly mac: Fact<string>;
	  };

export type NtpSource = {
	readonly address: string;
	readonly state: 'selected' | 'usable' | 'unreachable' | 'rejected';
	/** 16 or 0: it is not synchronised itself. */
	readonly stratum: number;
};

export type TimeSync = {
	/** Only a source outside this host counts. */
	readonly isSynchronised: boolean;
	readonly sources: readonly NtpSource[];
	/** What the clock is behind the source (positive) or ahead of it; absent without a source. */
	readonly offsetSeconds?: number;
};

export type RtcFacts = {
	/** The hardware clock less the clock of the system. */
	readonly offsetSeconds: number;
};

export type TimeFacts = {
	readonly sync: Fact<TimeSync>;
	readonly rtc: Fact<RtcFacts>;
	/** A hardware clock in local time, as Windows leaves it, is hours off. */
	readonly isRtcLocal: Fact<boolean>;
};

export type StorageController = {
	/** As `0000:00:17.0`. */
	readonly address: string;
	readonly kind: 'raid' | 'sata' | 'sas' | 'nvme' | 'scsi' | 'fc' | 'ide' | 'other';
	/** `vendor:device` in hexadecimal, as `8086:a182`. */
	readonly id: string;
	/** Absent where no driver took it: disks behind it stay invisible. */
	readonly driver?: string;
};

export type StorageFacts = {
	readonly controllers: Fact<readonly StorageController[]>;
	readonly isNvmeMultipathOn: Fact<boolean>;
	readonly isMultipathRunning: Fact<boolean>;
	/** Programs that a probe would have asked and that this system has not. */
	readonly missingTools: readonly string[];
};
